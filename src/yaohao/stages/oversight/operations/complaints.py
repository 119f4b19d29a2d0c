"""A complaint from its receipt to its end: finding, measure, answer (article 21)."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.calendars.queries import deadline
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.oversight.gate import advance, locked, written
from yaohao.stages.oversight.models import Complaint
from yaohao.stages.oversight.rules.complaints import ANSWER_DAYS, RECEIVERS, Act, Finding
from yaohao.stages.registers.models import Officer


@operation("oversight.complaint.receive", article="21")
def receive_complaint(
    *,
    by: User,
    text: str,
    received_on: date,
    complainant: str = "",
    contact: str = "",
    inspection: int | None = None,
    officer: int | None = None,
) -> Complaint:
    """Take a complaint; its answer is due `ANSWER_DAYS` working days after the receipt.

    Refused without text, for a day in the future, and for somebody it is about. Raises
    DoesNotExist for an inspection or officer of another bureau.
    """
    bureau = Bureau.objects.select_for_update().get(pk=by.bureau_id)
    if not by.holds(*RECEIVERS):
        raise Refused(_("Your role does not allow this act."))
    if received_on > timezone.localdate():
        raise Refused(_("Received on %(day)s: that day has not come yet.") % {"day": received_on})
    about = Officer.objects.of(bureau).get(pk=officer) if officer else None
    if about and about.user_id == by.pk:
        raise Refused(_("This complaint is about you: somebody else must take it."))
    year = received_on.year
    taken = Complaint.objects.filter(bureau=bureau, received_on__year=year).count()
    complaint = Complaint.objects.create(
        bureau=bureau,
        number=f"{bureau.code}-TS-{year}-{taken + 1:03d}",
        text=written(text, _("Write down what the complaint says.")),
        complainant=complainant.strip(),
        contact=contact.strip(),
        inspection=Inspection.objects.of(bureau).get(pk=inspection) if inspection else None,
        officer=about,
        received_on=received_on,
        received_by=by,
        due=deadline(received_on, ANSWER_DAYS).date,
    )
    record(by=by, subject=complaint.subject, changed=[complaint])
    return complaint


@operation("oversight.complaint.investigate", article="21")
def investigate(*, by: User, pk: int) -> Complaint:
    """Begin the investigation."""
    complaint = locked(pk=pk, by=by, act=Act.INVESTIGATE)
    advance(complaint, Act.INVESTIGATE)
    record(by=by, subject=complaint.subject, changed=[complaint])
    return complaint


@operation("oversight.complaint.find", article="21")
def find(*, by: User, pk: int, finding: Finding, text: str) -> Complaint:
    """Write the finding: founded, in part, or not, and why."""
    complaint = locked(pk=pk, by=by, act=Act.FIND)
    why = written(text, _("Write what was found, not only whether the complaint is founded."))
    advance(complaint, Act.FIND, finding=finding.value, finding_text=why)
    record(by=by, subject=complaint.subject, changed=[complaint], detail={"finding": finding.value})
    return complaint


@operation("oversight.complaint.measure", article="21")
def take_measure(*, by: User, pk: int, measure: str) -> Complaint:
    """Write what is done about it; an unfounded complaint says that nothing is, and why."""
    complaint = locked(pk=pk, by=by, act=Act.TAKE_MEASURE)
    what = written(measure, _("Write the measure; if none is needed, say so and why."))
    advance(complaint, Act.TAKE_MEASURE, measure=what)
    record(by=by, subject=complaint.subject, changed=[complaint])
    return complaint


@operation("oversight.complaint.answer", article="21")
def answer_complaint(*, by: User, pk: int, answer: str) -> Complaint:
    """Write what the complainant was told."""
    complaint = locked(pk=pk, by=by, act=Act.ANSWER)
    told = written(answer, _("Write what the complainant is told."))
    advance(complaint, Act.ANSWER, answer=told, answered_on=timezone.localdate())
    record(by=by, subject=complaint.subject, changed=[complaint])
    return complaint


@operation("oversight.complaint.close", article="21")
def close_complaint(*, by: User, pk: int) -> Complaint:
    """End it. Refused before the answer."""
    complaint = locked(pk=pk, by=by, act=Act.CLOSE)
    advance(complaint, Act.CLOSE)
    record(by=by, subject=complaint.subject, changed=[complaint])
    return complaint
