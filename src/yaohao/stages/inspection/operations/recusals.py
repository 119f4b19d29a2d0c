"""The enterprise asks for another officer, and the head decides (行政处罚法 art. 43, article 17).

Until the decision the visit goes on. Granted, the officer leaves it and the lot finds another; for
a visit that was never drawn, and where the lot has nobody, the head names who goes.
"""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.models import Substitution
from yaohao.stages.draw.operations import replace_after_door
from yaohao.stages.inspection.gate import keeps, open_to_team, permit, recused_words, seen, words
from yaohao.stages.inspection.models import Inspection, Record, RecusalRequest
from yaohao.stages.inspection.operations.visit import RUNNING
from yaohao.stages.inspection.recusing import by_lot, join, leave, lot_decides, refuse_closed
from yaohao.stages.inspection.rules import RECUSAL_TRANSITIONS, VISITING, Answer
from yaohao.stages.inspection.wording import plea
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import Officer
from yaohao.stages.registers.operations import grant_recusal

LONGEST = 200  # characters of a reason in the register


@operation("inspection.recusal.ask", article="17")
def ask_recusal(
    *, by: User, pk: int, officer: int, reason: str, asked_person: str, asked_at: datetime
) -> RecusalRequest:
    """Note that the enterprise asks an officer to withdraw: by an officer of the team or the clerk.

    Refused before the enterprise was shown the visit and after the seal, for who is not of the
    team now, and while a request about the same officer has no decision.
    """
    inspection = seen(pk=pk, by=by)
    if not (by.holds(Role.CLERK) or (keeps(inspection, by) and by.holds(*VISITING))):
        raise Refused(
            recused_words(inspection, by)
            or _("The officers of the team or the clerk write a request down.")
        )
    refuse_closed(inspection)
    place = inspection.team_now().filter(officer=officer).first()
    if place is None:
        raise Refused(_("Choose an officer of the team as it is now. Look at the page again."))
    name = {"officer": place.officer.name}
    if inspection.recusal_requests.filter(officer=officer, decided_at=None).exists():
        raise Refused(_("%(officer)s was asked to withdraw already; the head decides.") % name)
    now = timezone.now()
    if asked_at > now:
        raise Refused(_("The request lies in the future. Write when it was made."))
    request = RecusalRequest.objects.create(
        inspection=inspection,
        officer=place.officer,
        role=place.role,
        account=place.officer.user,
        reason=words(reason, _("Write the reason in the words of the enterprise.")),
        asked_person=words(asked_person, _("Write who of the enterprise asks.")),
        asked_at=asked_at,
        noted_by=by,
        at=now,
    )
    Record.objects.filter(inspection=inspection).update(recusal_asked=True)
    record(by=by, subject=inspection.subject, changed=[request], reason=request.reason)
    return request


@operation("inspection.recusal.untick", article="17")
def untick_recusal(*, by: User, pk: int) -> Record:
    """Take back a tick of the arrival that nobody's request stands behind; the trail keeps it."""
    inspection = open_to_team(pk=pk, by=by, states=RUNNING)
    log: Record = inspection.record
    if inspection.recusal_requests.exists():
        raise Refused(_("A request was written down: it stays, and the head decides."))
    if not log.recusal_asked:
        raise Refused(_("The tick was taken back already."))
    log.recusal_asked = False
    log.save(update_fields=["recusal_asked"])
    record(by=by, subject=inspection.subject, changed=[log])
    return log


@operation("inspection.recusal.decide", article="17")
def decide_recusal(
    *, by: User, pk: int, answer: Answer, grounds: str, successor: int | None = None
) -> RecusalRequest:
    """Grant a request or refuse it, with grounds; by a head who is not of the team, once.

    Granted: the register bars the two from now on, the officer leaves the team, and the place is
    drawn again at once. For a visit that was never drawn `successor` goes instead; without one the
    visit waits. Raises RecusalRequest.DoesNotExist for one that `by` may not see, Refused.
    """
    request = _locked(pk, by)
    inspection = request.inspection
    _permit_heads(request, by)
    if request.decided_by and request.decided_at:
        raise Refused(_decided(request))
    if request.state not in RECUSAL_TRANSITIONS[answer][0]:
        raise Refused(_decided(request))
    refuse_closed(inspection)
    request.grounds = words(grounds, _("Write the grounds; they stand in the record."))
    request.decided_by, request.decided_at = by, timezone.now()
    request.granted = answer is Answer.GRANT
    request.save(update_fields=["grounds", "decided_by", "decided_at", "granted"])
    if request.granted:
        _withdraw(request, by)
        if successor is not None:
            _name(request, successor, by)
        request.save(update_fields=["substitution"])
    elif successor is not None:
        raise Refused(_("Nobody comes where nobody withdraws: name an officer only when granting."))
    record(
        by=by, subject=inspection.subject, changed=[request], reason=request.grounds,
        detail={"request": request.pk, "answer": answer.value},
    )  # fmt: skip
    return request


@operation("inspection.recusal.draw-again", article="13")
def draw_again(*, by: User, pk: int) -> RecusalRequest:
    """Have the place drawn once more, because the substitute whom the lot gave may not go either.

    Refused while the last question is open, and when whoever was drawn may go.
    """
    request = _locked(pk, by)
    inspection, asked = request.inspection, request.substitution
    if refusal := recused_words(inspection, by):
        raise Refused(refusal)
    if not request.waits or asked is None:
        raise Refused(_("Nothing waits for the lot here. Look at the page again."))
    if not asked.done_id:
        raise Refused(_("The substitute was asked for already: bring the numbers."))
    request.substitution = _ask_lot(request, by)
    request.save(update_fields=["substitution"])
    record(by=by, subject=inspection.subject, changed=[request], detail={"request": request.pk})
    return request


@operation("inspection.recusal.name", article="13")
def name_successor(*, by: User, pk: int, officer: int) -> RecusalRequest:
    """Name who goes instead, where no lot gives anybody: a visit for a cause, a revealed draw, a
    lot that found nobody. Refused while the lot decides."""
    request = _locked(pk, by)
    _permit_heads(request, by)
    if not request.waits:
        raise Refused(_("Nobody is missing here any more. Look at the page again."))
    _name(request, officer, by)
    record(
        by=by, subject=request.inspection.subject, changed=[request],
        detail={"request": request.pk, "officer": request.officer.certificate},
    )  # fmt: skip
    return request


def _locked(pk: int, by: User) -> RecusalRequest:
    """The request and its inspection, locked; DoesNotExist where `by` may not see the visit."""
    visible = Inspection.objects.visible_to(by).values("pk")
    found = RecusalRequest.objects.get(pk=pk, inspection__in=visible)
    inspection = seen(pk=found.inspection_id, by=by)
    rows = RecusalRequest.objects.select_for_update(of=("self",)).select_related(
        "officer", "decided_by", "substitution__draw"
    )
    request = rows.get(pk=pk)
    request.inspection = inspection
    return request


def _permit_heads(request: RecusalRequest, by: User) -> None:
    if request.account_id == by.pk:
        raise Refused(_("You are asked to withdraw yourself: somebody else must decide."))
    permit(request.inspection, by, heads=True)


def _decided(request: RecusalRequest) -> str:
    at = timezone.localtime(request.decided_at).strftime("%Y-%m-%d %H:%M")
    return _("%(name)s decided this at %(at)s: %(answer)s.") % {
        "name": request.decided_by.full_name if request.decided_by else "",
        "at": at,
        "answer": plea(request.state),
    }


def _withdraw(request: RecusalRequest, by: User) -> None:
    """The register bars the two, the officer leaves, the lot is asked where it can be."""
    inspection = request.inspection
    said = f"{inspection.number} {request.grounds}"[:LONGEST]
    try:
        grant_recusal(
            by=by, officer=request.officer_id, object_id=inspection.object.object_id, reason=said
        )
    except RegisterError as error:
        raise Refused(str(error)) from error
    if by_lot(inspection, request):
        request.substitution = _ask_lot(request, by)
    leave(request, request.decided_at or timezone.now())


def _ask_lot(request: RecusalRequest, by: User) -> Substitution:
    inspection = request.inspection
    assert inspection.draw is not None
    assert inspection.position is not None
    return replace_after_door(
        by=by, number=inspection.draw.number, position=inspection.position, role=request.role,
        round_number=inspection.round,
    )  # fmt: skip


def _name(request: RecusalRequest, successor: int, by: User) -> None:
    if lot_decides(request):
        raise Refused(_("This team was drawn: the lot finds who comes, nobody names one."))
    officer: Officer | None = Officer.objects.of(by.bureau).filter(pk=successor).first()
    if officer is None:
        raise Refused(_("Choose an officer of the own register."))
    request.named_by = by
    join(request, officer, timezone.now())
