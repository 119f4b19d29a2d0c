"""Single experts. `values` go by the keys of the import's columns (article 16)."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.stages.registers.deciding import check_fresh, planned
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import Expert
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.plan import RowPlan, Verdict
from yaohao.stages.registers.writing import lock_register, write_rows


@operation("registers.expert.add", article="16")
def add_expert(*, by: User, values: Mapping[str, Any]) -> Expert:
    """Enter one expert in the library of the actor's bureau; without a number one is given.

    Raises RowRefusedError where the values break a rule, RegisterError for an expert who is there
    already, by number or, without one, by name.
    """
    lock_register(by.bureau)
    row = planned(Kind.EXPERTS, by, values)
    if row.verdict is not Verdict.NEW:
        raise RegisterError(
            _("The library has the expert %(code)s already. Edit that one, or type another number.")
            % {"code": row.key}
        )
    expert = _write(by, row)
    record(by=by, subject=expert.subject, changed=[expert])
    return expert


@operation("registers.expert.edit", article="16")
def edit_expert(*, by: User, pk: int, revision: int, values: Mapping[str, Any]) -> Expert:
    """Change one expert; the number stays.

    Raises Expert.DoesNotExist for another bureau's, StaleError, RowRefusedError, RegisterError.
    """
    lock_register(by.bureau)
    expert = Expert.objects.of(by.bureau).get(pk=pk)
    check_fresh(expert, revision)
    row = planned(Kind.EXPERTS, by, {**values, "code": expert.code})
    if row.verdict is Verdict.UNCHANGED:
        raise RegisterError(_("Nothing was changed: everything stands as it was."))
    expert = _write(by, row)
    changes = [list(change) for change in row.changes]
    record(by=by, subject=expert.subject, changed=[expert], detail={"changes": changes})
    return expert


def _write(by: User, row: RowPlan) -> Expert:
    written = write_rows(Kind.EXPERTS, by.bureau, [row], timezone.localdate())[0]
    assert isinstance(written, Expert)
    return written
