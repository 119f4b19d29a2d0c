"""Figures for other programs."""

from typing import Any

from fairdraw.announcement import Stratum

from tests.cast import Cast
from tests.factories.planning import YEAR, filed_line, plan_objects
from tests.factories.registers import make_officer
from tests.factories.tokens import make_key, program
from tests.stages.oversight.visits import visit
from yaohao.ground.accounts.rules import Scope
from yaohao.stages.planning.rules import Regime

ADDRESS = "/api/oversight/statistics"


def asked(cast: Cast, *scopes: Scope, **query: Any) -> Any:
    client = program(make_key(cast.security_admin, cast.clerk, *scopes)[1])
    return client.get(ADDRESS, query)


def test_completion_and_coverage_stand_apart_by_kind(cast: Cast) -> None:
    plan_objects(cast.city, 10)
    everybody = (Stratum("ALL", "ratio", 10_000),)
    filed_line(cast.city)
    filed_line(cast.city, regime=Regime.KEY, shares=everybody)
    filed_line(cast.county)
    told = asked(cast, Scope.STATISTICS_READ).json()
    assert [(row["regime"], row["planned"], row["drawn"]) for row in told["completion"]] == [
        ("random", 5, 0), ("key", 10, 0),
    ]  # fmt: skip
    assert told["year"] == YEAR
    rows = [row for row in told["coverage"] if row["county"] == "140702"]
    assert [(row["regime"], row["objects"], row["never"]) for row in rows] == [
        ("random", 10, 10), ("key", 10, 10), ("special", 10, 10),
    ]  # fmt: skip
    key = asked(cast, Scope.STATISTICS_READ, regime="key", county="140702").json()
    assert [row["regime"] for row in key["coverage"]] == ["key"]
    assert [row["planned"] for row in key["completion"]] == [None]  # the line names no county


def test_officers_are_named_only_to_a_key_that_reads_the_registers(cast: Cast) -> None:
    for name in ("甲", "乙", "丙"):
        make_officer(cast.city, name=name, section=cast.mines)
    visit(cast, user=None)
    plain = asked(cast, Scope.STATISTICS_READ)
    assert {row["name"] for row in plain.json()["load"]} == {None}
    assert {row["officer"] for row in plain.json()["load"]} == {None}
    assert sum(plain.json()["load"][0]["days"]) == 1  # the busiest first
    named = asked(cast, Scope.STATISTICS_READ, Scope.REGISTERS_READ).json()["load"]
    assert {"甲", "乙", "丙"} < {row["name"] for row in named}
    few = asked(cast, Scope.STATISTICS_READ, section=cast.legal.pk).json()["load"]
    assert few == []


def test_a_key_of_another_kind_and_a_value_that_cannot_be_are_refused(cast: Cast) -> None:
    assert asked(cast, Scope.PLAN_READ, Scope.REGISTERS_READ).status_code == 403
    assert asked(cast, Scope.STATISTICS_READ, year=1999).status_code == 422
    assert asked(cast, Scope.STATISTICS_READ, county="晋中").status_code == 422
    assert program("yh_nothing").get(ADDRESS).status_code == 401
