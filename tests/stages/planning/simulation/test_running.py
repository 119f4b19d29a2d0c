"""A simulated year: quotas, cycles, limits, and the same selection as the core's."""

from hashlib import sha256

import pytest
from fairdraw.digest import hasher
from fairdraw.pool import salt
from fairdraw.quota import split_number
from fairdraw.ticket import round_key, smallest, ticket
from hypothesis import given
from hypothesis import strategies as st

from tests.stages.planning.simulation.years import line, turn, urn, year
from yaohao.stages.planning.rules.simulation.quick import Quick
from yaohao.stages.planning.rules.simulation.running import Lots, run
from yaohao.stages.planning.rules.simulation.stream import Stream
from yaohao.stages.planning.rules.simulation.tickets import Tickets, keys_of
from yaohao.stages.planning.rules.simulation.year import FREE, Year

SEED = sha256(b"test").digest()


def lots_of(kind: type, whole: Year, number: int) -> Lots:
    made: Lots = kind(whole, SEED, number)
    return made


@pytest.mark.parametrize("kind", [Quick, Tickets])
def test_every_year_draws_the_quota_of_every_stratum(kind: type) -> None:
    red, yellow = urn(range(0, 40, 2), 5, "R"), urn(range(1, 40, 2), 3, "Y")
    whole = year(line(red, yellow, turns=(turn(1), turn(2), turn(3))))
    for number in range(20):
        (won,) = run(whole, lots_of(kind, whole, number)).visits
        assert len(won) == len(set(won)) == 8
        assert sum(row % 2 == 0 for row in won) == 5


@pytest.mark.parametrize("kind", [Quick, Tickets])
def test_lines_of_one_cycle_never_meet_the_same_enterprise_twice(kind: type) -> None:
    first = line(urn(range(40), 15))
    second = line(urn(range(40), 15), label="2027-02", turns=(turn(2),))
    other = line(urn(range(40), 30), label="2027-03", group=1, turns=(turn(3),))
    whole = year(first, second, other)
    for number in range(10):
        one, two, three = run(whole, lots_of(kind, whole, number)).visits
        assert len({*one, *two}) == 30
        assert len(three) == 30


@pytest.mark.parametrize("kind", [Quick, Tickets])
def test_an_exhausted_pool_draws_what_remains(kind: type) -> None:
    shut = bytes([1] * 33 + [0] * 7)
    whole = year(line(urn(range(40), 15)), shut=(shut,))
    (won,) = run(whole, lots_of(kind, whole, 0)).visits
    assert sorted(won) == list(range(33, 40))


@pytest.mark.parametrize("kind", [Quick, Tickets])
def test_nobody_is_visited_more_often_than_the_limit_allows(kind: type) -> None:
    limit = bytes([1] * 20 + [FREE] * 20)
    lines = [
        line(
            urn(range(40), 20), label=f"2027-{place}", group=place, turns=(turn(place + 1),),
            limits=((0, limit),),
        )
        for place in range(4)
    ]  # fmt: skip
    whole = year(*lines, used=(bytes([1] * 5 + [0] * 35),))
    for number in range(10):
        happened = run(whole, lots_of(kind, whole, number))
        visits = [sum(row in won for won in happened.visits) for row in range(40)]
        assert visits[:5] == [0] * 5
        assert max(visits[:20]) == 1
        assert happened.lost <= set(range(20))
        assert happened.lost


def test_true_tickets_select_what_the_core_selects() -> None:
    """Golden: the smallest tickets of the core among the rows nothing passes over."""
    shut = bytes([1, 0, 0, 1] * 10)
    whole = year(line(urn(range(40), 6), turns=(turn(1), turn(2))), shut=(shut,))
    of_line, digest = whole.lines[0], hasher("sha256")
    for number in range(10):
        standing: set[int] = set()
        for each in of_line.turns:
            key, seed = keys_of(SEED, number, of_line, each)
            of_round = round_key(seed, digest)
            tickets = [
                (ticket(of_round, salt(name, key, digest), digest), name.encode(), row)
                for row, name in enumerate(whole.ids)
                if not shut[row] and row not in standing
            ]
            u = split_number(key, seed, "ALL", digest)
            left = 6 - len(standing)
            count = left if each.number == 2 else left // 2 + (left % 2 * u * 2 >= 2**257)
            standing |= {won[2] for won in smallest(tickets, count)}
        (won,) = run(whole, Tickets(whole, SEED, number)).visits
        assert set(won) == standing


def test_a_year_is_the_same_whichever_went_before() -> None:
    whole = year(line(urn(range(40), 7)))
    once = run(whole, Quick(whole, SEED, 5))
    run(whole, Quick(whole, SEED, 4))
    again = run(whole, Quick(whole, SEED, 5))
    other = run(whole, Quick(whole, SEED, 6))
    assert (once.visits, once.teams) == (again.visits, again.teams)
    assert once.visits != other.visits


@given(rows=st.integers(1, 300), wanted=st.integers(0, 300), number=st.integers(0, 10**6))
def test_an_order_holds_every_place_once(rows: int, wanted: int, number: int) -> None:
    assert sorted(Stream(SEED, number).order(rows, wanted)) == list(range(rows))


@pytest.mark.parametrize(("rows", "count"), [(60, 3), (60, 30)])
def test_every_row_is_drawn_equally_often(rows: int, count: int) -> None:
    """Both ways of making an order, against the chi-squared of 59 degrees at one in 10^6."""
    years, times = 3000, [0] * rows
    whole = year(line(urn(range(rows), count)), rows=rows)
    for number in range(years):
        for row in run(whole, Quick(whole, SEED, number)).visits[0]:
            times[row] += 1
    expected = years * count / rows
    spread = 1 - count / rows  # drawn without replacement: less than a coin for each row
    found = sum((seen - expected) ** 2 for seen in times) / expected / spread
    assert sum(times) == years * count
    assert 20 < found * (rows - 1) / rows < 125


@pytest.mark.parametrize("kind", [Quick, Tickets])
def test_teams_keep_roles_caps_and_recusals(kind: type) -> None:
    barred = {row: frozenset({0, 4}) for row in range(0, 40, 2)}
    whole = year(line(urn(range(40), 12), turns=(turn(cap=8),)), barred=barred)
    for number in range(10):
        happened = run(whole, lots_of(kind, whole, number))
        teams = [team for team, _month in happened.teams]
        assert len(teams) == 12
        loads = [sum(officer in team for team in teams) for officer in range(6)]
        assert max(loads) <= 8
        for team in filter(None, teams):
            assert len(set(team)) == 2
            assert team[0] < 3


def test_a_visit_without_anybody_to_lead_stays_without_a_team() -> None:
    whole = year(line(urn(range(40), 4), turns=(turn(leads=0),)))
    for kind in (Quick, Tickets):
        happened = run(whole, lots_of(kind, whole, 0))
        assert [team for team, _month in happened.teams] == [()] * 4
