"""Rows of officers against a register."""

from datetime import date
from typing import Any

import pytest

from yaohao.stages.registers.queries.regions import region_table
from yaohao.stages.registers.rules.officer_rows import BLANK, OfficerRegister, plan_officers
from yaohao.stages.registers.rules.plan import Line, Plan, Verdict

TODAY = date(2026, 11, 18)
ROW: dict[str, Any] = {
    "name": "执法甲",
    "certificate": "SF001",
    "section": "监管一科",
    "valid_from": date(2024, 1, 1),
    "valid_to": date(2028, 12, 31),
    "functions": ("HC",),
}
STORED = {**BLANK, **ROW, "active": True, "account": "officer"}


def plan(*rows: dict[str, Any], stored: dict[str, Any] | None = None) -> Plan:
    register = OfficerRegister(
        today=TODAY,
        stored={"SF001": stored} if stored else {},
        foreign={"SF900"},
        sections={"监管一科", "监管二科"},
        regions=region_table(),
        jurisdiction="140700",
        accounts={"officer": "SF001" if stored else "", "free": "", "taken": "SF777"},
    )
    present = {key for row in rows for key in row}
    return plan_officers([Line(i, row) for i, row in enumerate(rows, 2)], present, register)


def test_new_changed_unchanged_and_out_of_service() -> None:
    assert plan(ROW).rows[0].verdict is Verdict.NEW
    assert plan(ROW, stored=STORED).rows[0].verdict is Verdict.UNCHANGED
    moved = plan({**ROW, "section": "监管二科"}, stored=STORED).rows[0]
    assert [tuple(change) for change in moved.changes] == [("section", "监管一科", "监管二科")]
    left = plan({**ROW, "active": False}, stored=STORED).rows[0]
    assert left.verdict is Verdict.ENDED


def test_an_absent_account_column_keeps_the_account() -> None:
    assert plan(ROW, stored=STORED).rows[0].fields["account"] == "officer"


@pytest.mark.parametrize(
    ("change", "key", "code"),
    [
        ({"valid_to": date(2023, 12, 31)}, "valid_to", "dates-reversed"),
        ({"section": "监管九科"}, "section", "section-unknown"),
        ({"certificate": "SF900"}, "certificate", "certificate-foreign"),
        ({"account": "nobody"}, "account", "account-unknown"),
        ({"account": "taken"}, "account", "account-taken"),
    ],
)
def test_what_is_refused(change: dict[str, Any], key: str, code: str) -> None:
    made = plan({**ROW, **change})
    assert made.rows == []
    assert (made.problems[0].key, made.problems[0].code) == (key, code)


def test_certificate_and_account_stand_once() -> None:
    assert plan(ROW, ROW).problems[0].values == {"line": "2"}
    first, second = {**ROW, "account": "free"}, {**ROW, "certificate": "SF2", "account": "free"}
    assert plan(first, second).problems[0].key == "account"


@pytest.mark.parametrize(
    ("dates", "remark"),
    [
        ({"valid_to": date(2026, 11, 17)}, "certificate-expired"),
        ({"valid_from": date(2026, 11, 19)}, "certificate-not-yet"),
    ],
)
def test_a_certificate_that_does_not_hold_is_entered_with_a_remark(
    dates: dict[str, date], remark: str
) -> None:
    row = plan({**ROW, **dates}).rows[0]
    assert [found.code for found in row.remarks] == [remark]


def test_the_last_valid_day_is_valid() -> None:
    assert plan({**ROW, "valid_to": TODAY, "valid_from": TODAY}).rows[0].remarks == ()


def test_an_officer_without_fields_can_only_be_second() -> None:
    assert [r.code for r in plan({**ROW, "functions": None}).rows[0].remarks] == ["no-functions"]


def test_who_is_not_in_the_sheet_is_listed() -> None:
    other = {**ROW, "certificate": "SF002"}
    assert plan(other, stored=STORED).missing == ["SF001"]
    assert plan(other, stored={**STORED, "active": False}).missing == []
