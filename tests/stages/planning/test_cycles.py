"""Cycles: opened by a line or by hand, never overlapping, never leaving a line out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.planning import (
    YEAR,
    draft_line,
    filed_line,
    plan_bureau,
    plan_item,
    plan_person,
)
from yaohao.ground.accounts.rules import Role
from yaohao.stages.planning.models import Cycle, Line
from yaohao.stages.planning.operations import (
    Refused,
    change_cycle,
    open_cycle,
    remove_cycle,
)
from yaohao.stages.planning.rules.cycles import holds, meet, named_days

DAYS = st.tuples(st.dates(), st.dates()).map(lambda pair: (min(pair), max(pair)))
SPRING = (date(YEAR, 1, 1), date(YEAR, 6, 30))
AUTUMN = (date(YEAR, 7, 1), date(YEAR, 12, 31))


@given(DAYS, DAYS)
def test_days_meet_as_they_share_a_day(one: tuple[date, date], other: tuple[date, date]) -> None:
    assert meet(one, other) == meet(other, one) == (max(one[0], other[0]) <= min(one[1], other[1]))
    assert not holds(one, other) or meet(one, other)


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("2026", (date(2026, 1, 1), date(2026, 12, 31))),
        ("2025-2027", (date(2025, 1, 1), date(2027, 12, 31))),
        ("下半年", (date(2026, 1, 1), date(2026, 12, 31))),
        ("第20260号", (date(2026, 1, 1), date(2026, 12, 31))),
    ],
)
def test_a_name_tells_its_years(name: str, days: tuple[date, date]) -> None:
    assert named_days(name, 2026) == days


@pytest.mark.django_db
def test_a_line_opens_the_calendar_year_and_the_next_uses_it() -> None:
    line = draft_line()
    draft_line(item=line.item, period=AUTUMN, window=AUTUMN)
    cycle = Cycle.objects.get()
    assert (cycle.name, cycle.item_code) == (str(YEAR), line.item.code)
    assert (cycle.starts, cycle.ends) == (date(YEAR, 1, 1), date(YEAR, 12, 31))


@pytest.mark.django_db
def test_a_line_may_open_a_cycle_over_years() -> None:
    draft_line(cycle="三年", cycle_days=(date(YEAR - 1, 1, 1), date(YEAR + 1, 12, 31)))
    assert (Cycle.objects.get().ends.year, Line.objects.get().cycle) == (YEAR + 1, "三年")


@pytest.mark.django_db
def test_overlapping_cycles_of_one_item_are_refused_by_name() -> None:
    line = draft_line()
    with pytest.raises(Refused, match=f"{YEAR}.*(overlap|重叠)"):
        draft_line(item=line.item, period=AUTUMN, window=AUTUMN, cycle="下半年")
    clerk = plan_person(line.bureau, Role.CLERK)
    with pytest.raises(Refused, match=str(YEAR)):
        open_cycle(
            by=clerk, item_code=line.item.code, name="x",
            starts=date(YEAR, 12, 31), ends=date(YEAR + 1, 12, 31),
        )  # fmt: skip
    assert draft_line(plan_bureau(), cycle="下半年").cycle == "下半年"


@pytest.mark.django_db
@pytest.mark.parametrize("changed", [{"cycle_days": SPRING, "cycle": "春"}, {"cycle_days": SPRING}])
def test_a_period_outside_its_cycle_is_refused(changed: dict[str, object]) -> None:
    item = plan_item(plan_bureau())
    open_cycle(
        by=plan_person(item.bureau, Role.CLERK), item_code=item.code, name=str(YEAR),
        starts=AUTUMN[0], ends=AUTUMN[1],
    )  # fmt: skip
    with pytest.raises(Refused):
        draft_line(item=item, **changed)
    assert not Line.objects.exists()


@pytest.mark.django_db
def test_a_changed_cycle_keeps_its_lines_inside() -> None:
    line = draft_line(period=AUTUMN, window=AUTUMN)
    clerk, cycle = plan_person(line.bureau, Role.CLERK), Cycle.objects.get()
    with pytest.raises(Refused, match=line.label):
        change_cycle(by=clerk, pk=cycle.pk, starts=AUTUMN[0], ends=date(YEAR, 12, 30))
    with pytest.raises(Refused):
        change_cycle(by=clerk, pk=cycle.pk, starts=AUTUMN[1], ends=AUTUMN[0])
    change_cycle(by=clerk, pk=cycle.pk, starts=AUTUMN[0], ends=date(YEAR + 2, 12, 31))
    cycle.refresh_from_db()
    assert (cycle.starts, cycle.ends.year) == (AUTUMN[0], YEAR + 2)


@pytest.mark.django_db
def test_the_first_day_stands_once_a_line_is_drawn() -> None:
    line = filed_line(period=AUTUMN, window=AUTUMN)
    Line.objects.filter(pk=line.pk).update(drawn_as="D-1")
    clerk, cycle = plan_person(line.bureau, Role.CLERK), Cycle.objects.get()
    with pytest.raises(Refused, match="D-1"):
        change_cycle(by=clerk, pk=cycle.pk, starts=AUTUMN[0], ends=cycle.ends)
    change_cycle(by=clerk, pk=cycle.pk, starts=cycle.starts, ends=date(YEAR + 1, 1, 31))


@pytest.mark.django_db
def test_only_a_cycle_without_lines_is_taken_away_and_only_by_a_clerk() -> None:
    line = draft_line()
    clerk, cycle = plan_person(line.bureau, Role.CLERK), Cycle.objects.get()
    with pytest.raises(Refused, match=line.label):
        remove_cycle(by=clerk, pk=cycle.pk)
    line.delete()
    with pytest.raises(Refused):
        remove_cycle(by=plan_person(line.bureau, Role.DIRECTOR), pk=cycle.pk)
    stranger = plan_person(plan_bureau("140800", "140800", "运城市局"), Role.CLERK)
    with pytest.raises(Cycle.DoesNotExist):
        remove_cycle(by=stranger, pk=cycle.pk)
    remove_cycle(by=clerk, pk=cycle.pk)
    assert not Cycle.objects.exists()
