"""Plan lines and draws that wait for a person."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.stages.draw.due import due
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries import draws
from yaohao.stages.draw.rules import WHO, Act, State
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.queries.process import waiting_for_section
from yaohao.stages.planning.rules import LineState
from yaohao.surfaces.desk.rules import Duty

ACTS: dict[Act, Promise] = {
    Act.ANNOUNCE: _("Announce the draw"),
    Act.FREEZE: _("Freeze the list"),
    Act.COMMIT: _("Enter the witnesses' numbers"),
    Act.BIND: _("Bind officers and caps"),
    Act.OPEN_NUMBER: _("Open the witnesses' numbers"),
    Act.TYPE_DICE: _("Type the dice"),
    Act.TYPE_LOTTERY: _("Type the numbers of the lottery"),
    Act.NOTE_DRAND: _("Enter the drand signature"),
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
    if user.holds(Role.SECTION_HEAD):
        asked = waiting_for_section(user)
        yield from (_line(line, _("Give your section's opinion")) for line in asked)
    if user.holds(Role.CLERK):
        for line in lines.filter(state=LineState.GROUP.value):
            yield _line(line, _("Note the resolution of the leading group"))
        for line in lines.filter(state=LineState.DRAFT.value):
            yield _line(line, _("Mend and submit again") if line.returned else _("Submit"))
        for line in lines.filter(state=LineState.APPROVED.value):
            yield _line(line, _("File with the government hall"))
        standing = lines.filter(state=LineState.FILED.value, amended_by=None)
        drawn = Draw.objects.filter(exercise=False).exclude(state=State.VOID.value).values("line")
        for line in standing.exclude(pk__in=drawn):
            yield _line(line, _("Prepare the draw"), reverse("draw:prepare", args=[line.pk]))


def draw_duties(user: User) -> Iterator[Duty]:
    """The next act of every draw that is under way, for those who may do it."""
    for draw in draws(user).exclude(state__in=[State.REVEALED.value, State.VOID.value]):
        wanted = due(draw)
        if wanted is None or not user.holds(*WHO[wanted.act]):
            continue
        first = {Act.ANNOUNCE: draw.prepared_by_id, Act.FREEZE: draw.freeze_asked_by_id}
        if first.get(wanted.act) == user.pk:  # a second person does it
            continue
        yield Duty(
            title=f"{draw.number} {draw.line.title}",
            act=str(ACTS[wanted.act]),
            url=reverse("draw:draw", args=[draw.number]),
            due=wanted.day,
        )


def _line(line: Line, act: Promise | str, url: str = "") -> Duty:
    return Duty(
        title=str(line),
        act=str(act),
        url=url or reverse("planning:line", args=[line.pk]),
        due=line.window_start,
    )
