"""What a scenario keeps: exact where it must be, and the spread of what may differ."""

from hashlib import sha256
from math import comb

from hypothesis import given
from hypothesis import strategies as st

from tests.stages.planning.simulation.years import line, turn, urn, year
from yaohao.stages.planning.rules.simulation.quick import Quick
from yaohao.stages.planning.rules.simulation.running import run
from yaohao.stages.planning.rules.simulation.spread import counted, spread_of
from yaohao.stages.planning.rules.simulation.summary import Plain, summary
from yaohao.stages.planning.rules.simulation.tally import Tally
from yaohao.stages.planning.rules.simulation.tickets import Tickets
from yaohao.stages.planning.rules.simulation.year import Year

SEED = sha256(b"summary").digest()


def told(whole: Year, years: int, checked: int = 0) -> Plain:
    quick, true = Tally(whole), Tally(whole)
    for number in range(years):
        quick.add(run(whole, Quick(whole, SEED, number)))
    for number in range(checked):
        true.add(run(whole, Tickets(whole, SEED, number)))
    return summary(quick, true if checked else None)


def test_a_stratum_that_is_a_class_is_visited_exactly_as_often_as_the_plan_says() -> None:
    red, yellow = urn(range(0, 40, 2), 5, "R"), urn(range(1, 40, 2), 2, "Y")
    found = told(year(line(red, yellow)), 50, 5)
    for code, quota in (("R", 5), ("Y", 2)):
        (row,) = (each for each in found["classes"]["risk"] if each["code"] == code)
        assert (row["mean"], row["deviation"], row["low"], row["high"]) == (quota, 0, quota, quota)
        assert row["checked"] == quota
        assert row["never"] == round(1 - quota / 20, 4)
    assert found["visits"]["mean"] == found["visits"]["checked"] == 7


def test_a_class_across_strata_is_met_with_the_mean_of_its_share() -> None:
    """10 of 40, half of them red: hypergeometric, mean 5; five standard errors of 2,000 years."""
    found = told(year(line(urn(range(40), 10))), 2000)
    (red, yellow) = found["classes"]["risk"]
    variance = 10 * 0.5 * 0.5 * 30 / 39
    assert abs(red["mean"] - 5) < 5 * (variance / 2000) ** 0.5
    assert abs(red["deviation"] - variance**0.5) < 0.15
    assert abs(red["mean"] + yellow["mean"] - 10) < 1e-6  # no year draws more or fewer
    assert red["low"] == _quantile(0.05)
    assert red["high"] == _quantile(0.95)


def _quantile(share: float) -> int:
    mass = 0.0
    for hits in range(11):
        mass += comb(20, hits) * comb(20, 10 - hits) / comb(40, 10)
        if mass >= share:
            return hits
    raise AssertionError


def test_officers_share_the_visits_and_their_months() -> None:
    found = told(year(line(urn(range(40), 12), turns=(turn(2),))), 400, 20)
    officers = found["officers"]
    assert abs(sum(each["mean"] for each in officers) - 24) < 0.01
    assert all(each["months"][1] == each["mean"] for each in officers)
    assert all(each["months_high"][1] == each["high"] for each in officers)
    assert sum(each["checked"] for each in officers) == 24
    leads = sum(each["mean"] for each in officers[:3])
    # One ticket for both roles: the second may lead too when the two smallest tickets can.
    assert abs(leads - (12 + 12 * 3 / 6 * 2 / 5)) < 0.2
    assert found["vacant"] == found["vacant_checked"] == 0
    assert len(found["pairs"]) == 10
    assert found["pairs"][0]["mean"] >= found["pairs"][-1]["mean"] > 0


def test_quick_teams_fall_as_the_core_draws_them() -> None:
    """Ample caps, so that the look-ahead never speaks: each officer's mean within five errors."""
    barred = {row: frozenset({1}) for row in range(0, 40, 2)}
    whole = year(line(urn(range(40), 10), turns=(turn(leads=2),)), barred=barred)
    found = told(whole, 1500, 300)
    for each in found["officers"]:
        error = (each["deviation"] ** 2 * (1 / 1500 + 1 / 300)) ** 0.5
        assert abs(each["mean"] - each["checked"]) < 5 * error, each["certificate"]


def test_visits_without_a_team_are_told() -> None:
    found = told(year(line(urn(range(40), 12), turns=(turn(cap=2),))), 20, 5)
    assert found["vacant_checked"] == 6  # six officers, two visits each: six teams
    assert found["vacant"] >= 6


def test_a_pool_that_is_shut_is_short_every_year() -> None:
    whole = year(line(urn(range(40), 12)), shut=(bytes([1] * 35 + [0] * 5),))
    (row,) = told(whole, 10)["lines"]
    assert (row["quota"], row["mean"], row["short"]) == (12, 5, 1)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=200))
def test_the_spread_is_that_of_the_sorted_years(values: list[int]) -> None:
    some = counted(value for value in values if value)  # years of none need not be named
    found, order = spread_of(some, len(values)), sorted(values)
    assert abs(found.mean - sum(values) / len(values)) < 1e-3
    assert found.low == order[-(-5 * len(values) // 100) - 1]
    assert found.high == order[-(-95 * len(values) // 100) - 1]
