"""Instalments of one pool: totals come out exact, nobody twice, teams without double places."""

from collections import Counter
from dataclasses import replace

import pytest
from fairdraw.announcement import Round, Rung, Stratum
from fairdraw.seal import NOBODY, ladder, staffed, visits
from fairdraw.tables import Tables
from fairdraw.verify import verify
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.vectors.chronicle import Chronicle
from core.vectors.long_stories import LONG, borrowed, lists, three_rounds
from core.vectors.story import KEY, OFFICERS, THROWS

WINDOW = ("2026-11-16", "2026-11-20")
SLOW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def several(weights: list[int], low: int, ratio: int, reserves: int = 0) -> Chronicle:
    """A draw without officers in rounds of these weights."""
    rounds = tuple(Round(n, weight, *WINDOW, 2) for n, weight in enumerate(weights, 1))
    more = tuple(Round(len(weights) + n, 1, *WINDOW, 2) for n in range(1, reserves + 1))
    strata = (Stratum("HIGH", "ratio", ratio), Stratum("LOW", "number", low))
    announced = replace(
        LONG, rounds=rounds, reserves=more, strata=strata, roles=(), rungs=(), fresh=()
    )
    return Chronicle(announced).begin()


def drawn(told: Chronicle) -> list[tuple[str, str]]:
    return [
        (visit.id, visit.stratum) for number in told.sealed for visit in visits(told.sealed[number])
    ]


def bare() -> Tables:
    return replace(lists(), officers=[], edges=[], caps=[])


@SLOW
@given(
    st.lists(st.integers(1, 9), min_size=1, max_size=5),
    st.integers(0, 14),
    st.integers(0, 10_000),
)
def test_totals_over_all_rounds_come_out_exact(weights: list[int], low: int, ratio: int) -> None:
    told = several(weights, low, ratio)
    for _ in weights:
        told.round(bare())
    counts = Counter(stratum for _, stratum in drawn(told))
    assert counts["LOW"] == min(low, 12)
    assert counts["HIGH"] == (7 * ratio + 5000) // 10_000
    assert len({row for row, _ in drawn(told)}) == sum(counts.values())
    assert verify(told.reveal().record()).outcome == "proved"


@SLOW
@given(st.sets(st.integers(0, 3)), st.sets(st.integers(0, 3)))
def test_a_void_is_made_good_by_the_next_round(first: set[int], second: set[int]) -> None:
    told = several([1, 1], 6, 0, reserves=1)
    for voids in (first, second):
        count = len(told.round(bare()).visits)
        for position in sorted(voids):
            if position < count:
                told.event(position, "void", "CLOSED 注销")
    told.round(bare())
    gone = sum(raw.startswith(b"fairdraw/1 event") for raw in told.log.entries)
    assert len(drawn(told)) - gone == min(6, 12 - gone)
    assert len({row for row, _ in drawn(told)}) == len(drawn(told))
    assert verify(told.reveal().record()).outcome == "proved"


def test_an_exhausted_pool_gives_what_is_left() -> None:
    told = several([1], 12, 0, reserves=1)
    told.round(bare())
    told.event(0, "void", "CLOSED 注销")
    assert told.round(bare()).visits == []
    assert verify(told.reveal().record()).outcome == "proved"


def test_a_deferred_visit_is_staffed_first_in_the_next_round() -> None:
    told = three_rounds()
    left = ladder(told.sealed[1]).deferred
    assert left
    later = {(late.round, late.position) for late in staffed(told.sealed[2])}
    void = {(1, 1)}
    assert later == set(left) - void
    assert all(late.team for late in staffed(told.sealed[2]))


def test_the_ladder_stops_at_the_first_rung_that_staffs_all() -> None:
    rungs = (Rung(1, "recent", "近期接触"), Rung(2, "cap", "加一户"), Rung(3, "cap", "再加一户"))
    announced = replace(LONG, rungs=rungs, rounds=LONG.rounds[:1], reserves=())
    used = []
    for cap in (2, 1):
        told = Chronicle(announced).begin()
        told.round(lists(cap=cap))
        used.append(ladder(told.sealed[1]))
    assert used[0].rung <= used[1].rung
    assert not used[1].deferred
    assert ladder(borrowed().sealed[1]).rung == 2


def teams(told: Chronicle) -> Counter[str]:
    """Places by officer in round 1 as they stand after the substitutes."""
    found = {
        (1, position): dict(visit.team) for position, visit in enumerate(visits(told.sealed[1]))
    }
    for line in told.lines:
        _, number, position, role, name = line.decode().split("\t")
        found[int(number), int(position)][role] = name
    for team in found.values():
        assert len(set(team.values()) - {NOBODY}) == len([n for n in team.values() if n != NOBODY])
    return Counter(name for team in found.values() for name in team.values() if name != NOBODY)


@SLOW
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from(["lead", "second"]), st.permutations(THROWS)),
        min_size=1,
        max_size=5,
    )
)
def test_substitutes_never_double_a_place_nor_pass_a_cap(
    asked: list[tuple[int, str, list[str]]],
) -> None:
    announced = replace(
        LONG, rounds=(Round(1, 1, *WINDOW, 2),), reserves=(), rungs=LONG.rungs[:1],
        strata=(Stratum("HIGH", "number", 1), Stratum("LOW", "number", 3)),
    )  # fmt: skip
    told = Chronicle(announced).begin()
    told.round(lists(cap=2))
    before = {(p, r): n for p, v in enumerate(visits(told.sealed[1])) for r, n in v.team}
    for position, role, throws in asked:
        chosen = told.substitute(position, role, "".join(throws))
        assert chosen != before[position, role]
        assert chosen == NOBODY or chosen in {officer.certificate for officer in OFFICERS}
        assert role == "second" or chosen == NOBODY or chosen < "140700-04"
    assert max(teams(told).values(), default=0) <= 2
    assert verify(told.reveal().record()).outcome == "proved"


def test_later_randomness_cannot_move_an_earlier_round() -> None:
    told = three_rounds()
    again = Chronicle(LONG).begin()
    again.round(lists(cap=1, leads=2))
    assert again.sealed[1] == told.sealed[1]


@pytest.mark.parametrize("key", [KEY])
def test_seeds_of_rounds_have_nothing_in_common(key: bytes) -> None:
    told = three_rounds()
    assert len({given_.seed for given_ in told.given.values()}) == 3
    assert all(given_.key == key for given_ in told.given.values())
