"""Signatures, the seal over the record, and the report that starts with it (article 15)."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.calendars.queries import deadline
from yaohao.ground.documents.rules import Kind
from yaohao.stages.inspection import booking
from yaohao.stages.inspection.content import content_digest
from yaohao.stages.inspection.drafting import parts
from yaohao.stages.inspection.files import keep_picture
from yaohao.stages.inspection.gate import (
    advance,
    fresh,
    locked,
    open_to_team,
    refuse_alone,
    words,
)
from yaohao.stages.inspection.models import Inspection, Report, Signature
from yaohao.stages.inspection.operations.visit import RUNNING
from yaohao.stages.inspection.papers import issue_papers
from yaohao.stages.inspection.recusing import refuse_undecided
from yaohao.stages.inspection.rules import (
    LEAST_OFFICERS,
    REPORT_DAYS,
    Act,
    Disposal,
    Outcome,
    Result,
    SignerRole,
    outcome_fits,
)

MINUTE = timedelta(minutes=1)


@operation("inspection.record.sign", article="15")
def sign(*, by: User, pk: int, role: SignerRole, name: str, image: bytes) -> Signature:
    """Put a signature under the record; a new one of the same person takes the place of the old."""
    inspection = open_to_team(pk=pk, by=by, states=RUNNING)
    if not image:
        raise Refused(_("Sign on the screen, or choose a photo of the signature on paper."))
    picture = keep_picture(image, _("The signature"))
    signed = words(name, _("Write the name of the one who signs."))
    team = inspection.team_now().values_list("officer__name", flat=True)
    if role is SignerRole.OFFICER and signed not in set(team):
        raise Refused(_("%(name)s is no officer of this team.") % {"name": signed})
    values = {"image": picture.digest, "refused": False, "reason": "", "at": timezone.now()}
    signature, _made = Signature.objects.update_or_create(
        inspection=inspection, role=role.value, name=signed, defaults=values
    )
    record(by=by, subject=inspection.subject, changed=[signature])
    return signature


@operation("inspection.record.refuse-signature", article="15")
def refuse_signature(*, by: User, pk: int, name: str, reason: str) -> Signature:
    """Note that the enterprise's person does not sign, and why (安全生产法 art. 68)."""
    inspection = open_to_team(pk=pk, by=by, states=RUNNING)
    why = words(reason, _("Write why the record is not signed."))
    signature, _made = Signature.objects.update_or_create(
        inspection=inspection,
        role=SignerRole.ENTERPRISE.value,
        name=words(name, _("Write the name of the one who refuses.")),
        defaults={"image": "", "refused": True, "reason": why, "at": timezone.now()},
    )
    record(by=by, subject=inspection.subject, changed=[signature], reason=why)
    return signature


@operation("inspection.record.seal", article="15")
def seal_record(
    *, by: User, pk: int, revision: int, ended_at: datetime, situation: str, outcome: Outcome,
    disposal: Disposal, statement: str = "",
) -> Inspection:  # fmt: skip
    """Seal the record: nothing in it changes any more, and the report is due in five working days.

    Refused with the place: an open question, a failed one without a problem, a missing signature,
    a result that does not fit what was found, an end before the beginning, a request for recusal
    that the head has not decided.
    """
    inspection = locked(pk=pk, by=by, act=Act.SEAL_RECORD)
    fresh(inspection, revision, _("another revision"))
    refuse_alone(inspection)
    refuse_undecided(inspection)
    _check_answers(inspection)
    _check_signatures(inspection)
    _check_outcome(inspection, outcome)
    log = inspection.record
    if timedelta() < log.started_at - ended_at < MINUTE:
        ended_at = log.started_at  # a clock of whole minutes ends a short visit before it began
    if not log.started_at <= ended_at <= timezone.now():
        raise Refused(_("The end of the visit lies after its beginning and not in the future."))
    log.ended_at, log.situation = ended_at, words(situation, _("Describe what was found."))
    log.statement = statement.strip()
    log.sealed_at, log.sealed_by = timezone.now(), by
    advance(inspection, Act.SEAL_RECORD, outcome=outcome.value, disposal=disposal.value)
    log.digest = content_digest(inspection)
    log.save()
    due = deadline(timezone.localdate(ended_at), REPORT_DAYS)
    booking.complete(inspection, by)
    report = Report.objects.create(
        inspection=inspection, due=due.date, provisional=due.provisional, **parts(inspection)
    )
    papers = issue_papers(inspection, Kind.RECORD, by=by)
    record(
        by=by, subject=inspection.subject, changed=[inspection, log, report, *papers],
        detail={"digest": log.digest},
    )  # fmt: skip
    return inspection


def _check_answers(inspection: Inspection) -> None:
    waiting = inspection.questions.filter(result="").order_by("number").first()
    if waiting:
        raise Refused(
            _("Question %(number)d has no answer yet: %(text)s")
            % {"number": waiting.number, "text": waiting.text}
        )
    failed = inspection.questions.filter(result=Result.FAIL.value, problems=None)
    bare = failed.order_by("number").first()
    if bare:
        raise Refused(
            _("Question %(number)d does not conform: describe the problem found.")
            % {"number": bare.number}
        )


def _check_signatures(inspection: Inspection) -> None:
    team = inspection.own_team().values("officer__name")
    signed = inspection.signatures.filter(
        refused=False, role=SignerRole.OFFICER.value, name__in=team
    )
    if signed.count() < LEAST_OFFICERS:
        raise Refused(_("Two officers sign the record (article 16)."))
    if not inspection.signatures.filter(role=SignerRole.ENTERPRISE.value).exists():
        raise Refused(_("The enterprise signs, or its refusal is written down with the reason."))


def _check_outcome(inspection: Inspection, outcome: Outcome) -> None:
    problems = inspection.problems.count()
    mended = problems > 0 and not inspection.problems.filter(on_the_spot=False).exists()
    if not outcome_fits(outcome, problems=problems, all_mended=mended):
        raise Refused(
            _("The result does not fit the %(count)d problems written down.") % {"count": problems}
        )
