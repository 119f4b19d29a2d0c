"""Plan lines and draws that wait for a person."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries import draws, progress
from yaohao.stages.draw.rules import WHO, Act, State, next_act
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.rules import LineState
from yaohao.surfaces.desk.rules import Duty

ACTS: dict[Act, Promise] = {
    Act.ANNOUNCE: _("Announce the draw"),
    Act.FREEZE: _("Freeze the list"),
    Act.COMMIT: _("Enter the witnesses' numbers"),
    Act.BIND: _("Bind officers and caps"),
    Act.OPEN_NUMBER: _("Open the witnesses' numbers"),
    Act.TYPE_DICE: _("Type the dice"),
    Act.DRAW: _("Draw"),
    Act.OPEN: _("Open assignments to officers"),
    Act.REVEAL: _("Reveal the draw"),
}


def plan_duties(user: User) -> Iterator[Duty]:
    """Lines to write, approve, file and draw; due when their visits begin (articles 4 and 12)."""
    lines = Line.objects.visible_to(user).select_related("plan__bureau")
    if user.holds(Role.DIRECTOR):
        # Who wrote at a line never approves it.
        waiting = lines.filter(state=LineState.SUBMITTED.value).exclude(drafters=user)
        yield from (_line(line, _("Approve the plan line")) for line in waiting)
    if user.holds(Role.CLERK):
        for line in lines.filter(state=LineState.DRAFT.value):
            yield _line(line, _("Mend and submit again") if line.returned else _("Submit"))
        for line in lines.filter(state=LineState.APPROVED.value):
            yield _line(line, _("File with the government hall"))
        drawn = Draw.objects.filter(exercise=False).exclude(state=State.VOID.value).values("line")
        for line in lines.filter(state=LineState.FILED.value).exclude(pk__in=drawn):
            yield _line(line, _("Prepare the draw"), reverse("draw:prepare", args=[line.pk]))


def draw_duties(user: User) -> Iterator[Duty]:
    """The next act of every draw that is under way, for those who may do it."""
    for draw in draws(user).exclude(state__in=[State.REVEALED.value, State.VOID.value]):
        act = next_act(progress(draw))
        if act is None or not user.holds(*WHO[act]):
            continue
        if act is Act.ANNOUNCE and draw.prepared_by_id == user.pk:
            continue
        yield Duty(
            title=f"{draw.number} {draw.line.title}",
            act=str(ACTS[act]),
            url=reverse("draw:draw", args=[draw.number]),
            due=_due(draw, act),
        )


def _line(line: Line, act: Promise | str, url: str = "") -> Duty:
    return Duty(
        title=str(line),
        act=str(act),
        url=url or reverse("planning:line", args=[line.pk]),
        due=line.window_start,
    )


def _due(draw: Draw, act: Act) -> date:
    """Everything before the visits is due when they begin; the reveal is due after them."""
    if act is Act.REVEAL:
        return draw.line.window_end + timedelta(days=1)
    return draw.line.window_start
