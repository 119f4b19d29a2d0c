"""Single officers. `values` go by the keys of the import's columns."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.stages.registers.deciding import check_fresh, planned
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import Officer
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.plan import RowPlan, Verdict
from yaohao.stages.registers.writing import lock_register, write_rows


@operation("registers.officer.add", article="9")
def add_officer(*, by: User, values: Mapping[str, Any]) -> Officer:
    """Enter one officer in the register of the actor's bureau.

    Raises RowRefusedError where the values break a rule, RegisterError where the certificate is
    there already.
    """
    lock_register(by.bureau)
    row = planned(Kind.OFFICERS, by, values)
    if row.verdict is not Verdict.NEW:
        raise RegisterError(
            _("The register has the certificate %(certificate)s already. Edit it there.")
            % {"certificate": row.key}
        )
    officer = _write(by, row)
    record(by=by, subject=officer.subject, changed=[officer])
    return officer


@operation("registers.officer.edit", article="9")
def edit_officer(*, by: User, pk: int, revision: int, values: Mapping[str, Any]) -> Officer:
    """Change one officer; the certificate number stays.

    Raises Officer.DoesNotExist for another bureau's, StaleError, RowRefusedError, RegisterError.
    """
    return _change(by, pk, revision, values)


@operation("registers.officer.retire", article="9")
def retire_officer(*, by: User, pk: int, revision: int) -> Officer:
    """Set one officer out of service: in no draw and on no visit from now on.

    What is open stays open: the desk shows it and hands it over. Raises as `edit_officer`.
    """
    return _change(by, pk, revision, {"active": False})


def _change(by: User, pk: int, revision: int, values: Mapping[str, Any]) -> Officer:
    lock_register(by.bureau)
    officer = Officer.objects.of(by.bureau).get(pk=pk)
    check_fresh(officer, revision)
    row = planned(Kind.OFFICERS, by, {**values, "certificate": officer.certificate})
    if row.verdict is Verdict.UNCHANGED:
        raise RegisterError(_("Nothing was changed: everything stands as it was."))
    officer = _write(by, row)
    changes = [list(change) for change in row.changes]
    record(by=by, subject=officer.subject, changed=[officer], detail={"changes": changes})
    return officer


def _write(by: User, row: RowPlan) -> Officer:
    written = write_rows(Kind.OFFICERS, by.bureau, [row], timezone.localdate())[0]
    assert isinstance(written, Officer)
    return written
