"""Single objects. `values` go by the keys of the import's columns, so both obey the same rules."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.stages.registers.deciding import check_fresh, planned
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import InspectionObject
from yaohao.stages.registers.rules.kinds import Exclusion, Kind
from yaohao.stages.registers.rules.plan import Verdict
from yaohao.stages.registers.writing import lock_register, write_rows
from yaohao.stages.registers.writing.listings import brought, propose


@operation("registers.object.add", article="10")
def add_object(*, by: User, values: Mapping[str, Any]) -> InspectionObject:
    """Enter one object in the register of the actor's bureau.

    Raises RowRefusedError where the values break a rule, RegisterError where it is there already.
    """
    lock_register(by.bureau)
    row = planned(Kind.OBJECTS, by, values)
    if row.verdict is not Verdict.NEW:
        raise RegisterError(
            _("The register has this object already: %(name)s (%(id)s). Edit it there.")
            % {"name": row.title, "id": row.key}
        )
    written = write_rows(Kind.OBJECTS, by.bureau, [row], timezone.localdate())
    instance = written[0]
    assert isinstance(instance, InspectionObject)
    proposals = propose(by, instance.object_id, brought([row], written))
    record(by=by, subject=instance.subject, changed=[*written, *proposals])
    return instance


@operation("registers.object.edit", article="11")
def edit_object(*, by: User, pk: int, revision: int, values: Mapping[str, Any]) -> InspectionObject:
    """Change one object; id, code and site stay. A changed attribute gives a new number.

    Raises InspectionObject.DoesNotExist for another bureau's, StaleError, RowRefusedError.
    """
    return _change(by, pk, revision, values)


@operation("registers.object.end", article="10")
def end_object(
    *, by: User, pk: int, revision: int, reason: Exclusion, on: date
) -> InspectionObject:
    """Take one object out of every later draw, for a public reason.

    Raises as `edit_object`; RegisterError when it has ended already.
    """
    return _change(by, pk, revision, {"exclusion": reason.value, "ended_on": on})


@operation("registers.object.resume", article="10")
def resume_object(*, by: User, pk: int, revision: int) -> InspectionObject:
    """Put an ended object back into the register. Raises as `edit_object`."""
    return _change(by, pk, revision, {"exclusion": "", "ended_on": None})


def _change(by: User, pk: int, revision: int, values: Mapping[str, Any]) -> InspectionObject:
    lock_register(by.bureau)
    instance: InspectionObject = InspectionObject.objects.of(by.bureau).get(pk=pk)
    check_fresh(instance, revision)
    fixed = {
        "object_id": instance.object_id,
        "credit_code": instance.credit_code,
        "site": instance.site,
    }
    row = planned(Kind.OBJECTS, by, {**values, **fixed})
    if row.verdict is Verdict.UNCHANGED:
        raise RegisterError(_("Nothing was changed: everything stands as it was."))
    written = write_rows(Kind.OBJECTS, by.bureau, [row], timezone.localdate())
    record(
        by=by,
        subject=instance.subject,
        changed=written,
        detail={"changes": [list(change) for change in row.changes]},
    )
    instance.refresh_from_db()
    return instance
