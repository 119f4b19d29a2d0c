"""What is next in a draw, who may do it, and until when it waits."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from fairdraw.randomness import Source

from yaohao.ground.accounts.models import User
from yaohao.stages.draw import queries
from yaohao.stages.draw.due import due
from yaohao.stages.draw.forms import needs_appointment
from yaohao.stages.draw.gate import at_once
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries.hall import starts
from yaohao.stages.draw.rules import (
    ROUND_ACTS,
    STARTERS,
    UNDER_WAY,
    WHO,
    Act,
    Progress,
    Stage,
    State,
    kind_of,
    may_open,
    opens_at,
    starts_missing,
)
from yaohao.stages.draw.texts import ACTS, ROLES, source_words
from yaohao.stages.draw.views.finding import open_form

# Acts with a page of their own; all others are one button.
PAGES = {
    Act.FREEZE: "draw:freeze",
    Act.COMMIT: "draw:commit",
    Act.TYPE_DICE: "draw:dice",
    Act.TYPE_LOTTERY: "draw:lottery",
    Act.NOTE_DRAND: "draw:drand",
}
BUTTONS = {
    Act.ANNOUNCE: "draw:announce",
    Act.BIND: "draw:bind",
    Act.DRAW: "draw:run",
    Act.OPEN: "draw:open",
    Act.REVEAL: "draw:reveal",
}
ROUNDS_COME = [state.value for state in (State.FROZEN, State.BOUND, State.DRAWN, State.OPENING)]


def next_step(draw: Draw, user: User) -> dict[str, Any] | None:
    """The next act: its words, where its button leads, and who may press it."""
    facts, wanted = queries.progress(draw), due(draw)
    if wanted is None:
        return None
    act, number, _day = wanted
    first = {Act.ANNOUNCE: draw.prepared_by, Act.FREEZE: draw.freeze_asked_by}
    allowed = user.holds(*WHO[act]) and first.get(act) != user
    page = act in PAGES or (act is Act.BIND and needs_appointment(draw.sources))
    closed = draw.contributions.filter(round=number, opened=None)
    seats = closed.filter(witness=None)
    return {
        "act": act.value,
        "words": ACTS[act],
        "allowed": allowed,
        "page": page,
        "url": _address(draw, act, number),
        "who": "、".join(str(ROLES[role.value]) for role in sorted(WHO[act])),
        "round_number": number,
        "round": number if len(draw.plan) > 1 and number else 0,
        "waits": _waits(draw, act, number, facts) or _witnesses(draw, act, number),
        "skips": act is Act.OPEN_NUMBER and not facts.wants and not seats.exists(),
        "form": open_form(draw, number) if act is Act.OPEN else None,
        "more": _more(draw, user, facts),
        "next_seat": seats.order_by("seat").first(),
    }


def _address(draw: Draw, act: Act, number: int) -> str:
    name = PAGES.get(act) or BUTTONS.get(act)
    if not name:
        return ""
    return reverse(name, args=[draw.number, number] if number else [draw.number])


def _waits(draw: Draw, act: Act, number: int, facts: Progress) -> str:
    """Until when the act must wait, empty when it need not."""
    now = timezone.localtime()
    if act is Act.OPEN:
        start = draw.planned(number).start
        if not may_open(now.replace(tzinfo=None), start, at_once=at_once(draw)):
            return _("Envelopes stay closed until %(hour)s, the opening hour of the window.") % {
                "hour": opens_at(start).strftime("%Y-%m-%d %H:%M")
            }
    if act in ROUND_ACTS and facts.unheld:
        return _(
            "Waiting for cosignatures: %(count)d more. Hand the witnesses the checkpoint and bring "
            "their answer; until then no number may be known."
        ) % {"count": facts.unheld}
    if act in {Act.TYPE_LOTTERY, Act.NOTE_DRAND}:
        source = Source.parse(facts.pending)
        if source.since is not None and source.since > now.timestamp():
            return _("Nobody can know these numbers yet: %(source)s.") % {
                "source": source_words(facts.pending)
            }
    return ""


def _witnesses(draw: Draw, act: Act, number: int) -> str:
    """Whom of a session the act waits for: to open their numbers, or to press start."""
    closed = draw.contributions.filter(round=number, opened=None)
    if act is Act.OPEN_NUMBER and not closed.filter(witness=None).exists():
        names = "、".join(closed.order_by("seat").values_list("name", flat=True))
        return _("Witnesses open their numbers on their phones: %(names)s.") % {"names": names}
    if act is Act.DRAW:
        seats, started = starts(draw, number)
        if starts_missing(seats=seats, started=started):
            return _("Witnesses press start: %(started)d of %(wanted)d have pressed.") % {
                "started": started, "wanted": STARTERS,
            }  # fmt: skip
    return ""


def _more(draw: Draw, user: User, facts: Progress) -> list[tuple[str, str]]:
    """Quiet ways beside the one button: (label, address)."""
    return [*_beside(draw, user, facts), *_ways(draw, user)]


def _ways(draw: Draw, user: User) -> list[tuple[str, str]]:
    """To the envelopes, the shares of the key, and breaking the draw off."""
    ways = []
    if draw.shares.exists() and user.holds(*WHO[Act.HAND_SHARE]):
        ways.append((_("Shares of the key"), reverse("draw:shares", args=[draw.number])))
    sealed = (State.DRAWN.value, State.OPENING.value)
    if draw.state in sealed and user.holds(*WHO[Act.TYPE_SUBSTITUTE]):
        ways.append((_("Envelopes"), reverse("draw:envelopes", args=[draw.number])))
    if State(draw.state) in UNDER_WAY and user.holds(*WHO[Act.ASK_ABORT]):
        ways.append((_("Break the draw off"), reverse("draw:abort", args=[draw.number])))
    return ways


def _beside(draw: Draw, user: User, facts: Progress) -> list[tuple[str, str]]:
    if draw.state not in ROUNDS_COME or not facts.more or not user.holds(*WHO[Act.COMMIT]):
        return []
    here = [draw.number, facts.number]
    ways = []
    if facts.stage is Stage.WAITING:
        if "witnesses" in draw.sources and facts.committed:
            label = _("Take another witness's number")
            ways.append((label, reverse("draw:commit", args=here)))
        elif facts.number > 1:
            label = _("Begin round %(round)d now") % {"round": facts.number}
            first = "draw:commit" if "witnesses" in draw.sources else "draw:bind"
            ways.append((label, reverse(first, args=here)))
    elif facts.wants and facts.opened < facts.committed and not facts.valued:
        label = _("A witness is missing: go on without that number")
        ways.append((label, _address(draw, facts.wants, facts.number)))
    if facts.unheld:
        ways.append((_("Checkpoint and cosignatures"), reverse("cosigning:cosigners")))
    if facts.stage is Stage.BOUND and kind_of(facts.pending) == "lottery":
        label = _("The lottery was not drawn")
        ways.append((label, reverse("draw:failure", args=here)))
    return ways
