"""Visits that wait: for their team, for the head, for the summary of their task."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries.sealed import draws_of_officer
from yaohao.stages.draw.rules import WHO, Act
from yaohao.stages.draw.rules import State as DrawState
from yaohao.stages.inspection.models import (
    Cause,
    Inspection,
    RecusalRequest,
    Summary,
    kept_by,
)
from yaohao.stages.inspection.queries import progress
from yaohao.stages.inspection.rules import HEADS, VISITING, State
from yaohao.surfaces.desk.rules import Duty

TEAM: dict[str, Promise] = {
    State.PREPARED.value: _("Write the scheme and submit it"),
    State.APPROVED.value: _("Visit the enterprise"),
    State.RUNNING.value: _("Finish and seal the record"),
    State.RECORDED.value: _("Close the report"),
}
_NUMBERS = _("Bring the numbers for the substitute")
_SEE = _("See whether you were drawn as a substitute")
BEFORE_THE_SEAL = [
    State.PREPARED.value, State.SUBMITTED.value, State.APPROVED.value, State.RUNNING.value,
]  # fmt: skip
OPEN = [DrawState.OPENING.value, DrawState.REVEALED.value]


def team_duties(user: User) -> Iterator[Duty]:
    """What the officer has begun, and whether envelopes wait that nobody has taken yet."""
    if not user.holds(*VISITING):
        return
    mine = Inspection.objects.filter(kept_by(user), state__in=TEAM)
    for visit in mine.select_related("object", "report"):
        due = visit.report.due if visit.state == State.RECORDED.value else visit.planned_on
        yield _visit(visit, TEAM[visit.state], due)
    # Which envelope is whose stays unread here: a reading is an act of its own (article 20).
    # A draw of another bureau that may borrow officers from this one counts as well.
    opened: Any = draws_of_officer(user).filter(exercise=False, state=DrawState.OPENING.value)
    envelopes = Count("openings", filter=Q(openings__to="officers"), distinct=True)
    for draw in opened.annotate(envelopes=envelopes).select_related("line"):
        waiting = draw.envelopes - draw.inspections.count()
        if waiting > 0:
            yield Duty(
                title=f"{draw.number} {draw.line.title}",
                act=str(_("See whether a visit is yours")),
                url=reverse("draw:visits"),
                due=draw.line.window_end,
            )


def recusal_duties(user: User) -> Iterator[Duty]:
    """Requests for recusal to decide, places to draw or to fill since, and who was drawn to look
    (行政处罚法 art. 43). Each names the visit, which was shown at the door, and no officer."""
    rows = RecusalRequest.objects.filter(inspection__in=_open_visits(user))
    rows = rows.select_related("inspection__object").order_by("pk")
    if user.holds(*HEADS):
        others = rows.exclude(inspection__members__officer__user=user)
        for one in others.filter(decided_at=None):
            yield _recusal(one, _("Decide on the recusal asked for"))
        for one in others.filter(granted=True, successor=None, substitution=None):
            yield _recusal(one, _("Name the officer who goes instead"))
    lot = RecusalRequest.objects.filter(
        successor=None, inspection__state__in=BEFORE_THE_SEAL, substitution__isnull=False
    )
    if user.holds(*WHO[Act.TYPE_SUBSTITUTE]):
        undrawn = lot.filter(substitution__done=None)
        yield from _lots(undrawn, Draw.objects.visible_to(user), _NUMBERS, "draw:envelopes")
    if user.holds(*VISITING):
        # Whose the place is stays unread here: every officer who may have been drawn looks.
        drawn = lot.exclude(substitution__done=None)
        yield from _lots(drawn, draws_of_officer(user), _SEE, "draw:visits")


def _open_visits(user: User) -> Any:
    return Inspection.objects.visible_to(user).filter(state__in=BEFORE_THE_SEAL).values("pk")


def _recusal(request: RecusalRequest, act: Promise) -> Duty:
    visit = request.inspection
    return Duty(
        title=f"{visit.number} {visit.object.name}",
        act=str(act),
        url=reverse("inspection:recusal", args=[request.pk]),
        due=timezone.localdate(request.decided_at or request.at),
    )


def _lots(rows: QuerySet[RecusalRequest], draws: Any, act: Promise, page: str) -> Iterator[Duty]:
    """Places that are drawn again after the door, by the draw: witnesses see no visit."""
    for one in rows.filter(substitution__draw__in=draws).select_related("substitution__draw__line"):
        assert one.substitution is not None
        draw = one.substitution.draw
        yield Duty(
            title=f"{draw.number} {draw.line.title}",
            act=str(act),
            url=reverse(page, args=[draw.number] if page == "draw:envelopes" else []),
            due=timezone.localdate(one.decided_at),
        )


def head_duties(user: User) -> Iterator[Duty]:
    """Visits to approve, before or after; never one's own."""
    if not user.holds(*HEADS):
        return
    others = Inspection.objects.visible_to(user).exclude(members__officer__user=user)
    for visit in others.filter(state=State.SUBMITTED.value).select_related("object"):
        yield _visit(visit, _("Approve the visit"), visit.planned_on)
    urgent = Cause.objects.filter(inspection__in=others, emergency=True, late_at=None)
    for cause in urgent.exclude(inspection__state=State.PREPARED.value):
        day = cause.received_on + timedelta(days=1)
        yield _visit(cause.inspection, _("Approve the emergency afterwards"), day)


def task_duties(user: User) -> Iterator[Duty]:
    """Tasks to sum up for the hall, and summaries to deliver (article 15)."""
    if not user.holds(Role.CLERK):
        return
    bare = Draw.objects.visible_to(user).filter(exercise=False, state__in=OPEN, summaries=None)
    for draw in bare.select_related("line"):
        if progress(draw).complete:
            yield _task(draw, _("Sum up the task for the hall"))
    waiting = Summary.objects.of(user.bureau).filter(delivery=None)
    for summary in waiting.select_related("draw__line"):
        yield _task(summary.draw, _("Deliver the summary to the hall"))


def _visit(visit: Inspection, act: Promise | str, due: date | None) -> Duty:
    return Duty(
        title=f"{visit.number} {visit.object.name}",
        act=str(act),
        url=reverse("inspection:inspection", args=[visit.pk]),
        due=due or timezone.localdate(),
    )


def _task(draw: Draw, act: Promise) -> Duty:
    return Duty(
        title=f"{draw.number} {draw.line.title}",
        act=str(act),
        url=reverse("inspection:task", args=[draw.number]),
        due=draw.line.window_end,
    )
