"""An officer leaves a visit by recusal, and another comes (行政处罚法 art. 43; articles 13, 16).

Until the decision the visit goes on; afterwards it waits while fewer than two officers are left.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.assignments import Member as Drawn
from yaohao.stages.draw.events import shown
from yaohao.stages.draw.hindering import found_nobody
from yaohao.stages.draw.rules import State as DrawState
from yaohao.stages.inspection.gate import back_to_the_team
from yaohao.stages.inspection.models import Inspection, Member, RecusalRequest
from yaohao.stages.inspection.rules import TRANSITIONS, Act, SignerRole, State
from yaohao.stages.inspection.teaming import refuse_unfit
from yaohao.stages.registers.models import Officer

BEFORE = TRANSITIONS[Act.CHANGE_TEAM][0]


def refuse_closed(inspection: Inspection) -> None:
    """Refuse a request where none can be made: not shown yet, or over. The text says what can."""
    state = State(inspection.state)
    if state is State.RUNNING or (state in BEFORE and _shown(inspection)):
        return
    if state is State.VOID:
        raise Refused(_("No visit takes place: there is nobody to withdraw from it."))
    if state not in BEFORE:
        raise Refused(
            _(
                "The record is sealed. What the enterprise has against an officer now is received "
                "as a complaint, or said in the review."
            )
        )
    if inspection.draw:
        raise Refused(_("The enterprise was not shown this visit yet: it knows no officer of it."))
    raise Refused(
        _(
            "The visit has not begun. The clerk or the section head sends another officer under "
            "“Handover”; the head approves the visit anew."
        )
    )


def refuse_undecided(inspection: Inspection) -> None:
    """Refuse to seal a record while a request has no decision, or was only ticked."""
    waiting = inspection.recusal_requests.filter(decided_at=None).select_related("officer").first()
    if waiting:
        raise Refused(
            _(
                "The head has not decided whether %(officer)s withdraws. Answers and photos go on; "
                "the record is sealed after the decision."
            )
            % {"officer": waiting.officer.name}
        )
    if inspection.record.recusal_asked and not inspection.recusal_requests.exists():
        raise Refused(
            _(
                "At the arrival it was ticked that other officers were asked for. Write the "
                "request down on the page of the visit, or take the tick back there."
            )
        )


def leave(request: RecusalRequest, at: datetime) -> list[Model]:
    """The officer leaves the team; what was answered stays, the signature under the record goes."""
    inspection, officer = request.inspection, request.officer
    place = inspection.members.select_for_update().get(officer=officer)
    place.left_at, place.keeper, place.keeper_reason = at, None, ""
    place.save(update_fields=["left_at", "keeper", "keeper_reason"])
    kept = inspection.members.filter(keeper=officer)
    kept.update(keeper=None, keeper_reason="")
    others = inspection.team_now().values("officer__name")
    signed = inspection.signatures.filter(role=SignerRole.OFFICER.value, name=officer.name)
    signed.exclude(name__in=others).delete()
    return [place]


def join(request: RecusalRequest, officer: Officer, at: datetime) -> list[Model]:
    """The officer comes in the place of who left; before the door the head approves the team anew.

    Refused for who may not go to this enterprise today.
    """
    inspection = request.inspection
    refuse_unfit(inspection, officer, timezone.localdate(at))
    if inspection.members.filter(officer=officer).exists():
        raise Refused(
            _("%(officer)s is one of the team, or has left it.") % {"officer": officer.name}
        )
    before = State(inspection.state) in BEFORE
    if before:
        inspection.members.filter(officer=request.officer).delete()
    place = Member.objects.create(
        inspection=inspection, officer=officer, role=request.role,
        certificate=officer.certificate, joined_at=None if before else at,
    )  # fmt: skip
    request.successor, request.joined_at = officer, at
    request.save(update_fields=["successor", "named_by", "joined_at"])
    if before:
        back_to_the_team(inspection)
    return [place, request]


def fill(inspection: Inspection, team: Iterable[Drawn]) -> list[Model]:
    """Let those join whom the lot gave in the place of a recused officer.

    Refused, where nobody could, with what to do: the lot found nobody, or the substitute may not
    go. One place that stays empty does not keep another from being filled.
    """
    now, changed, refusals = timezone.now(), list[Model](), list[str]()
    lot = {one.role: one.certificate for one in team}
    for request in waiting(inspection):
        if request.substitution is None or not request.substitution.done_id:
            continue
        try:
            changed += _substitute(request, lot.get(request.role), now)
        except Refused as refusal:
            refusals.append(str(refusal))
    if refusals and not changed:
        raise Refused(" ".join(refusals))
    return changed


def _substitute(request: RecusalRequest, certificate: str | None, at: datetime) -> list[Model]:
    if certificate is None:
        raise Refused(_("The lot found nobody for this place. The head names who goes instead."))
    try:
        return join(request, Officer.objects.get(certificate=certificate), at)
    except Refused as refusal:
        repair = _("On the page of the request the place can be drawn once more.")
        raise Refused(f"{refusal} {repair}") from refusal


def waiting(inspection: Inspection) -> list[RecusalRequest]:
    """The granted requests in whose place nobody has come yet, locked."""
    rows = inspection.recusal_requests.select_for_update(of=("self",)).filter(
        granted=True, successor=None
    )
    found = list(rows.select_related("officer", "substitution__draw").order_by("pk"))
    for one in found:
        one.inspection = inspection
    return found


def lot_decides(request: RecusalRequest) -> bool:
    """Whether the lot still says who comes: drawn, not revealed, and it did not find nobody."""
    draw, asked = request.inspection.draw, request.substitution
    if draw is None or asked is None or draw.state != DrawState.OPENING.value:
        return False
    return not found_nobody(asked)


def by_lot(inspection: Inspection, request: RecusalRequest) -> bool:
    """Whether the place can be drawn again now: nobody was named for it, the draw is open."""
    draw = inspection.draw
    if draw is None or draw.state != DrawState.OPENING.value:
        return False
    return not inspection.named_roles().filter(role=request.role).exists()


def _shown(inspection: Inspection) -> bool:
    draw, position = inspection.draw, inspection.position
    if draw is None or position is None:
        return False
    return shown(draw, (inspection.round, position)) is not None
