"""The page of one draw: where it stands, what is next, what happened."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from fairdraw.messages import level_text

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rights import may
from yaohao.ground.audit.queries import of_subject
from yaohao.ground.theme.parts import Event, Fact, Step
from yaohao.stages.draw import hall_texts, queries
from yaohao.stages.draw.assignments import Assignment
from yaohao.stages.draw.models import STATES, Draw
from yaohao.stages.draw.queries import PublicAct, PublicDraw
from yaohao.stages.draw.queries.draws import actor_told
from yaohao.stages.draw.rules import (
    BROKEN_OFF,
    READERS,
    State,
    reveal_deadline,
)
from yaohao.stages.draw.tables import kind_word
from yaohao.stages.draw.texts import ACTIONS, ENTRIES, STAGES, policy_words, source_words
from yaohao.stages.draw.views.finding import crumbs, own_draw
from yaohao.stages.draw.views.next import next_step
from yaohao.stages.draw.wording import lang
from yaohao.stages.planning.texts import filter_words, openly_words, stratum_word

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


@may(*READERS)
def draw(request: HttpRequest, number: str) -> HttpResponse:
    """One page, exactly one next act."""
    found = own_draw(request, number)
    told = None if found.state == State.PREPARED.value else queries.public_draw(number)
    result = _result(found, told)
    context = {
        "draw": found,
        "exercise": found.exercise,
        "told": told,
        "steps": _steps(found),
        "next": next_step(found, person(request)),
        "facts": _facts(found, told),
        "strata": _strata(found, told),
        "log": _log(told),
        "openings": found.openings.count(),
        "sessions": found.agenda.select_related("session").order_by("-pk"),
        "seats": found.contributions.order_by("round", "seat"),
        "rounds": _rounds(told),
        "events": _events(found, person(request)),
        "result": result,
        "quota": _short(told, len(result)),
        "sealed": found.state in {State.DRAWN.value, State.OPENING.value},
        "open_draw": bool(told and told.openly),
        "opened_count": found.openings.filter(to="officers").count(),
        "breadcrumbs": crumbs(label=number),
    }
    return render(request, "draw/draw.html", context)


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
        Fact(_("Drawn from"), filter_words(line)),
        Fact(_("Visits"), f"{line.window_start} – {line.window_end}"),
        Fact(_("Result of the draw"), openly_words(line.openly)),
        Fact(_("Randomness from"), "；".join(source_words(source) for source in draw.sources)),
        Fact(_("If it fails"), "；".join(source_words(text) for _place, text in draw.fallbacks)),
        Fact(_("What may give way"), "；".join(text for _kind, text in draw.rungs)),
        Fact(_("Attempt"), draw.attempt),
        Fact(_("To be revealed by"), reveal_deadline(max(each.end for each in draw.rounds))),
        Fact(_("Prepared by"), draw.prepared_by.full_name),
        Fact(_("Commitment to the key"), draw.commitment, digest=True),
    ]
    if told:
        facts.append(Fact(_("Announced by"), "、".join(told.by)))
        facts.append(Fact(_("Who could have steered it"), level_text(told.level, lang())))
    if told and told.policy != "none":
        facts.append(Fact(_("Cosigned by"), policy_words(told.policy)))
    if told and told.abort_cause:
        facts.append(Fact(_("Broken off because"), told.abort_cause))
    if told and told.pool_root:
        facts.append(Fact(_("Fingerprint of the list"), told.pool_root, digest=True))
    if told and told.holders:
        facts.append(Fact(_("Shares of the key with"), "、".join(told.holders)))
    if told and told.record:
        facts.append(Fact(_("SHA-256 of the record"), told.record, digest=True))
    return [fact for fact in facts if fact.value]


def _rounds(told: PublicDraw | None) -> list[dict[str, Any]]:
    """The rounds with their numbers and fingerprints, as the log has them."""
    return [
        {
            "round": each,
            "stage": STAGES[each.stage],
            "sources": [source_words(source) for source in each.sources],
            "values": [(ENTRIES[kind], value) for kind, value in each.values],
            "failed": [source_words(source) for source in each.failed],
        }
        for each in (told.rounds if told else ())
    ]


def _strata(draw: Draw, told: PublicDraw | None) -> list[tuple[str, Any]]:
    if told is None or told.rows is None:
        return []
    by = draw.line.stratify_by
    return [(stratum_word(by, stratum.code), stratum) for stratum in told.strata]


def _log(told: PublicDraw | None) -> list[tuple[Promise, PublicAct]]:
    """The entries of the log but the openings, which are many and counted instead."""
    acts = told.acts if told else ()
    return [(ENTRIES[act.kind], act) for act in acts if act.kind not in ("open", "event")]


def _short(told: PublicDraw | None, drawn: int) -> int:
    """What was to be drawn, where fewer remained in the cycle and under the limits; else 0."""
    if told is None or (told.several and not told.record):
        return 0
    quota = sum(stratum.quota or 0 for stratum in told.strata)
    return quota if 0 < drawn < quota else 0


def _result(draw: Draw, told: PublicDraw | None) -> list[tuple[str, Assignment]]:
    if not told or not told.told:
        return []
    by = draw.line.stratify_by
    return [(stratum_word(by, row.stratum), row) for row in queries.result_rows(draw.number)]


def _events(draw: Draw, user: User) -> list[Event]:
    words = {**ACTIONS, **hall_texts.ACTIONS}
    return [
        Event(
            entry.at,
            words.get(entry.action, entry.action),
            actor_told(draw, entry.action, entry.actor_name, user),
            entry.reason,
        )
        for entry in of_subject(draw.subject).order_by("-index")
    ]
