"""Single items. `values` go by the keys of the import's columns."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.stages.registers.deciding import changed_meanwhile, planned
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import Item
from yaohao.stages.registers.queries.bases import broken, flags_of
from yaohao.stages.registers.queries.states import item_register
from yaohao.stages.registers.rules.item_rows import ITEM_FIELDS, REASON
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.plan import RowPlan, Verdict, compared
from yaohao.stages.registers.writing import lock_register, write_rows


@operation("registers.item.add", article="6")
def add_item(*, by: User, values: Mapping[str, Any]) -> Item:
    """Enter one item in the list of the actor's bureau.

    Raises RowRefusedError where the values break a rule, RegisterError where the code is taken.
    """
    lock_register(by.bureau)
    row = planned(Kind.ITEMS, by, values)
    if row.verdict is not Verdict.NEW:
        raise RegisterError(
            _("The list has an item %(code)s already. Edit it there.") % {"code": row.key}
        )
    item = _write(by, row)
    record(by=by, subject=item.subject, changed=[item])
    return item


@operation("registers.item.edit", article="7")
def edit_item(*, by: User, pk: int, revision: int, values: Mapping[str, Any]) -> Item:
    """Change one item, which makes its next version; the code stays. Returns that version.

    Raises Item.DoesNotExist for another bureau's, StaleError also when `pk` is no longer the
    latest version, RowRefusedError, RegisterError.
    """
    item = _latest(by, pk, revision)
    row = planned(Kind.ITEMS, by, {**values, "code": item.code})
    if row.verdict is Verdict.UNCHANGED:
        raise RegisterError(_("Nothing was changed: everything stands as it was."))
    return _next(by, item, row)


@operation("registers.item.confirm", article="7")
def confirm_item(*, by: User, pk: int, revision: int, valid_from: date, reason: str) -> Item:
    """Open a version that says the same: somebody compared it with a basis that was amended.

    Raises as `edit_item`; RegisterError without a reason, for a day that is not later than the
    present version or lies after its end, and while a basis of the item has ended.
    """
    item = _latest(by, pk, revision)
    _may_be_confirmed(item, valid_from)
    said = " ".join(reason.split())[:300]
    if not said:
        raise RegisterError(_("Say what you compared: which amendment, and why nothing changes."))
    stored = item_register(by.bureau, timezone.localdate()).stored[item.code]
    fields = {**stored, "valid_from": valid_from, REASON: said}
    changes = compared(stored, fields, ITEM_FIELDS)
    return _next(by, item, RowPlan(1, item.code, item.name, Verdict.CHANGED, fields, changes))


def _latest(by: User, pk: int, revision: int) -> Item:
    """The version to go on from, with the register locked."""
    lock_register(by.bureau)
    item: Item = Item.objects.of(by.bureau).get(pk=pk)
    newer = Item.objects.of(by.bureau).filter(code=item.code, version__gt=item.version)
    if item.revision != revision or newer.exists():
        raise changed_meanwhile(item.name)
    return item


def _may_be_confirmed(item: Item, valid_from: date) -> None:
    if item.valid_from > timezone.localdate() or valid_from <= item.valid_from:
        raise RegisterError(
            _("The present version begins on %(day)s. Confirm it from a later day on.")
            % {"day": item.valid_from}
        )
    if item.valid_to and valid_from > item.valid_to:
        raise RegisterError(
            _("The item ends on %(day)s. There is nothing to confirm after it.")
            % {"day": item.valid_to}
        )
    ended = broken(flags_of([item], valid_from).get(item.pk, []))
    if ended:
        raise RegisterError(
            _("%(basis)s is not in force on %(day)s: name another basis in the next version.")
            % {"basis": ended[0].basis, "day": valid_from}
        )


def _next(by: User, item: Item, row: RowPlan) -> Item:
    written = write_rows(Kind.ITEMS, by.bureau, [row], timezone.localdate())
    latest = written[-1]
    assert isinstance(latest, Item)
    changes = [list(change) for change in row.changes if change.field != REASON]
    detail = {"changes": changes, "version": latest.version}
    record(by=by, subject=item.subject, changed=written, detail=detail, reason=latest.reason)
    return latest


def _write(by: User, row: RowPlan) -> Item:
    written = write_rows(Kind.ITEMS, by.bureau, [row], timezone.localdate())[-1]
    assert isinstance(written, Item)
    return written
