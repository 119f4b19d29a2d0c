"""The inspection behind an address, and the crumbs above its pages."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.inspection import queries
from yaohao.stages.inspection.gate import keeps, recused_words
from yaohao.stages.inspection.models import Inspection, Member, RecusalRequest
from yaohao.stages.inspection.queries import recusal_requests
from yaohao.stages.inspection.recusing import refuse_closed
from yaohao.stages.inspection.rules import LEAST_OFFICERS, State
from yaohao.stages.inspection.wording import plea

READERS = (
    Role.OFFICER, Role.SECTION_HEAD, Role.DIRECTOR, Role.DEPUTY, Role.CLERK, Role.AUDITOR,
)  # fmt: skip
ACTORS = (Role.OFFICER, Role.SECTION_HEAD, Role.DIRECTOR, Role.DEPUTY)


def own(request: HttpRequest, pk: int) -> Inspection:
    """The inspection, or 404 where the reader may not see it."""
    try:
        return queries.inspection(pk, person(request))
    except Inspection.DoesNotExist as error:
        raise Http404 from error


def crumbs(made: Inspection, label: str = "") -> list[dict[str, Any]]:
    """From the list to this page."""
    above: list[dict[str, Any]] = [
        {"label": _("Inspections"), "url": reverse("inspection:inspections")}
    ]
    if not label:
        return [*above, {"label": made.number}]
    page = reverse("inspection:inspection", args=[made.pk])
    return [*above, {"label": made.number, "url": page}, {"label": label}]


def served(member: Member) -> str:
    """From and until when somebody acted who did not from the first to the last."""
    parts = [
        _("from %(at)s") % {"at": _minute(member.joined_at)} if member.joined_at else "",
        _("recused at %(at)s") % {"at": _minute(member.left_at)} if member.left_at else "",
    ]
    return "，".join(part for part in parts if part)


def withdrawing(request: HttpRequest, made: Inspection) -> dict[str, Any]:
    """What the pages of a visit say of recusals: requests, who left, whether the visit waits."""
    user, running = person(request), made.state == State.RUNNING.value
    mine = is_of_team(request, made)
    requests = recusal_requests(user).filter(inspection=made).order_by("pk")
    log = getattr(made, "record", None)
    left = made.members.exclude(left_at=None).values_list("officer__user", flat=True)
    return {
        "recusals": [(one, plea(one.state)) for one in requests],
        "unwritten": running and log is not None and log.recusal_asked and not requests,
        "recused": recused_words(made, user),
        "gone": set(left) - {None},
        "alone": running and made.own_team().count() < LEAST_OFFICERS,
        "joins": next((one for one in requests if _drawn(one)), None),
        "mine": mine,
        "asks": (mine or user.holds(Role.CLERK)) and not closed(made),
    }


def closed(made: Inspection) -> str:
    """Why no request can be made or answered at this visit; empty where one can."""
    try:
        refuse_closed(made)
    except Refused as refusal:
        return str(refusal)
    return ""


def _drawn(request: RecusalRequest) -> bool:
    """Whether the lot was asked again and the substitute has not come yet."""
    return bool(request.waits and request.substitution and request.substitution.done_id)


def _minute(at: datetime | None) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""


def is_of_team(request: HttpRequest, made: Inspection) -> bool:
    """Whether the reader is one of the officers, or carries on what one left open."""
    return keeps(made, person(request))
