"""A large sheet goes through in parts: what comes of it is what comes of it in one."""

from dataclasses import replace

import pytest
from django.db import transaction

from tests.cast import Cast
from tests.factories.registers import credit_code, csv_sheet, make_item, make_object, make_officer
from yaohao.ground.sheets.problems import SheetRefusedError
from yaohao.stages.registers import background, preparing
from yaohao.stages.registers.models import ImportRun, ImportState, PastOrder, PastVisit
from yaohao.stages.registers.operations import (
    check_sheet,
    confirm_import,
    receive_sheet,
    undo_import,
)
from yaohao.stages.registers.queries import sheets
from yaohao.stages.registers.queries.runs import packed_plan
from yaohao.stages.registers.rules.kinds import Kind

pytestmark = pytest.mark.django_db

HEADER = ["企业名称", "统一社会信用代码", "注册地址", "风险等级"]
PLACE = "晋中市榆次区迎宾街9号"
ORDERS = ["企业名称", "整改文书编号", "下达日期", "整改期限", "存在问题", "办结日期"]
VISITS = ["企业名称", "统一社会信用代码", "检查日期", "检查事项", "检查结果"]


def read(cast: Cast, kind: Kind, content: bytes) -> ImportRun:
    run = receive_sheet(by=cast.clerk, kind=kind, filename="大表.csv", content=content)
    background.read_sheet.call(run.pk)
    run.refresh_from_db()
    return run


def test_objects_are_judged_alike_in_parts_and_in_one(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, unnamed = make_object(cast.city, risk="BLUE"), make_object(cast.city)
    without = make_object(cast.city, name="无码矿", credit_code="", object_id="B1")
    content = csv_sheet(HEADER, [
        [known.name, known.credit_code, known.address, "红"],
        ["甲公司", credit_code(77), PLACE, "蓝"],
        ["甲公司", credit_code(78), PLACE, "蓝"],
        [without.name, "无", PLACE, "黄"],
        ["乙公司", credit_code(77), PLACE, "蓝"],  # the code of the second row
        ["丙公司", "123", PLACE, "蓝"],
        ["无码二", "无", PLACE, ""],
        ["无码二", "无", PLACE, ""],
    ])  # fmt: skip
    whole = read(cast, Kind.OBJECTS, content)
    monkeypatch.setattr(sheets, "PART", 1)
    parted = read(cast, Kind.OBJECTS, content)
    assert (whole.counts["new"], whole.counts["changed"], whole.counts["wrong"]) == (3, 2, 3)
    assert (parted.plan_digest, parted.counts) == (whole.plan_digest, whole.counts)
    assert list(packed_plan(parted).rows) == list(packed_plan(whole).rows)
    assert packed_plan(parted).mistakes == packed_plan(whole).mistakes
    assert packed_plan(parted).missing == [unnamed.object_id]


def test_visits_are_made_ready_by_a_job_and_taken_back(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    firm, other, item = make_object(cast.city), make_object(cast.city), make_item(cast.city)
    old = [firm.name, firm.credit_code, "2025-03-01", item.code, "未发现问题"]
    run = check_sheet(
        by=cast.clerk, kind=Kind.VISITS, filename="a.csv", content=csv_sheet(VISITS, [old])
    )
    confirm_import(by=cast.clerk, pk=run.pk)
    for name in ("PART", "AT_ONCE"):
        monkeypatch.setattr(sheets if name == "PART" else preparing, name, 1)
    content = csv_sheet(VISITS, [
        [*old[:4], "责令改正"],
        [other.name, "", "2025-04-01", item.code, "未发现问题"],
        [other.name, "", "2025-04-01", item.code, "未发现问题"],
    ])  # fmt: skip
    run = read(cast, Kind.VISITS, content)
    assert (run.counts["changed"], run.counts["new"], run.counts["wrong"]) == (1, 1, 1)
    assert run.ready_file
    monkeypatch.setattr(preparing, "check", None)  # the sheet is not read again
    background.write_sheet.call(run.pk, cast.clerk.pk, True)
    run.refresh_from_db()
    assert (run.state, run.refusal) == (ImportState.IMPORTED, "")
    told = PastVisit.objects.order_by("date").values_list("object", "result", "revision")
    assert list(told) == [(firm.pk, "责令改正", 2), (other.pk, "未发现问题", 1)]
    undo_import(by=cast.clerk, pk=run.pk)
    assert list(told.all()) == [(firm.pk, "未发现问题", 3)]


def test_orders_are_made_ready_by_a_job_and_taken_back(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    firm = make_object(cast.city)
    old = [firm.name, "1号", "2025-01-02", "2025-02-02", "未接地", ""]
    run = check_sheet(
        by=cast.clerk, kind=Kind.ORDERS, filename="a.csv", content=csv_sheet(ORDERS, [old])
    )
    confirm_import(by=cast.clerk, pk=run.pk)
    for name in ("PART", "AT_ONCE"):
        monkeypatch.setattr(sheets if name == "PART" else preparing, name, 1)
    content = csv_sheet(ORDERS, [
        [*old[:5], "2025-02-01"],
        [firm.name, "2号", "2025-01-03", "2025-03-03", "未培训", ""],
        [firm.name, "2号", "2025-01-03", "2025-03-03", "未培训", ""],
    ])  # fmt: skip
    run = read(cast, Kind.ORDERS, content)
    assert (run.counts["changed"], run.counts["new"], run.counts["wrong"]) == (1, 1, 1)
    monkeypatch.setattr(preparing, "check", None)  # the sheet is not read again
    background.write_sheet.call(run.pk, cast.clerk.pk, True)
    run.refresh_from_db()
    assert (run.state, run.refusal) == (ImportState.IMPORTED, "")
    told = PastOrder.objects.order_by("number").values_list("number", "revision")
    assert list(told) == [("1号", 2), ("2号", 1)]
    undo_import(by=cast.clerk, pk=run.pk)
    assert list(told.all()) == [("1号", 3)]


def test_a_visit_that_came_meanwhile_is_seen(cast: Cast) -> None:
    firm = make_object(cast.city)
    content = csv_sheet(VISITS, [[firm.name, firm.credit_code, "2025-03-01", "", "未发现问题"]])
    first, second = (read(cast, Kind.VISITS, content) for _twice in range(2))
    background.write_sheet.call(first.pk, cast.clerk.pk, False)
    background.write_sheet.call(second.pk, cast.clerk.pk, False)
    second.refresh_from_db()
    assert second.state == ImportState.CHECKED
    assert second.refusal
    assert PastVisit.objects.count() == 1


def test_small_registers_take_no_more_rows_than_can_be_written_while_one_waits(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "SMALL_LIMITS", replace(sheets.SMALL_LIMITS, rows=1))
    known = make_officer(cast.city)
    header = ["姓名", "执法证号", "发证日期", "有效期至"]
    rows = [[name, f"SF14070{name}", "2026-01-01", "2030-01-01"] for name in "12"]
    with pytest.raises(SheetRefusedError, match="1"), transaction.atomic():
        check_sheet(
            by=cast.clerk, kind=Kind.OFFICERS, filename="a.csv", content=csv_sheet(header, rows)
        )
    known.refresh_from_db()
    assert known.revision == 1
