"""Visits and orders from before this product, against the register."""

from datetime import date
from typing import Any

import pytest

from yaohao.stages.registers.rules.past_rows import (
    ORDER_BLANK,
    VISIT_BLANK,
    PastRegister,
    plan_orders,
    plan_visits,
)
from yaohao.stages.registers.rules.plan import Line, Plan, Verdict

TODAY = date(2026, 11, 18)
OBJECTS = {
    "A1": ("甲公司", "CODE-A"),
    "B1001": ("乙公司一矿", "CODE-B"),
    "B1002": ("乙公司二矿", "CODE-B"),
}


def register(stored: dict[str, Any] | None = None) -> PastRegister:
    return PastRegister(
        today=TODAY, stored=stored or {}, objects=OBJECTS, items={"AJ-1": "AJ-1", "通风": "AJ-1"}
    )


def visits(*rows: dict[str, Any], stored: dict[str, Any] | None = None) -> Plan:
    present = {key for row in rows for key in row}
    lines = [Line(i, row) for i, row in enumerate(rows, 2)]
    return plan_visits(lines, present, register(stored))


def orders(*rows: dict[str, Any]) -> Plan:
    present = {key for row in rows for key in row}
    return plan_orders([Line(i, row) for i, row in enumerate(rows, 2)], present, register())


def test_a_visit_finds_its_object_by_name_code_or_id_and_its_item_by_name() -> None:
    day = {"date": date(2025, 5, 6), "item_code": "通风"}
    for whose in ({"name": "甲公司"}, {"credit_code": "CODE-A"}, {"object_id": "A1"}):
        row = visits({**whose, **day}).rows[0]
        assert (row.key, row.verdict) == ("A1 2025-05-06 AJ-1", Verdict.NEW)
    both = {"credit_code": "CODE-B", "name": "乙公司二矿", **day}
    assert visits(both).rows[0].fields["object_id"] == "B1002"


@pytest.mark.parametrize(
    ("row", "key", "code"),
    [
        ({"name": "丙公司"}, "name", "object-unknown"),
        ({"credit_code": "CODE-C"}, "credit_code", "object-unknown"),
        ({"credit_code": "CODE-B"}, "name", "object-several"),
        ({"object_id": "A2"}, "object_id", "object-unknown"),
        ({"name": "甲公司", "item_code": "爆破"}, "item_code", "item-unknown"),
        ({"name": "甲公司", "date": date(2027, 1, 1)}, "date", "past-in-future"),
    ],
)
def test_what_fits_nothing_is_refused_with_its_place(
    row: dict[str, Any], key: str, code: str
) -> None:
    problem = visits({"date": date(2025, 5, 6), **row}).problems[0]
    assert (problem.key, problem.code) == (key, code)


def test_a_visit_once_brought_in_is_not_brought_in_twice() -> None:
    day = {"name": "甲公司", "date": date(2025, 5, 6)}
    known = {**VISIT_BLANK, "object_id": "A1", "date": date(2025, 5, 6)}
    assert visits(day, stored={"A1 2025-05-06": known}).rows[0].verdict is Verdict.UNCHANGED
    assert visits(day, day).problems[0].code == "twice"


def test_an_order_has_its_dates_in_order() -> None:
    good = {
        "name": "甲公司", "number": "责改〔2025〕1号", "date": date(2025, 5, 6),
        "due": date(2025, 6, 6), "problem": "未设警示标志", "closed_on": None,
    }  # fmt: skip
    fields = orders(good).rows[0].fields
    assert fields == {key: good.get(key) for key in ORDER_BLANK} | {"object_id": "A1"}
    assert orders({**good, "due": date(2025, 5, 1)}).problems[0].key == "due"
    assert orders({**good, "closed_on": date(2025, 5, 1)}).problems[0].key == "closed_on"


def test_a_name_that_is_not_found_is_refused_with_likely_ones() -> None:
    objects = {
        "A1": ("山西榆次华昌机械制造有限公司", "C1"),
        "A2": ("山西榆次恒远化工有限公司", "C2"),
        "A3": ("太谷区第一铸造厂", "C3"),
    }
    known = PastRegister(today=TODAY, stored={}, objects=objects, items={})
    row = {"name": "山西榆次华昌机械有限公司", "date": date(2025, 5, 6)}
    (problem,) = plan_visits([Line(2, row)], row, known).problems
    assert problem.code == "object-likely"
    assert problem.values["names"].split("、")[0] == "山西榆次华昌机械制造有限公司"
    row = {"name": "灵石县某煤矿", "date": date(2025, 5, 6)}
    (problem,) = plan_visits([Line(2, row)], row, known).problems
    assert problem.code == "object-unknown"


def test_what_a_sheet_does_not_say_of_a_visit_is_remarked() -> None:
    row = visits({"name": "甲公司", "date": date(2025, 5, 6)}).rows[0]
    assert [remark.code for remark in row.remarks] == ["past-no-origin", "past-no-item"]
    told = {"name": "甲公司", "date": date(2025, 5, 6), "item_code": "AJ-1", "origin": "RANDOM"}
    assert visits(told).rows[0].remarks == ()
    cause = {"name": "甲公司", "date": date(2025, 5, 6), "origin": "CAUSE"}
    assert visits(cause).rows[0].remarks == ()
