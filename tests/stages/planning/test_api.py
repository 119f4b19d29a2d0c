"""The plan for other programs."""

from datetime import date
from typing import Any

from fairdraw.announcement import Stratum

from tests.cast import Cast
from tests.factories.planning import YEAR, draft_line, filed_line, plan_item
from tests.factories.tokens import make_key, program
from yaohao.ground.accounts.rules import Scope
from yaohao.stages.planning.rules import PartnerDraft, Regime

ADDRESS = "/api/planning/lines"


def asked(cast: Cast, *scopes: Scope, **query: Any) -> Any:
    client = program(make_key(cast.security_admin, cast.clerk, *scopes)[1])
    return client.get(ADDRESS, query)


def test_a_filed_line_is_told_whole_and_a_draft_not(cast: Cast) -> None:
    other = plan_item(cast.city)
    line = filed_line(
        cast.city, further_items=(other.pk,), partners=(PartnerDraft("市消防救援支队"),)
    )
    draft_line(cast.city)
    filed_line(cast.county)
    (row,) = asked(cast, Scope.PLAN_READ).json()["rows"]
    assert (row["number"], row["version"], row["state"]) == (1, 1, "filed")
    assert row["item"] == line.item.code
    assert row["further_items"] == [other.code]
    assert row["partners"] == [
        {"name": "市消防救援支队", "part": "assists", "sends_officer": False}
    ]
    assert (row["team"], row["experts"]) == (2, 0)
    assert row["strata"] == [{"code": "ALL", "rule": "ratio", "value": 5000}]
    assert row["period_end"] == f"{YEAR}-12-31"


def test_the_plan_comes_in_pages_and_by_filter(cast: Cast) -> None:
    for number in range(3):
        filed_line(cast.city, title=f"第{number}次")
    whole = (Stratum("ALL", "ratio", 10_000),)
    key: dict[str, Any] = {
        "regime": Regime.KEY,
        "shares": whole,
        "window": (date(YEAR, 2, 1), date(YEAR, 3, 1)),
    }
    filed_line(cast.city, **key)
    first = asked(cast, limit=2).json()
    assert [row["number"] for row in first["rows"]] == [1, 2]
    assert "after=2%3A1" in first["next"]
    assert [row["number"] for row in asked(cast, after="2:1").json()["rows"]] == [3, 4]
    assert [row["number"] for row in asked(cast, regime="key").json()["rows"]] == [4]
    assert [row["title"] for row in asked(cast, q="第1").json()["rows"]] == ["第1次"]
    assert asked(cast, year=YEAR + 1).json() == {"rows": [], "next": None}


def test_a_key_of_the_registers_does_not_open_the_plan(cast: Cast) -> None:
    assert asked(cast, Scope.REGISTERS_READ).status_code == 403
    assert asked(cast, year=1999).status_code == 422
