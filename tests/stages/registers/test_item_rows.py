"""Rows of items: a change is a new version from a day on (article 7)."""

from datetime import date
from typing import Any

import pytest

from yaohao.stages.registers.rules.item_rows import (
    BLANK,
    ItemRegister,
    needs_version,
    plan_items,
)
from yaohao.stages.registers.rules.plan import Line, Plan, Verdict

TODAY = date(2026, 11, 18)
SINCE = date(2026, 1, 1)
ROW: dict[str, Any] = {
    "code": "AJ-1", "name": "检查", "basis": "《安全生产法》", "object_kind": "生产经营单位",
    "content": "安全条件", "ratio": 500, "frequency": "每年一次",
}  # fmt: skip
STORED = {**BLANK, **ROW, "body": "本局", "valid_from": SINCE}


def plan(*rows: dict[str, Any], stored: dict[str, Any] | None = None) -> Plan:
    known = {"AJ-1": stored} if stored else {}
    present = {key for row in rows for key in row}
    register = ItemRegister(today=TODAY, body="本局", stored=known)
    return plan_items([Line(i, row) for i, row in enumerate(rows, 2)], present, register)


def test_a_new_item_applies_from_today_and_is_inspected_by_the_bureau() -> None:
    row = plan(ROW).rows[0]
    assert row.verdict is Verdict.NEW
    assert (row.fields["valid_from"], row.fields["body"]) == (TODAY, "本局")


def test_the_same_row_again_changes_nothing() -> None:
    assert plan(ROW, stored=STORED).rows[0].verdict is Verdict.UNCHANGED
    later = {**ROW, "valid_from": date(2026, 6, 1)}
    assert plan(later, stored=STORED).rows[0].verdict is Verdict.UNCHANGED


def test_a_change_applies_from_the_day_typed_or_from_today() -> None:
    changed = {**ROW, "ratio": 1000}
    assert plan(changed, stored=STORED).rows[0].fields["valid_from"] == TODAY
    typed = plan({**changed, "valid_from": date(2027, 1, 1)}, stored=STORED).rows[0]
    assert typed.fields["valid_from"] == date(2027, 1, 1)
    assert typed.verdict is Verdict.CHANGED


@pytest.mark.parametrize("day", [SINCE, date(2025, 12, 31)])
def test_a_change_cannot_reach_back_before_its_version(day: date) -> None:
    problem = plan({**ROW, "ratio": 1000, "valid_from": day}, stored=STORED).problems[0]
    assert (problem.key, problem.code) == ("valid_from", "version-not-later")
    assert problem.values == {"day": "2026-01-01"}


def test_a_last_day_ends_the_version_in_place() -> None:
    row = plan({**ROW, "valid_to": date(2026, 12, 31)}, stored=STORED).rows[0]
    assert row.verdict is Verdict.ENDED
    assert [change.field for change in row.changes] == ["valid_to"]
    assert not needs_version(["valid_to"], SINCE, TODAY)
    assert needs_version(["valid_to", "ratio"], SINCE, TODAY)


def test_a_version_not_yet_in_force_is_mended_in_place() -> None:
    ahead = {**STORED, "valid_from": date(2027, 1, 1)}
    row = plan({**ROW, "ratio": 1, "valid_from": date(2026, 12, 1)}, stored=ahead).rows[0]
    assert not needs_version([change.field for change in row.changes], date(2027, 1, 1), TODAY)


def test_what_is_refused() -> None:
    reversed_ = {**ROW, "valid_from": TODAY, "valid_to": SINCE}
    assert plan(reversed_).problems[0].code == "dates-reversed"
    assert plan(ROW, ROW).problems[0].values == {"line": "2"}


def test_items_that_have_ended_are_not_missed() -> None:
    other = {**ROW, "code": "AJ-2"}
    assert plan(other, stored=STORED).missing == ["AJ-1"]
    assert plan(other, stored={**STORED, "valid_to": date(2026, 6, 1)}).missing == []
