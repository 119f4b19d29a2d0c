"""Confirming: all of it or nothing, once, and only what was shown."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError
from django.utils import timezone

from tests.cast import Cast
from tests.factories.registers import credit_code, csv_sheet, make_object, objects_sheet
from yaohao.ground.audit.models import Entry
from yaohao.ground.audit.queries import first_break
from yaohao.stages.registers import operations
from yaohao.stages.registers.errors import RegisterError, StaleError
from yaohao.stages.registers.models import (
    Edition,
    EditionState,
    ImportRun,
    ImportState,
    InspectionObject,
    Item,
    NumberHistory,
    Officer,
)
from yaohao.stages.registers.rules.kinds import Kind

HEADER = ["企业名称", "统一社会信用代码", "注册地址", "风险等级"]
ADDRESS = "山西省晋中市榆次区迎宾街1号"


def check(cast: Cast, content: bytes, kind: Kind = Kind.OBJECTS) -> ImportRun:
    return operations.check_sheet(by=cast.clerk, kind=kind, filename="名录.csv", content=content)


def test_rows_enter_with_number_and_initials_and_one_entry_in_the_trail(cast: Cast) -> None:
    run = check(cast, objects_sheet(3, 风险等级="红"))
    before = Entry.objects.count()
    operations.confirm_import(by=cast.other_clerk, pk=run.pk)
    rows = list(InspectionObject.objects.order_by("object_id"))
    assert [row.number for row in rows] == [f"OT-CUR00-140702-{n:05d}" for n in (1, 2, 3)]
    assert rows[0].search == "榆次第1机械有限公司 ycd1jxyxgs"
    assert {row.imported_id for row in rows} == {run.pk}
    assert Entry.objects.count() == before + 1
    run.refresh_from_db()
    assert (run.state, run.confirmed_by) == (ImportState.IMPORTED, cast.other_clerk)
    assert first_break() is None


def test_the_same_sheet_again_has_nothing_to_import(cast: Cast) -> None:
    operations.confirm_import(by=cast.clerk, pk=check(cast, objects_sheet(2)).pk)
    again = check(cast, objects_sheet(2))
    assert again.counts["unchanged"] == 2
    with pytest.raises(RegisterError, match="Nothing to import"):
        operations.confirm_import(by=cast.clerk, pk=again.pk)


def test_a_second_click_imports_nothing_more(cast: Cast) -> None:
    run = check(cast, objects_sheet(2))
    operations.confirm_import(by=cast.clerk, pk=run.pk)
    with pytest.raises(StaleError, match="already"):
        operations.confirm_import(by=cast.clerk, pk=run.pk)
    assert InspectionObject.objects.count() == 2


def test_a_register_that_changed_since_stops_the_import(cast: Cast) -> None:
    first, second = check(cast, objects_sheet(2)), check(cast, objects_sheet(3))
    operations.confirm_import(by=cast.clerk, pk=first.pk)
    with pytest.raises(StaleError, match="has changed"):
        operations.confirm_import(by=cast.clerk, pk=second.pk)
    assert InspectionObject.objects.count() == 2
    again = operations.recheck_import(by=cast.clerk, pk=second.pk)
    assert (again.counts["new"], again.counts["unchanged"]) == (1, 2)
    operations.confirm_import(by=cast.clerk, pk=second.pk)
    assert InspectionObject.objects.count() == 3


def test_a_change_that_does_not_touch_the_sheet_does_not_disturb(cast: Cast) -> None:
    run = check(cast, objects_sheet(2))
    make_object(cast.city, credit_code=credit_code(800))
    operations.confirm_import(by=cast.clerk, pk=run.pk)
    assert InspectionObject.objects.count() == 3


def test_wrong_rows_stop_all_rows_until_they_are_left_out_expressly(cast: Cast) -> None:
    rows = [["甲公司", credit_code(1), ADDRESS, "红"], ["乙公司", credit_code(2), ADDRESS, "紫"]]
    run = check(cast, csv_sheet(HEADER, rows))
    with pytest.raises(RegisterError, match="1 row is wrong"):
        operations.confirm_import(by=cast.clerk, pk=run.pk)
    assert not InspectionObject.objects.exists()
    operations.confirm_import(by=cast.clerk, pk=run.pk, leave_out_wrong=True)
    assert [row.name for row in InspectionObject.objects.all()] == ["甲公司"]
    assert '"wrong":1' in Entry.objects.order_by("-index")[0].detail


def test_a_failure_in_the_middle_leaves_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = check(cast, objects_sheet(300))

    def fail(*_args: object, **_values: object) -> None:
        raise IntegrityError("the disk is full")

    monkeypatch.setattr(NumberHistory.objects, "bulk_create", fail)
    with pytest.raises(IntegrityError):
        operations.confirm_import(by=cast.clerk, pk=run.pk)
    assert not InspectionObject.objects.exists()
    run.refresh_from_db()
    assert run.state == ImportState.CHECKED


def test_a_dropped_sheet_cannot_be_imported(cast: Cast) -> None:
    run = check(cast, objects_sheet(1))
    operations.drop_import(by=cast.clerk, pk=run.pk)
    with pytest.raises(StaleError, match="dropped"):
        operations.confirm_import(by=cast.clerk, pk=run.pk)


def _confirm(cast: Cast, pk: int) -> object:
    return operations.confirm_import(by=cast.stranger, pk=pk)


def _drop(cast: Cast, pk: int) -> object:
    return operations.drop_import(by=cast.stranger, pk=pk)


@pytest.mark.parametrize("act", [_confirm, _drop])
def test_a_sheet_of_another_bureau_does_not_exist(
    cast: Cast, act: Callable[[Cast, int], object]
) -> None:
    run = check(cast, objects_sheet(1))
    with pytest.raises(ImportRun.DoesNotExist):
        act(cast, run.pk)


def test_a_changed_attribute_gives_a_new_number_and_keeps_the_old(cast: Cast) -> None:
    operations.confirm_import(by=cast.clerk, pk=check(cast, objects_sheet(2)).pk)
    changed = check(cast, objects_sheet(2, 风险等级="橙", 联系电话="123"))
    operations.confirm_import(by=cast.clerk, pk=changed.pk)
    row = InspectionObject.objects.get(object_id=credit_code(1))
    assert (row.number, row.revision) == ("OT-CUO00-140702-00001", 2)
    old = row.numbers.get()
    assert (old.number, old.changed) == ("OT-CUU00-140702-00001", "risk")


def test_a_move_to_another_county_gives_a_serial_there(cast: Cast) -> None:
    operations.confirm_import(by=cast.clerk, pk=check(cast, objects_sheet(2)).pk)
    sheet = csv_sheet(
        ["企业名称", "统一社会信用代码", "县区"],
        [["榆次第2机械有限公司", credit_code(2), "平遥县"]],
    )
    operations.confirm_import(by=cast.clerk, pk=check(cast, sheet).pk)
    operations.confirm_import(by=cast.clerk, pk=check(cast, objects_sheet(1, first=3)).pk)
    numbers = list(InspectionObject.objects.order_by("object_id").values_list("number", flat=True))
    assert [number[-12:] for number in numbers] == [
        "140702-00001", "140728-00001", "140702-00003",
    ]  # fmt: skip


def test_objects_without_a_code_are_given_an_id_once(cast: Cast) -> None:
    rows = [["甲养殖场", "无", ADDRESS, ""], ["乙养殖场", "无", ADDRESS, ""]]
    sheet = csv_sheet(HEADER, rows)
    operations.confirm_import(by=cast.clerk, pk=check(cast, sheet).pk)
    ids = list(InspectionObject.objects.order_by("object_id").values_list("object_id", flat=True))
    assert ids == ["B140700000001", "B140700000002"]
    assert check(cast, sheet).counts["unchanged"] == 2


def test_officers_and_items_enter_too(cast: Cast) -> None:
    people = csv_sheet(
        ["姓名", "执法证号", "科室", "发证日期", "有效期至", "专业领域", "登录名"],
        [["执法甲", "sf001", "非煤矿山科", "2024-01-01", "2099-01-01", "非煤矿山", "officer"]],
    )
    operations.confirm_import(by=cast.clerk, pk=check(cast, people, Kind.OFFICERS).pk)
    officer = Officer.objects.get()
    assert (officer.certificate, officer.section, officer.user) == (
        "SF001", cast.mines, cast.officer,
    )  # fmt: skip
    assert officer.functions == ["NCM"]
    columns = ["事项编码", "事项名称", "抽查依据", "抽查对象", "抽查内容", "抽查比例", "抽查频次"]
    item = ["AJ-1", "检查一", "依据", "企业", "内容", "5%", "每年一次"]
    started = csv_sheet([*columns, "生效日期"], [[*item, "2026-01-01"]])
    operations.confirm_import(by=cast.clerk, pk=check(cast, started, Kind.ITEMS).pk)
    changed = csv_sheet([*columns, "生效日期"], [[*item[:5], "10%", item[6], "2026-06-01"]])
    operations.confirm_import(by=cast.clerk, pk=check(cast, changed, Kind.ITEMS).pk)
    versions = list(Item.objects.order_by("version").values_list("ratio", "valid_from", "valid_to"))
    assert [(ratio, str(first), str(last)) for ratio, first, last in versions] == [
        (500, "2026-01-01", "2026-05-31"), (1000, "2026-06-01", "None"),
    ]  # fmt: skip


def test_an_edition_that_waits_for_approval_stops_it_and_its_undo(cast: Cast) -> None:
    waiting = check(cast, objects_sheet(2))
    done = check(cast, objects_sheet(1))
    operations.confirm_import(by=cast.clerk, pk=done.pk)
    now = timezone.now()
    Edition.objects.create(
        bureau=cast.clerk.bureau, year=2027, state=EditionState.SUBMITTED,
        opened_by=cast.clerk, opened_at=now, submitted_by=cast.clerk, submitted_at=now,
    )  # fmt: skip
    again = operations.recheck_import(by=cast.clerk, pk=waiting.pk)
    with pytest.raises(RegisterError, match="edition 2027"):
        operations.confirm_import(by=cast.clerk, pk=again.pk)
    with pytest.raises(RegisterError, match="edition 2027"):
        operations.undo_import(by=cast.clerk, pk=done.pk)
    Edition.objects.update(state=EditionState.OPEN)
    operations.confirm_import(by=cast.clerk, pk=again.pk)
