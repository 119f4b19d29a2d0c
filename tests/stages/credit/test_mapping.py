"""Mapping tables: fields, masks, checks, and days."""

from datetime import date
from typing import Any

import pytest

from tests.factories.registers import credit_code
from yaohao.stages.credit.mapping import check, in_force, masked, payload
from yaohao.stages.credit.rules import Kind

FACTS: dict[str, Any] = {
    "decision": "榆应急罚〔2026〕1号",
    "title": "某公司行政处罚",
    "penalty_kind": "fine",
    "violation": "未培训",
    "basis": "《安全生产法》",
    "name": "某公司",
    "credit_code": credit_code(1),
    "legal_person": "欧阳某某",
    "penalty": "罚款",
    "decided_on": "2026-03-12",
    "organ": "榆川市应急管理局",
    "status": "normal",
    "region": "140700",
    "stamp": "2026-03-13 08:00:00",
    "public_until": "2029-03-12",
}


def faults(**changes: Any) -> list[tuple[str, str]]:
    table = in_force("shanxi-credit", Kind.PENALTY, date(2026, 3, 12))
    assert table
    return [(p.field, p.code) for p in check(table, Kind.PENALTY, FACTS | changes)]


def test_a_whole_penalty_passes_and_people_are_masked() -> None:
    assert faults() == []
    table = in_force("shanxi-credit", Kind.PENALTY, date(2026, 3, 12))
    assert table
    sent = payload(table, Kind.PENALTY, FACTS)
    assert sent["CF_FR"] == "欧＊＊＊"
    assert sent["CF_CFLB"] == "罚款、没收"
    assert sent["CF_ZT"] == "0"


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"credit_code": ""}, ("CF_XDR_SHXYM", "missing")),
        ({"credit_code": credit_code(1)[:-1] + "I"}, ("CF_XDR_SHXYM", "credit-code")),
        ({"decided_on": "2026-13-01"}, ("CF_JDRQ", "date")),
        ({"penalty_kind": "unknown"}, ("CF_CFLB", "table")),
        ({"violation": "长" * 2049}, ("CF_SY", "long")),
    ],
)
def test_every_fault_names_its_field(changes: dict[str, Any], found: tuple[str, str]) -> None:
    assert faults(**changes) == [found]


def test_numbers_of_people_are_hidden_in_texts() -> None:
    text = "身份证140702199001011234，电话13800001234"
    assert masked(text, "text") == "身份证140702********1234，电话138****1234"


def test_no_table_holds_before_its_first_day() -> None:
    assert in_force("shanxi-credit", Kind.PENALTY, date(2016, 12, 31)) is None
    assert in_force("shanxi-credit", Kind.RESULT, date(2026, 1, 1)) is None
