"""Single items. `values` go by the keys of the import's columns."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.stages.registers.errors import RegisterError, RowRefusedError, StaleError
from yaohao.stages.registers.models import Item
from yaohao.stages.registers.queries.states import item_register
from yaohao.stages.registers.rules.item_rows import plan_items
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.plan import Line, RowPlan, Verdict
from yaohao.stages.registers.writing import lock_register, write_rows


@operation("registers.item.add", article="6")
def add_item(*, by: User, values: Mapping[str, Any]) -> Item:
    """Enter one item in the list of the actor's bureau.

    Raises RowRefusedError where the values break a rule, RegisterError where the code is taken.
    """
    lock_register(by.bureau)
    row = _planned(by, values)
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
    lock_register(by.bureau)
    item = Item.objects.of(by.bureau).get(pk=pk)
    newer = Item.objects.of(by.bureau).filter(code=item.code, version__gt=item.version)
    if item.revision != revision or newer.exists():
        raise StaleError(
            _("%(name)s was changed since you opened the page. Below is its present state.")
            % {"name": item.name}
        )
    row = _planned(by, {**values, "code": item.code})
    if row.verdict is Verdict.UNCHANGED:
        raise RegisterError(_("Nothing was changed: everything stands as it was."))
    written = write_rows(Kind.ITEMS, by.bureau, [row], timezone.localdate())
    changes = [list(change) for change in row.changes]
    record(by=by, subject=item.subject, changed=written, detail={"changes": changes})
    latest = written[-1]
    assert isinstance(latest, Item)
    return latest


def _planned(by: User, values: Mapping[str, Any]) -> RowPlan:
    register = item_register(by.bureau, timezone.localdate())
    plan = plan_items([Line(1, values)], values.keys(), register)
    if plan.problems:
        raise RowRefusedError(plan.problems)
    return plan.rows[0]


def _write(by: User, row: RowPlan) -> Item:
    written = write_rows(Kind.ITEMS, by.bureau, [row], timezone.localdate())[-1]
    assert isinstance(written, Item)
    return written
