"""Rows of objects against a register: what is new, changed, ended, refused."""

from datetime import date
from typing import Any

import pytest

from tests.factories.registers import credit_code
from yaohao.stages.registers.queries.regions import region_table
from yaohao.stages.registers.rules.kinds import Affiliation
from yaohao.stages.registers.rules.object_rows import BLANK, ObjectRegister, plan_objects
from yaohao.stages.registers.rules.plan import Line, Plan, PlanDigest, RowPlan, Verdict

TODAY = date(2026, 11, 18)
CODE = credit_code(1)
ADDRESS = "晋中市榆次区迎宾街1号"


def stored(**fields: Any) -> dict[str, Any]:
    known = {"name": "甲公司", "credit_code": CODE, "region": "140702", "address": ADDRESS}
    return {**BLANK, **known, **fields}


def plan(*rows: dict[str, Any], register: dict[str, dict[str, Any]] | None = None) -> Plan:
    state = ObjectRegister(
        jurisdiction="140700",
        affiliation=Affiliation.CITY,
        regions=region_table(),
        today=TODAY,
        stored=register or {},
    )
    present = {key for row in rows for key in row}
    lines = [
        Line(number, {key: row.get(key) for key in present}) for number, row in enumerate(rows, 2)
    ]
    return plan_objects(lines, present, state)


def one(row: dict[str, Any], register: dict[str, dict[str, Any]] | None = None) -> RowPlan:
    made = plan(row, register=register)
    assert made.problems == []
    return made.rows[0]


def refused(
    row: dict[str, Any], register: dict[str, dict[str, Any]] | None = None
) -> tuple[str, str]:
    made = plan(row, register=register)
    assert made.rows == []
    return made.problems[0].key, made.problems[0].code


FULL = {"name": "甲公司", "credit_code": CODE, "address": ADDRESS}


def test_a_new_object_is_given_no_grade_that_nobody_assessed() -> None:
    row = one(FULL)
    assert (row.verdict, row.key) == (Verdict.NEW, CODE)
    grades = [row.fields[key] for key in ("field", "scale", "risk", "standardisation", "credit")]
    assert grades == ["OT", "U", "UNRATED", "0", "U"]
    assert row.fields["affiliation"] == "C"


def test_the_same_row_again_changes_nothing() -> None:
    assert one(FULL, {CODE: stored()}).verdict is Verdict.UNCHANGED


def test_an_absent_column_leaves_and_a_blank_cell_clears() -> None:
    register = {CODE: stored(phone="123", contact="张三", risk="RED")}
    row = one({**FULL, "phone": None}, register)
    assert [tuple(change) for change in row.changes] == [("phone", "123", "")]
    assert row.fields["contact"] == "张三"
    assert row.fields["risk"] == "RED"
    assert one({**FULL, "risk": None}, register).fields["risk"] == "UNRATED"


def test_a_county_typed_by_hand_survives_a_sheet_without_that_column() -> None:
    register = {CODE: stored(region="140703")}
    assert one(FULL, register).verdict is Verdict.UNCHANGED
    moved = one({**FULL, "address": "晋中市平遥县南街"}, register)
    assert moved.fields["region"] == "140728"


def test_sites_of_one_code_are_objects_of_their_own() -> None:
    made = plan({**FULL, "site": "001"}, {**FULL, "site": "002"})
    assert [row.key for row in made.rows] == [f"{CODE}001", f"{CODE}002"]
    assert made.problems == []


def test_the_second_of_two_equal_rows_is_refused_with_the_line_of_the_first() -> None:
    made = plan(FULL, FULL)
    assert len(made.rows) == 1
    problem = made.problems[0]
    assert (problem.line, problem.code, problem.values) == (3, "twice", {"line": "2"})


def test_without_a_code_an_id_is_issued_once_for_a_name() -> None:
    row = one({**FULL, "credit_code": ""})
    assert (row.verdict, row.key) == (Verdict.NEW, "")
    register = {"B140700000001": stored(credit_code="")}
    assert one({**FULL, "credit_code": ""}, register).key == "B140700000001"
    twice = plan({**FULL, "credit_code": ""}, {**FULL, "credit_code": ""})
    assert twice.problems[0].code == "twice"


def test_names_that_several_uncoded_objects_share_need_the_id() -> None:
    register = {"B1": stored(credit_code=""), "B2": stored(credit_code="")}
    assert refused({**FULL, "credit_code": ""}, register) == ("name", "id-needed")
    assert one({**FULL, "credit_code": "", "object_id": "B2"}, register).key == "B2"


def test_an_id_never_changes() -> None:
    assert refused({**FULL, "object_id": "B1"}) == ("object_id", "id-mismatch")
    assert refused({**FULL, "credit_code": "", "object_id": "B1"}) == ("object_id", "id-unknown")
    assert refused({**FULL, "credit_code": "", "site": "001"}) == ("site", "site-without-code")


def test_an_end_needs_a_reason_and_a_day_that_has_come() -> None:
    register = {CODE: stored()}
    row = one({**FULL, "exclusion": "CLOSED"}, register)
    assert (row.verdict, row.fields["ended_on"]) == (Verdict.ENDED, TODAY)
    day = {"exclusion": None, "ended_on": TODAY}
    assert refused({**FULL, **day}, register) == ("ended_on", "end-without-reason")
    future = {"exclusion": "MOVED", "ended_on": date(2026, 11, 19)}
    assert refused({**FULL, **future}, register) == ("ended_on", "end-in-future")


def test_a_blank_state_brings_an_ended_object_back() -> None:
    register = {CODE: stored(exclusion="CLOSED", ended_on=date(2026, 1, 1))}
    row = one({**FULL, "exclusion": None}, register)
    assert (row.verdict, row.fields["ended_on"]) == (Verdict.CHANGED, None)
    assert one(FULL, register).verdict is Verdict.UNCHANGED


@pytest.mark.parametrize(
    ("field", "grade", "code"),
    [
        ("MH", "major_hazard", "hazard-without-grade"),
        ("BL", "blacklist", "blacklist-without-grade"),
    ],
)
def test_two_focus_groups_need_their_grade(field: str, grade: str, code: str) -> None:
    assert refused({**FULL, "field": field}) == (grade, code)
    new = one({**FULL, "field": field, grade: "2"})
    assert new.listing or new.fields[grade] == "2"


@pytest.mark.parametrize(("before", "said"), [("0", "2"), ("2", "0"), ("2", None), ("2", "3")])
def test_no_row_moves_an_object_on_the_blacklist(before: str, said: str | None) -> None:
    register = {CODE: stored(blacklist=before)}
    wrong = ("blacklist", "blacklist-two-people")
    assert refused({**FULL, "blacklist": said}, register) == wrong
    assert one({**FULL, "blacklist": before, "risk": "RED"}, register).verdict is Verdict.CHANGED
    assert one({**FULL, "risk": "RED"}, register).fields["blacklist"] == before
    new = one({**FULL, "blacklist": "2", "field": "BL"})
    assert (new.fields["blacklist"], new.fields["field"], new.listing) == ("0", "OT", "2")
    assert "listing-proposed" in [remark.code for remark in new.remarks]


def test_what_the_sheet_does_not_name_is_listed_and_left() -> None:
    ended = stored(exclusion="CLOSED", ended_on=TODAY)
    made = plan(FULL, register={CODE: stored(), "B1": stored(name="乙"), "B2": ended})
    assert made.missing == ["B1"]


def test_remarks_are_for_the_reader_and_refuse_nothing() -> None:
    old = one({**FULL, "credit_code": "140702100012345"}, {CODE: stored()})
    assert [remark.code for remark in old.remarks] == ["old-code", "same-name"]
    assert old.remarks[1].values == {"id": CODE}


def test_the_digest_names_the_outcome() -> None:
    def digest(wrong: list[int], **values: Any) -> str:
        total = PlanDigest()
        total.add(one({**FULL, **values}))
        return total.hexdigest(wrong)

    assert digest([]) == digest([])
    assert len({digest([]), digest([7]), digest([], name="乙公司")}) == 3
