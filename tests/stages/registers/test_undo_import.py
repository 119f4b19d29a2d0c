"""An import is taken back within a day, whole or not at all."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from tests.cast import Cast
from tests.factories.registers import credit_code, csv_sheet, make_object, make_officer
from tests.stages.registers.browsers import browser
from yaohao.config.timers import import_files
from yaohao.ground.audit.models import Entry
from yaohao.ground.ledger.models import Entry as LogEntry
from yaohao.stages.registers.background import read_sheet, write_sheet
from yaohao.stages.registers.errors import RegisterError, StaleError
from yaohao.stages.registers.files import is_kept, keep_lines
from yaohao.stages.registers.housekeeping import forget_old_rows
from yaohao.stages.registers.models import (
    FrozenPool,
    ImportRun,
    InspectionObject,
    Item,
    NumberHistory,
)
from yaohao.stages.registers.operations import (
    check_sheet,
    confirm_import,
    declare_recusal,
    edit_object,
    receive_sheet,
    recheck_import,
    undo_import,
)
from yaohao.stages.registers.rooting import note_frozen
from yaohao.stages.registers.rules.kinds import Kind

pytestmark = pytest.mark.django_db

HEADER = ["企业名称", "统一社会信用代码", "注册地址", "风险等级"]


def imported(cast: Cast, rows: list[list[str]], kind: Kind = Kind.OBJECTS) -> ImportRun:
    content = csv_sheet(HEADER, rows)
    run = check_sheet(by=cast.clerk, kind=kind, filename="名录.csv", content=content)
    return confirm_import(by=cast.clerk, pk=run.pk)


def mixed(cast: Cast) -> tuple[ImportRun, InspectionObject]:
    known = make_object(cast.clerk.bureau, risk="YELLOW")
    rows = [
        [known.name, known.credit_code, known.address, "红"],
        ["新来公司", credit_code(77), "晋中市榆次区迎宾街9号", "蓝"],
    ]
    return imported(cast, rows), known


def test_changed_rows_are_as_before_and_new_ones_gone(cast: Cast) -> None:
    run, known = mixed(cast)
    known.refresh_from_db()
    given = known.number
    assert InspectionObject.objects.count() == 2
    undone = undo_import(by=cast.clerk, pk=run.pk)
    back = InspectionObject.objects.get()
    assert (back.risk, undone.state, undone.undone_by) == ("YELLOW", "undone", cast.clerk)
    # The number that the import gave was carried for some hours: it stays in the history.
    assert given in NumberHistory.objects.filter(object=back).values_list("number", flat=True)
    assert back.number != given
    entry = Entry.objects.latest("index")
    assert (entry.action, '"restored":1' in entry.detail.replace(" ", "")) == (
        "registers.import.undo", True,
    )  # fmt: skip


def test_it_is_undone_once_by_the_own_bureau_and_within_a_day(cast: Cast) -> None:
    run, _known = mixed(cast)
    with pytest.raises(ImportRun.DoesNotExist):
        undo_import(by=cast.stranger, pk=run.pk)
    ImportRun.objects.filter(pk=run.pk).update(confirmed_at=timezone.now() - timedelta(hours=25))
    with pytest.raises(StaleError):
        undo_import(by=cast.clerk, pk=run.pk)
    ImportRun.objects.filter(pk=run.pk).update(confirmed_at=timezone.now())
    undo_import(by=cast.clerk, pk=run.pk)
    with pytest.raises(StaleError):
        undo_import(by=cast.clerk, pk=run.pk)


def test_a_later_edit_stops_it_and_is_named(cast: Cast) -> None:
    run, known = mixed(cast)
    known.refresh_from_db()
    edit_object(by=cast.clerk, pk=known.pk, revision=known.revision, values={"phone": "0354"})
    with pytest.raises(RegisterError, match=known.name):
        undo_import(by=cast.clerk, pk=run.pk)
    assert InspectionObject.objects.count() == 2


def test_a_new_row_that_is_used_stops_it(cast: Cast) -> None:
    run, known = mixed(cast)
    new = InspectionObject.objects.get(name="新来公司")
    officer = make_officer(cast.clerk.bureau)
    declare_recusal(by=cast.clerk, officer=officer.pk, object_id=new.object_id, reason="亲属")
    with pytest.raises(RegisterError, match="新来公司"):
        undo_import(by=cast.clerk, pk=run.pk)
    assert ImportRun.objects.get(pk=run.pk).state == "imported"
    assert InspectionObject.objects.get(pk=known.pk).risk == "RED"


def test_a_pool_frozen_since_stops_it(cast: Cast) -> None:
    run, _known = mixed(cast)
    LogEntry.objects.create(
        index=10_000, kind="pool", raw=b"x", leaf="0" * 64, frontier="", at=timezone.now()
    )
    with pytest.raises(RegisterError):
        undo_import(by=cast.clerk, pk=run.pk)


def frozen(cast: Cast, index: int, *ids: str) -> None:
    """A pool of the bureau in the log, with these rows."""
    LogEntry.objects.create(
        index=index, kind="pool", raw=b"x", leaf=f"{index:064}", frontier="", at=timezone.now()
    )
    rows = "".join(f"{identity}\tALL\t-\n" for identity in sorted(ids))
    note_frozen(bureau=cast.city, entry=index, file=keep_lines(rows.encode()))


def test_only_a_pool_that_holds_a_new_object_stops_it(cast: Cast) -> None:
    run, known = mixed(cast)
    frozen(cast, 10_000, known.object_id)
    FrozenPool.objects.create(bureau=cast.county, entry=10_001, file="0" * 64)
    LogEntry.objects.create(
        index=10_001, kind="pool", raw=b"x", leaf="0" * 64, frontier="", at=timezone.now()
    )
    with transaction.atomic():
        undo_import(by=cast.clerk, pk=run.pk)
        transaction.set_rollback(True)
    new = InspectionObject.objects.get(name="新来公司")
    frozen(cast, 10_002, known.object_id, new.object_id)
    with pytest.raises(RegisterError, match="新来公司"):
        undo_import(by=cast.clerk, pk=run.pk)


def test_what_an_import_kept_goes_when_its_day_is_over(cast: Cast) -> None:
    content = csv_sheet(HEADER, [["新来公司", credit_code(77), "晋中市榆次区迎宾街9号", "蓝"]])
    runs = [
        receive_sheet(by=cast.clerk, kind=Kind.OBJECTS, filename="大表.csv", content=content)
        for _twice in range(2)
    ]
    for run in runs:
        read_sheet.call(run.pk)
    write_sheet.call(runs[0].pk, cast.clerk.pk, False)
    first, second = (ImportRun.objects.get(pk=run.pk) for run in runs)
    ready, before = first.ready_file, first.before_file
    assert (ready, is_kept(before)) == (second.ready_file, True)
    assert forget_old_rows() == 0
    day_before = timezone.now() - timedelta(hours=25)
    ImportRun.objects.filter(pk=first.pk).update(confirmed_at=day_before)
    assert forget_old_rows() == 1  # the planned rows are still those of the second
    assert (is_kept(ready), is_kept(before)) == (True, False)
    ImportRun.objects.filter(pk=second.pk).update(uploaded_at=day_before)
    assert import_files() == "1 files of imports deleted"
    assert not is_kept(ready)
    assert forget_old_rows() == 0
    acts = Entry.objects.filter(action="registers.import.forget").order_by("index")
    assert [(act.subject, before in act.detail) for act in acts] == [
        (first.subject, True), (second.subject, False),
    ]  # fmt: skip
    with pytest.raises(StaleError):
        undo_import(by=cast.clerk, pk=first.pk)
    recheck_import(by=cast.clerk, pk=second.pk)  # the sheet itself is kept


def test_a_version_of_an_item_goes_and_the_former_is_open_again(cast: Cast) -> None:
    header = [
        "事项编码",
        "事项名称",
        "抽查依据",
        "抽查对象",
        "抽查内容",
        "抽查比例",
        "抽查频次",
        "生效日期",
    ]
    row = [
        "AJ-9",
        "通风",
        "《安全生产法》第六十五条",
        "矿山",
        "通风",
        "5%",
        "每年一次",
        "2020-01-01",
    ]
    first = check_sheet(
        by=cast.clerk, kind=Kind.ITEMS, filename="事项.csv", content=csv_sheet(header, [row])
    )
    confirm_import(by=cast.clerk, pk=first.pk)
    later = [*row[:4], "通风与防尘", *row[5:7], timezone.localdate().isoformat()]
    second = check_sheet(
        by=cast.clerk, kind=Kind.ITEMS, filename="事项.csv", content=csv_sheet(header, [later])
    )
    confirm_import(by=cast.clerk, pk=second.pk)
    assert Item.objects.count() == 2
    undo_import(by=cast.clerk, pk=second.pk)
    item = Item.objects.get()
    assert (item.content, item.valid_to) == ("通风", None)


def test_the_page_offers_it_and_says_that_it_was_done(cast: Cast) -> None:
    run, _known = mixed(cast)
    client = browser(cast.clerk)
    page = client.get(f"/registers/imports/{run.pk}/").content.decode()
    assert f"/registers/imports/{run.pk}/undo/" in page
    client.post(f"/registers/imports/{run.pk}/undo/", follow=True)
    page = client.get(f"/registers/imports/{run.pk}/").content.decode()
    assert f"/registers/imports/{run.pk}/undo/" not in page
