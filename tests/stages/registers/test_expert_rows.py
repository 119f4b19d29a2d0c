"""Rows of experts against the library."""

from datetime import date
from typing import Any

from yaohao.stages.registers.queries.regions import region_table
from yaohao.stages.registers.rules.expert_rows import BLANK, ExpertRegister, plan_experts
from yaohao.stages.registers.rules.plan import Line, Plan, Verdict

TODAY = date(2026, 11, 18)
STORED = {**BLANK, "name": "王工", "trades": ("化工",), "valid_from": date(2025, 1, 1)}


def plan(*rows: dict[str, Any], stored: dict[str, Any] | None = None) -> Plan:
    register = ExpertRegister(
        today=TODAY, regions=region_table(), jurisdiction="140700", stored=stored or {}
    )
    present = {key for row in rows for key in row}
    return plan_experts([Line(i, row) for i, row in enumerate(rows, 2)], present, register)


def test_a_name_without_a_number_means_the_one_expert_of_that_name() -> None:
    row = {"name": "王工", "trades": ("化工", "电气")}
    assert plan(row).rows[0].verdict is Verdict.NEW
    found = plan(row, stored={"E0001": STORED}).rows[0]
    assert (found.key, found.verdict) == ("E0001", Verdict.CHANGED)
    assert [change.field for change in found.changes] == ["trades"]


def test_two_of_one_name_need_their_numbers() -> None:
    both = {"E0001": STORED, "E0002": STORED}
    refused = plan({"name": "王工"}, stored=both).problems[0]
    assert (refused.key, refused.code) == ("code", "expert-needed")
    assert plan({"name": "王工", "code": "E0002"}, stored=both).problems == []


def test_the_same_new_name_twice_dates_reversed_and_a_foreign_county_are_refused() -> None:
    assert [p.code for p in plan({"name": "李工"}, {"name": "李工"}).problems] == ["twice"]
    early = {"name": "李工", "valid_from": TODAY, "valid_to": date(2025, 1, 1)}
    assert plan(early).problems[0].code == "dates-reversed"
    assert plan({"name": "李工", "region": "朝阳区"}).problems[0].code == "region-unknown"
    assert plan({"name": "李工", "region": "太谷县"}).rows[0].fields["region"] == "140703"


def test_who_leaves_has_ended() -> None:
    left = plan({"name": "王工", "active": False}, stored={"E0001": STORED}).rows[0]
    assert left.verdict is Verdict.ENDED
