"""Single officers, and recusals. `values` go by the keys of the import's columns."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.stages.registers.errors import RegisterError, RowRefusedError, StaleError
from yaohao.stages.registers.models import InspectionObject, Officer, Recusal
from yaohao.stages.registers.queries.states import officer_register
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.officer_rows import plan_officers
from yaohao.stages.registers.rules.plan import Line, RowPlan, Verdict
from yaohao.stages.registers.writing import lock_register, write_rows


@operation("registers.officer.add", article="9")
def add_officer(*, by: User, values: Mapping[str, Any]) -> Officer:
    """Enter one officer in the register of the actor's bureau.

    Raises RowRefusedError where the values break a rule, RegisterError where the certificate is
    there already.
    """
    lock_register(by.bureau)
    row = _planned(by, values)
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
    lock_register(by.bureau)
    officer = Officer.objects.of(by.bureau).get(pk=pk)
    if officer.revision != revision:
        raise StaleError(
            _("%(name)s was changed since you opened the page. Below is its present state.")
            % {"name": officer.name}
        )
    row = _planned(by, {**values, "certificate": officer.certificate})
    if row.verdict is Verdict.UNCHANGED:
        raise RegisterError(_("Nothing was changed: everything stands as it was."))
    officer = _write(by, row)
    changes = [list(change) for change in row.changes]
    record(by=by, subject=officer.subject, changed=[officer], detail={"changes": changes})
    return officer


@operation("registers.recusal.declare", article="13")
def declare_recusal(*, by: User, officer: int, object_id: str, reason: str) -> Recusal:
    """Keep an officer from ever being drawn for an object; the reason is never published.

    Raises Officer.DoesNotExist for another bureau's; RegisterError for an unknown object or a
    recusal that stands already.
    """
    lock_register(by.bureau)
    person = Officer.objects.of(by.bureau).get(pk=officer)
    target = InspectionObject.objects.of(by.bureau).filter(object_id=object_id).first()
    if target is None:
        raise RegisterError(
            _("The register has no object %(id)s. Copy its id from the list of objects.")
            % {"id": object_id}
        )
    if Recusal.objects.filter(officer=person, object=target, lifted_on=None).exists():
        raise RegisterError(
            _("%(officer)s is recused from %(object)s already.")
            % {"officer": person.name, "object": target.name}
        )
    recusal = Recusal.objects.create(
        officer=person, object=target, reason=reason, declared_on=timezone.localdate()
    )
    record(
        by=by,
        subject=person.subject,
        changed=[recusal],
        detail={"object": target.object_id},
        reason=reason,
    )
    return recusal


@operation("registers.recusal.lift", article="13")
def lift_recusal(*, by: User, pk: int) -> Recusal:
    """End a recusal. Raises Recusal.DoesNotExist for another bureau's, StaleError when lifted."""
    lock_register(by.bureau)
    recusal = Recusal.objects.select_related("officer", "object").get(
        pk=pk, officer__bureau=by.bureau
    )
    if recusal.lifted_on is not None:
        raise StaleError(_("This recusal has been lifted already."))
    recusal.lifted_on = timezone.localdate()
    recusal.save()
    record(
        by=by,
        subject=recusal.officer.subject,
        changed=[recusal],
        detail={"object": recusal.object.object_id},
    )
    return recusal


def _planned(by: User, values: Mapping[str, Any]) -> RowPlan:
    register = officer_register(by.bureau, timezone.localdate())
    plan = plan_officers([Line(1, values)], values.keys(), register)
    if plan.problems:
        raise RowRefusedError(plan.problems)
    return plan.rows[0]


def _write(by: User, row: RowPlan) -> Officer:
    written = write_rows(Kind.OFFICERS, by.bureau, [row], timezone.localdate())[0]
    assert isinstance(written, Officer)
    return written
