"""No visit without the head's approval (国办发〔2024〕54号); an emergency gets it afterwards."""

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.documents.rules import Kind
from yaohao.stages.inspection import booking
from yaohao.stages.inspection.gate import advance, locked, permit, seen, words
from yaohao.stages.inspection.models import Cause, Inspection
from yaohao.stages.inspection.papers import issue_papers
from yaohao.stages.inspection.rules import Act, State

BEFORE = (Kind.APPROVAL, Kind.SCHEME, Kind.CHECKLIST, Kind.NOTICE)  # issued with the approval


@operation("inspection.inspection.submit", article="17")
def submit(*, by: User, pk: int) -> Inspection:
    """Hand scheme and checklist to the head. Refused without a purpose or a question."""
    inspection = locked(pk=pk, by=by, act=Act.SUBMIT)
    if not inspection.purpose:
        raise Refused(_("Write the purpose and the points of the visit into the scheme first."))
    if not inspection.questions.exists():
        raise Refused(_("The checklist is empty: the item has no content to ask for."))
    advance(inspection, Act.SUBMIT, returned="")
    record(by=by, subject=inspection.subject, changed=[inspection])
    return inspection


@operation("inspection.inspection.return", article="17")
def return_for_mending(*, by: User, pk: int, reason: str) -> Inspection:
    """Give it back to the team with the reason."""
    inspection = locked(pk=pk, by=by, act=Act.RETURN)
    why = words(reason, _("Say why it goes back, so that it can be mended."))
    advance(inspection, Act.RETURN, returned=why)
    record(by=by, subject=inspection.subject, changed=[inspection], reason=why)
    return inspection


@operation("inspection.inspection.approve", article="17")
def approve(*, by: User, pk: int) -> Inspection:
    """Allow the visit and issue its papers; a covert one has no notice. Refused for the team."""
    inspection = locked(pk=pk, by=by, act=Act.APPROVE)
    booking.book(inspection, by)
    advance(inspection, Act.APPROVE, approved_by=by, approved_at=timezone.now())
    kinds = [kind for kind in BEFORE if not (inspection.covert and kind is Kind.NOTICE)]
    papers = issue_papers(inspection, *kinds, by=by)
    record(by=by, subject=inspection.subject, changed=[inspection, *papers])
    return inspection


@operation("inspection.inspection.approve-afterwards", article="5")
def approve_afterwards(*, by: User, pk: int) -> Cause:
    """Approve an emergency visit that has begun already. Once, by a head who was not there."""
    inspection = seen(pk=pk, by=by)
    permit(inspection, by, heads=True)
    cause = Cause.objects.filter(inspection=inspection, emergency=True).first()
    if cause is None:
        raise Refused(_("This visit is no emergency: it is approved before it begins."))
    if cause.late_at:
        raise Refused(_("This emergency is approved already."))
    cause.late_by, cause.late_at = by, timezone.now()
    cause.save(update_fields=["late_by", "late_at"])
    booking.book(inspection, by)
    if inspection.state in (State.RECORDED.value, State.REPORTED.value):
        booking.complete(inspection, by)
    inspection.cause = cause
    papers = issue_papers(inspection, Kind.APPROVAL, by=by)
    record(by=by, subject=inspection.subject, changed=[cause, *papers])
    return cause


@operation("inspection.inspection.void", article="4")
def void(*, by: User, pk: int, reason: str) -> Inspection:
    """No visit takes place; the reason stays. Refused once the officers have arrived."""
    inspection = locked(pk=pk, by=by, act=Act.VOID)
    why = words(reason, _("Say why no visit takes place; the reason stays on record."))
    booking.free(inspection, by, why)
    advance(inspection, Act.VOID, void_reason=why)
    record(by=by, subject=inspection.subject, changed=[inspection], reason=why)
    return inspection
