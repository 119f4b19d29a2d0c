"""An import that is made ready by a job does what one does that is written while a clerk waits."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.cast import Cast
from tests.factories.registers import credit_code, csv_sheet, make_object
from tests.stages.registers.browsers import browser
from yaohao.ground.audit.models import Entry
from yaohao.ground.audit.queries import first_break
from yaohao.ground.audit.rows import rows_digest
from yaohao.stages.registers import background, preparing
from yaohao.stages.registers.models import (
    Counter,
    ImportRun,
    ImportState,
    InspectionObject,
    NumberHistory,
    RegionSuccession,
    UnitGroup,
)
from yaohao.stages.registers.operations import (
    add_object,
    check_sheet,
    confirm_import,
    edit_object,
    receive_sheet,
    undo_import,
)
from yaohao.stages.registers.queries.ready import ready_rows
from yaohao.stages.registers.queries.regions import forget_regions
from yaohao.stages.registers.queries.sheets import register_stamp
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.plan import Verdict
from yaohao.stages.registers.writing.ready import ReadyObjects
from yaohao.stages.registers.writing.staging import Stage

pytestmark = pytest.mark.django_db

HEADER = ["企业名称", "统一社会信用代码", "注册地址", "风险等级", "经度", "纬度", "坐标系",
          "状态", "退出日期"]  # fmt: skip
PLACE = "晋中市榆次区迎宾街9号"


def sheet(known: InspectionObject, ended: InspectionObject) -> bytes:
    """New ones with and without a code, one changed, one ended."""
    rows = [
        ["新来公司", credit_code(77), PLACE, "蓝", "112.736100", "37.697700", "WGS-84", "", ""],
        ["无码，“矿”", "无", PLACE, "", "", "", "", "", ""],
        [known.name, known.credit_code, known.address, "红", "", "", "", "", ""],
        [ended.name, ended.credit_code, ended.address, "", "", "", "", "关闭", "2026-01-05"],
    ]
    return csv_sheet(HEADER, rows)


def received(cast: Cast, content: bytes) -> ImportRun:
    run = receive_sheet(by=cast.clerk, kind=Kind.OBJECTS, filename="大表.csv", content=content)
    background.read_sheet.call(run.pk)
    run.refresh_from_db()
    return run


def by_job(cast: Cast, content: bytes) -> ImportRun:
    run = received(cast, content)
    background.write_sheet.call(run.pk, cast.clerk.pk, False)
    run.refresh_from_db()
    return run


def at_once(cast: Cast, content: bytes) -> ImportRun:
    run = check_sheet(by=cast.clerk, kind=Kind.OBJECTS, filename="大表.csv", content=content)
    return confirm_import(by=cast.clerk, pk=run.pk)


def stored(run: ImportRun) -> list[dict[str, Any]]:
    """What an import left in the register, without keys."""
    rows = InspectionObject.objects.filter(imported=run).order_by("object_id")
    own = ("id", "imported_id")
    left = [{k: v for k, v in row.items() if k not in own} for row in rows.values()]
    history = NumberHistory.objects.order_by("number").values("number", "since", "until", "changed")
    counters = Counter.objects.order_by("scope").values("scope", "last")
    return [*left, *map(dict, history), *map(dict, counters)]


class Back(Exception):
    """Ends a transaction as if it had not been."""


@pytest.mark.parametrize("part", [1, 2_000])
def test_both_ways_leave_the_same_register(
    cast: Cast, part: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "AT_ONCE", part)
    known, ended = make_object(cast.clerk.bureau), make_object(cast.clerk.bureau, risk="BLUE")
    left: list[list[dict[str, Any]]] = []
    for way in (at_once, by_job):
        with suppress(Back), transaction.atomic():
            run = way(cast, sheet(known, ended))
            assert run.state == ImportState.IMPORTED
            left.append(stored(run))
            raise Back
    # Per object and number; the other way gives out serials in the same order.
    assert left[0] == left[1]
    assert {row["name"] for row in left[0][:4]} == {
        "新来公司", "无码，“矿”", known.name, ended.name,
    }  # fmt: skip


def test_the_trail_covers_the_rows_as_they_are_stored(cast: Cast) -> None:
    known, ended = make_object(cast.clerk.bureau), make_object(cast.clerk.bureau, risk="BLUE")
    run = by_job(cast, sheet(known, ended))
    new = InspectionObject.objects.filter(imported=run, revision=1).order_by("pk")
    changed = InspectionObject.objects.filter(imported=run, revision=2).order_by("object_id")
    rows = [*new, *changed, *NumberHistory.objects.order_by("pk"), run]
    assert (len(new), len(changed)) == (2, 2)
    assert new[0].longitude == Decimal("112.736100")
    entry = Entry.objects.get(action="registers.import.confirm")
    assert entry.rows_digest == rows_digest(rows)
    assert first_break() is None


def test_what_entered_so_is_found_by_its_name(cast: Cast) -> None:
    known, ended = make_object(cast.clerk.bureau), make_object(cast.clerk.bureau)
    by_job(cast, sheet(known, ended))
    page = browser(cast.clerk).get("/registers/objects/?q=新来").content.decode()
    assert credit_code(77) in page
    assert known.name not in page


def test_it_is_undone_whole(cast: Cast) -> None:
    known, ended = make_object(cast.clerk.bureau, risk="YELLOW"), make_object(cast.clerk.bureau)
    run = by_job(cast, sheet(known, ended))
    undo_import(by=cast.clerk, pk=run.pk)
    rows = {row.pk: row for row in InspectionObject.objects.all()}
    assert rows.keys() == {known.pk, ended.pk}
    assert (rows[known.pk].risk, rows[ended.pk].exclusion) == ("YELLOW", "")
    assert rows[known.pk].revision == 3
    page = browser(cast.clerk).get("/registers/objects/?q=新来").content.decode()
    assert credit_code(77) not in page


def test_the_sheet_is_not_read_twice(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    known, ended = make_object(cast.clerk.bureau), make_object(cast.clerk.bureau)
    run = received(cast, sheet(known, ended))
    monkeypatch.setattr(preparing, "check", None)
    background.write_sheet.call(run.pk, cast.clerk.pk, False)
    run.refresh_from_db()
    assert run.state == ImportState.IMPORTED


def test_a_register_that_moves_while_rows_are_made_ready_is_looked_at_once_more(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, ended = make_object(cast.clerk.bureau), make_object(cast.clerk.bureau)
    run = received(cast, sheet(known, ended))
    seal = ReadyObjects.seal
    moved: list[InspectionObject] = []

    def meanwhile(self: ReadyObjects) -> None:
        seal(self)
        if not moved:  # another object of the same county takes the next serial
            values = {"name": "别处公司", "credit_code": credit_code(99), "address": PLACE}
            moved.append(add_object(by=cast.clerk, values=values))

    monkeypatch.setattr(ReadyObjects, "seal", meanwhile)
    background.write_sheet.call(run.pk, cast.clerk.pk, False)
    run.refresh_from_db()
    assert (run.state, run.refusal) == (ImportState.IMPORTED, "")
    serials = list(InspectionObject.objects.filter(revision=1).values_list("region", "serial"))
    assert len(serials) == len(set(serials))
    assert Entry.objects.filter(action="registers.import.confirm").count() == 1


def test_a_register_that_never_rests_is_locked_at_last(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, ended = make_object(cast.clerk.bureau), make_object(cast.clerk.bureau)
    run = received(cast, sheet(known, ended))
    monkeypatch.setattr(ReadyObjects, "move_in", lambda self: False)
    background.write_sheet.call(run.pk, cast.clerk.pk, False)
    run.refresh_from_db()
    assert run.state == ImportState.IMPORTED
    assert InspectionObject.objects.filter(imported=run).count() == 4


def test_what_fails_while_it_moves_in_leaves_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, ended = make_object(cast.clerk.bureau), make_object(cast.clerk.bureau)
    run = received(cast, sheet(known, ended))

    def full(_self: Stage) -> int:
        raise DatabaseError("disk full")

    monkeypatch.setattr(Stage, "update", full)
    with pytest.raises(DatabaseError), transaction.atomic():
        background.write_sheet.call(run.pk, cast.clerk.pk, False)
    assert InspectionObject.objects.count() == 2
    assert not Counter.objects.exists()
    monkeypatch.undo()
    background.write_sheet.call(run.pk, cast.clerk.pk, False)
    assert InspectionObject.objects.count() == 4


def test_the_stamp_changes_with_all_that_a_plan_looks_at(cast: Cast) -> None:
    bureau, today = cast.clerk.bureau, timezone.localdate()
    known = make_object(bureau)
    seen = [register_stamp(Kind.OBJECTS, bureau, today)]
    edit_object(by=cast.clerk, pk=known.pk, revision=1, values={"phone": "0354"})
    seen.append(register_stamp(Kind.OBJECTS, bureau, today))
    make_object(bureau)
    seen.append(register_stamp(Kind.OBJECTS, bureau, today))
    UnitGroup.objects.create(bureau=bureau, code="G1", name="学校")
    seen.append(register_stamp(Kind.OBJECTS, bureau, today))
    seen.append(register_stamp(Kind.OBJECTS, bureau, today + timedelta(days=1)))
    RegionSuccession.objects.create(
        old="140728", new="140799", name="平遥市", on=today, document="国函〔2026〕1号",
        by=cast.clerk, at=timezone.now(),
    )  # fmt: skip
    forget_regions()
    seen.append(register_stamp(Kind.OBJECTS, bureau, today))
    forget_regions()
    assert len(set(seen)) == len(seen)


def test_kept_rows_are_the_planned_ones(cast: Cast) -> None:
    known, ended = make_object(cast.clerk.bureau), make_object(cast.clerk.bureau)
    run = received(cast, sheet(known, ended))
    stamp = register_stamp(Kind.OBJECTS, run.bureau, timezone.localdate())
    with preparing.reading_again(run, timezone.localdate()) as checked:
        planned = [row for row in checked if row.verdict is not Verdict.UNCHANGED]
    kept = list(ready_rows(run, stamp) or ())
    told = [(row.line, row.key, row.title, row.verdict, row.fields) for row in planned]
    assert [(row.line, row.key, row.title, row.verdict, row.fields) for row in kept] == told
    assert kept[3].fields["ended_on"] == date(2026, 1, 5)
    assert ready_rows(run, "another") is None


def test_an_undo_by_a_job_leaves_what_one_at_once_does(cast: Cast) -> None:
    known, ended = make_object(cast.clerk.bureau, risk="YELLOW"), make_object(cast.clerk.bureau)
    run = by_job(cast, sheet(known, ended))
    left = []
    for undo in (
        lambda: undo_import(by=cast.clerk, pk=run.pk),
        lambda: background.undo_sheet.call(run.pk, cast.clerk.pk),
    ):
        with suppress(Back), transaction.atomic():
            undo()
            run.refresh_from_db()
            assert run.state == ImportState.UNDONE
            rows = InspectionObject.objects.order_by("pk")
            numbers = NumberHistory.objects.order_by("pk")
            left.append([*rows.values(), *numbers.values("number", "since", "until", "changed")])
            raise Back
    assert left[0] == left[1]
    assert len(left[0]) > 3


def test_an_undo_by_a_job_is_refused_where_a_row_was_changed_since(cast: Cast) -> None:
    known, ended = make_object(cast.clerk.bureau), make_object(cast.clerk.bureau)
    run = by_job(cast, sheet(known, ended))
    edit_object(by=cast.clerk, pk=known.pk, revision=2, values={"phone": "0354"})
    background.undo_sheet.call(run.pk, cast.clerk.pk)
    run.refresh_from_db()
    assert run.state == ImportState.IMPORTED
    assert known.name in run.refusal
    assert InspectionObject.objects.count() == 4
