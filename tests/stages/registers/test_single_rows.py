"""Single objects, officers, items and recusals: the same rules, one at a time."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.factories.registers import credit_code, make_item, make_object, make_officer
from yaohao.ground.audit.queries import of_subject
from yaohao.stages.registers import operations
from yaohao.stages.registers.errors import RegisterError, RowRefusedError, StaleError
from yaohao.stages.registers.models import InspectionObject, Item, Officer, Recusal
from yaohao.stages.registers.rules.kinds import Exclusion

OBJECT = {"name": "甲公司", "credit_code": credit_code(1), "address": "晋中市榆次区迎宾街1号"}
OFFICER = {
    "name": "执法甲",
    "certificate": "SF001",
    "valid_from": date(2024, 1, 1),
    "valid_to": date(2099, 1, 1),
}
ITEM = {"code": "AJ-1", "name": "检查", "basis": "依据", "object_kind": "企业",
        "content": "内容", "ratio": 500, "frequency": "每年一次"}  # fmt: skip


def test_an_object_enters_with_a_number_and_an_entry(cast: Cast) -> None:
    row = operations.add_object(by=cast.clerk, values=OBJECT)
    assert (row.bureau, row.number) == (cast.city, "OT-CUU00-140702-00001")
    assert [entry.action for entry in of_subject(row.subject)] == ["registers.object.add"]


def test_an_object_enters_once(cast: Cast) -> None:
    operations.add_object(by=cast.clerk, values=OBJECT)
    with pytest.raises(RegisterError, match="already"):
        operations.add_object(by=cast.clerk, values=OBJECT)
    other = operations.add_object(by=cast.clerk, values={**OBJECT, "site": "001"})
    assert other.object_id == f"{credit_code(1)}001"


def test_an_object_outside_is_refused(cast: Cast) -> None:
    with pytest.raises(RowRefusedError) as caught:
        operations.add_object(by=cast.stranger, values=OBJECT)
    assert caught.value.problems[0].code == "region-outside"


def test_an_edit_changes_number_and_trail(cast: Cast) -> None:
    row = operations.add_object(by=cast.clerk, values=OBJECT)
    changed = operations.edit_object(
        by=cast.clerk, pk=row.pk, revision=1, values={"risk": "RED", "phone": "123"}
    )
    assert (changed.number, changed.revision) == ("OT-CUR00-140702-00001", 2)
    assert row.numbers.get().number == "OT-CUU00-140702-00001"
    entry = list(of_subject(row.subject))[-1]
    assert '["risk","UNRATED","RED"]' in entry.detail


def test_a_stale_page_changes_nothing(cast: Cast) -> None:
    row = operations.add_object(by=cast.clerk, values=OBJECT)
    operations.edit_object(by=cast.clerk, pk=row.pk, revision=1, values={"risk": "RED"})
    with pytest.raises(StaleError):
        operations.edit_object(by=cast.clerk, pk=row.pk, revision=1, values={"risk": "BLUE"})
    row.refresh_from_db()
    assert row.risk == "RED"


def test_an_edit_without_a_change_is_refused(cast: Cast) -> None:
    row = operations.add_object(by=cast.clerk, values=OBJECT)
    with pytest.raises(RegisterError, match="Nothing was changed"):
        operations.edit_object(by=cast.clerk, pk=row.pk, revision=1, values={"name": "甲公司"})


def test_an_object_ends_for_a_public_reason_and_can_come_back(cast: Cast) -> None:
    row = operations.add_object(by=cast.clerk, values=OBJECT)
    today = timezone.localdate()
    ended = operations.end_object(
        by=cast.clerk, pk=row.pk, revision=1, reason=Exclusion.CLOSED, on=today
    )
    assert (ended.exclusion, ended.ended_on) == ("CLOSED", today)
    with pytest.raises(StaleError):
        operations.end_object(
            by=cast.clerk, pk=row.pk, revision=1, reason=Exclusion.CLOSED, on=today
        )
    back = operations.resume_object(by=cast.clerk, pk=row.pk, revision=2)
    assert (back.exclusion, back.ended_on) == ("", None)
    assert back.number == row.number


def test_what_belongs_to_another_bureau_does_not_exist(cast: Cast) -> None:
    row, officer, item = make_object(cast.city), make_officer(cast.city), make_item(cast.city)
    values: dict[str, Any] = {"name": "改"}
    with pytest.raises(InspectionObject.DoesNotExist):
        operations.edit_object(by=cast.stranger, pk=row.pk, revision=1, values=values)
    with pytest.raises(Officer.DoesNotExist):
        operations.edit_officer(by=cast.stranger, pk=officer.pk, revision=1, values=values)
    with pytest.raises(Item.DoesNotExist):
        operations.edit_item(by=cast.stranger, pk=item.pk, revision=1, values=values)
    with pytest.raises(Officer.DoesNotExist):
        operations.declare_recusal(
            by=cast.stranger, officer=officer.pk, object_id=row.object_id, reason="亲属"
        )


def test_an_officer_enters_and_changes(cast: Cast) -> None:
    officer = operations.add_officer(by=cast.clerk, values=OFFICER)
    with pytest.raises(RegisterError, match="already"):
        operations.add_officer(by=cast.clerk, values=OFFICER)
    changed = operations.edit_officer(
        by=cast.clerk, pk=officer.pk, revision=1, values={"functions": ("HC",), "active": False}
    )
    assert (changed.functions, changed.active, changed.revision) == (["HC"], False, 2)
    with pytest.raises(StaleError):
        operations.edit_officer(by=cast.clerk, pk=officer.pk, revision=1, values={"name": "乙"})
    with pytest.raises(RowRefusedError):
        operations.edit_officer(
            by=cast.clerk, pk=officer.pk, revision=2, values={"section": "九科"}
        )


def test_a_recusal_stands_until_it_is_lifted(cast: Cast) -> None:
    officer, row = make_officer(cast.city), make_object(cast.city)
    recusal = operations.declare_recusal(
        by=cast.clerk, officer=officer.pk, object_id=row.object_id, reason="亲属"
    )
    with pytest.raises(RegisterError, match="already"):
        operations.declare_recusal(
            by=cast.clerk, officer=officer.pk, object_id=row.object_id, reason="亲属"
        )
    assert operations.lift_recusal(by=cast.clerk, pk=recusal.pk).lifted_on is not None
    with pytest.raises(StaleError):
        operations.lift_recusal(by=cast.clerk, pk=recusal.pk)
    assert Recusal.objects.count() == 1
    with pytest.raises(Recusal.DoesNotExist):
        operations.lift_recusal(by=cast.stranger, pk=recusal.pk)


def test_a_recusal_needs_an_object_of_the_bureau(cast: Cast) -> None:
    officer, foreign = make_officer(cast.city), make_object(cast.county)
    with pytest.raises(RegisterError, match="no object"):
        operations.declare_recusal(
            by=cast.clerk, officer=officer.pk, object_id=foreign.object_id, reason="亲属"
        )


def test_an_item_changes_by_its_next_version(cast: Cast) -> None:
    first = operations.add_item(by=cast.clerk, values={**ITEM, "valid_from": date(2026, 1, 1)})
    with pytest.raises(RegisterError, match="already"):
        operations.add_item(by=cast.clerk, values=ITEM)
    second = operations.edit_item(by=cast.clerk, pk=first.pk, revision=1, values={"ratio": 1000})
    first.refresh_from_db()
    assert (second.version, second.ratio, second.content) == (2, 1000, "内容")
    assert first.ratio == 500
    assert first.valid_to is not None
    assert (second.valid_from - first.valid_to).days == 1
    with pytest.raises(StaleError):
        operations.edit_item(by=cast.clerk, pk=first.pk, revision=2, values={"ratio": 2000})
