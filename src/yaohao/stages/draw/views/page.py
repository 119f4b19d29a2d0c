"""The page of one draw: where it stands, what is next, what happened."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from fairdraw.messages import level_text

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rights import may
from yaohao.ground.audit.queries import of_subject
from yaohao.ground.theme.parts import Event, Fact, Step
from yaohao.stages.draw import queries
from yaohao.stages.draw.assignments import Assignment
from yaohao.stages.draw.forms import OpenForm
from yaohao.stages.draw.gate import at_once
from yaohao.stages.draw.models import STATES, Draw
from yaohao.stages.draw.queries import PublicAct, PublicDraw
from yaohao.stages.draw.rules import (
    READERS,
    UNDER_WAY,
    WHO,
    Act,
    State,
    may_open,
    may_reveal,
    next_act,
    opens_at,
    reveal_deadline,
)
from yaohao.stages.draw.tables import kind_word
from yaohao.stages.draw.texts import ACTIONS, ACTS, ENTRIES, ROLES, source_words
from yaohao.stages.draw.views.finding import crumbs, own_draw
from yaohao.stages.draw.wording import lang
from yaohao.stages.planning.texts import filter_words, stratum_word

# Acts with a page of their own; all others are one button.
PAGES = {Act.FREEZE: "draw:freeze", Act.COMMIT: "draw:commit", Act.TYPE_DICE: "draw:dice"}
BUTTONS = {
    Act.ANNOUNCE: "draw:announce",
    Act.BIND: "draw:bind",
    Act.DRAW: "draw:run",
    Act.REVEAL: "draw:reveal",
}
ENTRY_OF_STATE = {
    State.ANNOUNCED: "announce",
    State.FROZEN: "pool",
    State.BOUND: "round",
    State.DRAWN: "seal",
    State.OPENING: "open",
    State.ABORTED: "abort",
    State.REVEALED: "reveal",
    State.VOID: "reveal",
}
BROKEN_OFF = (State.ABORTED, State.VOID)


@may(*READERS)
def draw(request: HttpRequest, number: str) -> HttpResponse:
    """One page, exactly one next act."""
    found = own_draw(request, number)
    told = None if found.state == State.PREPARED.value else queries.public_draw(number)
    context = {
        "draw": found,
        "exercise": found.exercise,
        "told": told,
        "steps": _steps(found),
        "next": _next(found, person(request)),
        "facts": _facts(found, told),
        "strata": _strata(found, told),
        "log": _log(told),
        "openings": found.openings.count(),
        "seats": found.contributions.order_by("seat"),
        "events": _events(found),
        "result": _result(found),
        "sealed": found.state in {State.DRAWN.value, State.OPENING.value},
        "opened_count": found.openings.filter(to="officers").count(),
        "breadcrumbs": crumbs(label=number),
    }
    return render(request, "draw/draw.html", context)


def _next(draw: Draw, user: User) -> dict[str, Any] | None:
    """The next act: its words, where its button leads, and who may press it."""
    act = _due(draw)
    if act is None:
        return None
    allowed = user.holds(*WHO[act]) and not (act is Act.ANNOUNCE and draw.prepared_by == user)
    name = PAGES.get(act) or BUTTONS.get(act)
    return {
        "act": act.value,
        "words": ACTS[act],
        "allowed": allowed,
        "page": act in PAGES,
        "url": reverse(name, args=[draw.number]) if name else "",
        "who": "、".join(str(ROLES[role.value]) for role in sorted(WHO[act])),
        "waits": _waits(draw, act),
        "form": _open_form(draw) if act is Act.OPEN else None,
        "more": _more(draw, user),
        "next_seat": draw.contributions.filter(opened=None).order_by("seat").first(),
    }


def _due(draw: Draw) -> Act | None:
    """The next act; envelopes first, the reveal once its day has come."""
    act = next_act(queries.progress(draw))
    if draw.state == State.ABORTED.value:
        return act
    if act in {Act.OPEN, Act.REVEAL}:
        over = may_reveal(timezone.localdate(), draw.line.window_end, at_once=at_once(draw))
        untouched = draw.state == State.DRAWN.value
        return Act.REVEAL if over and not untouched else Act.OPEN
    return act


def _waits(draw: Draw, act: Act) -> str:
    """Until when the act must wait, empty when it need not."""
    now = timezone.localtime().replace(tzinfo=None)
    start = draw.line.window_start
    if act is Act.OPEN and not may_open(now, start, at_once=at_once(draw)):
        return _("Envelopes stay closed until %(hour)s, the opening hour of the window.") % {
            "hour": opens_at(start).strftime("%Y-%m-%d %H:%M")
        }
    return ""


def _more(draw: Draw, user: User) -> list[tuple[str, str]]:
    """Quiet ways beside the one button: (label, address)."""
    return [*_beside(draw, user), *_ways(draw, user)]


def _ways(draw: Draw, user: User) -> list[tuple[str, str]]:
    """To the opened envelopes, and to breaking the draw off."""
    ways = []
    if draw.state == State.OPENING.value and user.holds(*WHO[Act.TYPE_SUBSTITUTE]):
        ways.append((_("Opened envelopes"), reverse("draw:envelopes", args=[draw.number])))
    if State(draw.state) in UNDER_WAY and user.holds(*WHO[Act.ASK_ABORT]):
        ways.append((_("Break the draw off"), reverse("draw:abort", args=[draw.number])))
    return ways


def _beside(draw: Draw, user: User) -> list[tuple[str, str]]:
    witnesses = "witnesses" in draw.sources and user.holds(*WHO[Act.COMMIT])
    if draw.state == State.FROZEN.value and witnesses and draw.contributions.exists():
        return [(_("Take another witness's number"), reverse("draw:commit", args=[draw.number]))]
    facts = queries.progress(draw)
    if draw.state == State.BOUND.value and facts.wants_dice and facts.opened < facts.committed:
        label = _("A witness is missing: go on to the dice")
        return [(label, reverse("draw:dice", args=[draw.number]))]
    return []


def _open_form(draw: Draw) -> OpenForm:
    opened = draw.openings.filter(to="officers").count()
    quota = sum(stratum.quota or 0 for stratum in queries.public_draw(draw.number).strata)
    return OpenForm(initial={"opened": opened, "count": max(quota - opened, 1)})


def _steps(draw: Draw) -> list[Step]:
    times = {row.kind: row.at for row in draw.entries.order_by("-index")}
    shown = _shown_states(draw, times)
    here = [value for value, _label in shown].index(draw.state)
    steps = []
    for place, (value, label) in enumerate(shown):
        done = place < here or draw.state in (State.REVEALED.value, State.VOID.value)
        kind = ENTRY_OF_STATE.get(State(value))
        at = draw.prepared_at if kind is None else times.get(kind)
        mark = "done" if done else "current" if place == here else "future"
        steps.append(Step(label, mark, at if place <= here else None))  # type: ignore[arg-type]
    return steps


def _shown_states(draw: Draw, times: dict[str, Any]) -> list[tuple[str, Promise]]:
    """The way of a draw; of one that was broken off, as far as it went and then its end."""
    over = State(draw.state) in BROKEN_OFF
    shown: list[tuple[str, Promise]] = []
    for value, label in STATES:
        state = State(value)
        reached = value == State.PREPARED.value or ENTRY_OF_STATE.get(state) in times
        if state in BROKEN_OFF or state is State.REVEALED:
            wanted = over == (state in BROKEN_OFF)
        else:
            wanted = reached or not over
        if wanted:
            shown.append((value, label))
    return shown


def _facts(draw: Draw, told: PublicDraw | None) -> list[Fact]:
    line = draw.line
    facts = [
        Fact(_("Kind"), kind_word(draw.exercise)),
        Fact(_("Plan line"), str(line), url=reverse("planning:line", args=[line.pk])),
        Fact(_("Item"), f"{line.item.code} {line.item.name}"),
        Fact(_("Drawn from"), filter_words(line.pool_filter)),
        Fact(_("Visits"), f"{line.window_start} – {line.window_end}"),
        Fact(_("Randomness from"), "；".join(source_words(source) for source in draw.sources)),
        Fact(_("Attempt"), draw.attempt),
        Fact(_("To be revealed by"), reveal_deadline(line.window_end)),
        Fact(_("Prepared by"), draw.prepared_by.full_name),
        Fact(_("Commitment to the key"), draw.commitment, digest=True),
    ]
    if told:
        facts.append(Fact(_("Announced by"), "、".join(told.by)))
        facts.append(Fact(_("Who could have steered it"), level_text(told.level, lang())))
    if told and told.abort_cause:
        facts.append(Fact(_("Broken off because"), told.abort_cause))
    if told and told.pool_root:
        facts.append(Fact(_("Fingerprint of the list"), told.pool_root, digest=True))
    if told and told.throws:
        facts.append(Fact(_("Dice"), told.throws))
    if told and told.sealed_root:
        facts.append(Fact(_("Fingerprint of the sealed result"), told.sealed_root, digest=True))
    if told and told.record:
        facts.append(Fact(_("SHA-256 of the record"), told.record, digest=True))
    return facts


def _strata(draw: Draw, told: PublicDraw | None) -> list[tuple[str, Any]]:
    if told is None or told.rows is None:
        return []
    by = draw.line.stratify_by
    return [(stratum_word(by, stratum.code), stratum) for stratum in told.strata]


def _log(told: PublicDraw | None) -> list[tuple[Promise, PublicAct]]:
    """The entries of the log but the openings, which are many and counted instead."""
    acts = told.acts if told else ()
    return [(ENTRIES[act.kind], act) for act in acts if act.kind not in ("open", "event")]


def _result(draw: Draw) -> list[tuple[str, Assignment]]:
    if draw.state != State.REVEALED.value:
        return []
    by = draw.line.stratify_by
    return [(stratum_word(by, row.stratum), row) for row in queries.result_rows(draw.number)]


def _events(draw: Draw) -> list[Event]:
    return [
        Event(entry.at, ACTIONS.get(entry.action, entry.action), entry.actor_name, entry.reason)
        for entry in of_subject(draw.subject).order_by("-index")
    ]
