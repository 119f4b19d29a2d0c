"""Completion, coverage and load as numbers: what must hold whatever the numbers are."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from yaohao.stages.oversight.rules.completion import Completion, grouped, overdue, total
from yaohao.stages.oversight.rules.coverage import placed, shade, share_of
from yaohao.stages.oversight.rules.load import Load, Weight, leave_days, load_of, mean, weight

COUNT = st.integers(0, 500)
MAYBE = st.none() | COUNT
PARTS = st.builds(Completion, MAYBE, MAYBE, COUNT, COUNT, MAYBE)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
LAST = date(2026, 6, 30)


@given(st.lists(st.tuples(st.sampled_from(["random", "key"]), PARTS)))
def test_groups_keep_kinds_apart_and_lose_nothing(parts: list[tuple[str, Completion]]) -> None:
    found = grouped(parts)
    for kind, done in found.items():
        assert done.visited == sum(part.visited for group, part in parts if group == kind)
        known = [p.planned for g, p in parts if g == kind and p.planned is not None]
        assert done.planned == (sum(known) if known else None)
    assert total(found.values()).reported == sum(part.reported for _group, part in parts)


@given(COUNT, COUNT, COUNT)
def test_nothing_is_overdue_before_the_day_after_the_last(
    planned: int, visited: int, void: int
) -> None:
    assert overdue(planned, visited, void, LAST, LAST) == 0
    late = overdue(planned, visited, void, LAST, LAST + timedelta(1))
    assert late == max(0, planned - visited - void)
    assert overdue(None, visited, void, LAST, LAST + timedelta(1)) is None


@given(COUNT, COUNT)
def test_a_class_grows_with_its_share(part: int, whole: int) -> None:
    found = shade(part, whole)
    if not whole:
        assert found is None
        return
    assert (found == 0) == (part == 0)
    assert found is not None
    assert found <= (shade(part + 1, whole) or 0)
    assert (found == 4) == ((share_of(part, whole) or 0) >= 75)


CODES = st.sets(st.sampled_from([f"1407{number:02d}" for number in range(1, 40)]))
PLACES = st.dictionaries(
    st.sampled_from([f"1407{number:02d}" for number in range(1, 40)]),
    st.tuples(st.integers(0, 6), st.integers(0, 6)),
)


@given(CODES, PLACES)
def test_every_county_has_one_place_of_its_own(
    codes: set[str], layout: dict[str, tuple[int, int]]
) -> None:
    found = placed(codes, layout)
    assert set(found) == codes
    assert len(set(found.values())) == len(codes)
    assert all(column >= 0 and row >= 0 for column, row in found.values())


def test_unknown_counties_stand_by_code_below_the_known() -> None:
    found = placed(["140701", "140702", "140799"], {"140799": (3, 2)})
    assert found == {"140799": (0, 0), "140701": (0, 1), "140702": (1, 1)}
    assert placed(["2", "1", "3"], {}) == {"1": (0, 0), "2": (1, 0), "3": (0, 1)}


@given(st.lists(DAYS), st.lists(DAYS), st.lists(st.tuples(DAYS, st.integers(0, 400))))
def test_a_day_counts_once_and_kinds_stand_apart(
    lot: list[date], key: list[date], leaves: list[tuple[date, int]]
) -> None:
    spans = [(first, first + timedelta(length)) for first, length in leaves]
    found = load_of({"random": lot, "key": key}, spans, 2026)
    assert found.out == len({*lot, *key})
    assert sum(found.visits["random"]) == len(lot)
    assert sum(found.visits["key"]) == len(key)
    year = [date(2026, 1, 1) + timedelta(n) for n in range(365)]
    away = {day for day in year if any(a <= day <= b for a, b in spans)}
    assert sum(found.leave) == len(away) == len(leave_days(spans, 2026))


def test_far_more_is_said_of_who_has_more_than_twice_the_mean() -> None:
    def out(days: int) -> Load:
        return Load({}, (days, *[0] * 11), (0,) * 12)

    people = [out(0), out(1), out(1), out(6)]
    average = mean(people)
    assert average == 2.0
    assert [weight(one, average) for one in people] == [
        Weight.NONE, Weight.USUAL, Weight.USUAL, Weight.FAR_MORE,
    ]  # fmt: skip
    assert weight(out(2), 0.5) is Weight.USUAL  # two days are never far more
    assert mean([]) == 0.0
