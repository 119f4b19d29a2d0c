"""Leave of officers: days on which nobody counts on them (articles 9 and 13)."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.stages.registers.errors import RegisterError, StaleError
from yaohao.stages.registers.models import Leave, Officer
from yaohao.stages.registers.writing import lock_register


@operation("registers.leave.record", article="9")
def record_leave(*, by: User, officer: int, first: date, last: date, reason: str = "") -> Leave:
    """Note a leave; from then on no draw counts on the officer for a window that lies within.

    Raises Officer.DoesNotExist for another bureau's; RegisterError for days in the wrong order,
    a leave that is over already, or one that meets another.
    """
    lock_register(by.bureau)
    person = Officer.objects.of(by.bureau).get(pk=officer)
    if last < first:
        raise RegisterError(_("The last day lies before the first. Check both dates."))
    if last < timezone.localdate():
        raise RegisterError(_("This leave is over already: it would change nothing."))
    other = person.leaves.filter(withdrawn_on=None, first__lte=last, last__gte=first).first()
    if other:
        raise RegisterError(
            _("%(officer)s is on leave from %(first)s to %(last)s already. Withdraw that first.")
            % {"officer": person.name, "first": other.first, "last": other.last}
        )
    leave = Leave.objects.create(
        officer=person, first=first, last=last, reason=reason.strip(), by=by
    )
    detail = {"first": str(first), "last": str(last)}
    record(by=by, subject=person.subject, changed=[leave], detail=detail, reason=leave.reason)
    return leave


@operation("registers.leave.withdraw", article="9")
def withdraw_leave(*, by: User, pk: int) -> Leave:
    """The officer is back, or never goes: the leave counts no more from today on.

    Raises Leave.DoesNotExist for another bureau's, StaleError when it is withdrawn or over.
    """
    lock_register(by.bureau)
    rows = Leave.objects.select_for_update(of=("self",)).select_related("officer")
    leave = rows.get(pk=pk, officer__bureau=by.bureau)
    today = timezone.localdate()
    if leave.withdrawn_on is not None:
        raise StaleError(_("This leave was withdrawn already."))
    if leave.last < today:
        raise StaleError(_("This leave is over already."))
    leave.withdrawn_on = today
    leave.save(update_fields=["withdrawn_on"])
    detail = {"first": str(leave.first), "last": str(leave.last)}
    record(by=by, subject=leave.officer.subject, changed=[leave], detail=detail)
    return leave
