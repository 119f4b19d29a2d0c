"""The opened envelopes by number, without a name: void, postponed, a place drawn again."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from fairdraw.randomness import Source

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rights import may
from yaohao.stages.draw import operations
from yaohao.stages.draw.drawing import question_of
from yaohao.stages.draw.forms import (
    DiceForm,
    DrandForm,
    OpenForm,
    OpeningForm,
    PostponeForm,
    SubstituteForm,
)
from yaohao.stages.draw.gate import at_once
from yaohao.stages.draw.models import Draw, Opening, Substitution, Where
from yaohao.stages.draw.operations.set_opening import OVER
from yaohao.stages.draw.queries.facts import fresh_dice, fresh_source
from yaohao.stages.draw.queries.log import entries
from yaohao.stages.draw.queries.rounds import sealed_rounds
from yaohao.stages.draw.rules import WHO, Act, State, may_open
from yaohao.stages.draw.texts import VOID_WORDS, source_words
from yaohao.stages.draw.views.contributions import mismatch
from yaohao.stages.draw.views.finding import crumbs, open_form, own_draw, perform
from yaohao.stages.draw.views.missing import add_missing
from yaohao.stages.planning.teams import place_words

Bound = dict[tuple[str, Where], Any]
"""(form, envelope) to a form that came back with a mistake."""


@may(*WHO[Act.TYPE_SUBSTITUTE])
@never_cache
def envelopes(request: HttpRequest, number: str) -> HttpResponse:
    """Every opened envelope: its number, how it stands, what can be done with it; in red whoever
    may not go any more, for those who may ask for a substitute."""
    return _page(request, own_draw(request, number), {})


@may(*WHO[Act.ANNUL])
@require_POST
def annul(request: HttpRequest, number: str, round_number: int, position: int) -> HttpResponse:
    """Void, because the register says that the enterprise is gone."""
    said = _("Envelope %(place)d is void. The log says why.") % {"place": position + 1}
    return _act(
        request, number, said, operations.annul, position=position, round_number=round_number
    )


@may(*WHO[Act.OPEN])
@require_POST
def opening(request: HttpRequest, number: str) -> HttpResponse:
    """Leave the opening to the clock, or take it back."""
    found, form = own_draw(request, number), OpeningForm(request.POST)
    if not form.is_valid():
        return _page(request, found, {("opening", (0, 0)): form})
    said = _("Noted: who opens the envelopes, and how many a day.")
    return _act(request, number, said, operations.set_opening, daily=form.chosen)


@may(*WHO[Act.POSTPONE])
@require_POST
def postpone(request: HttpRequest, number: str, round_number: int, position: int) -> HttpResponse:
    """A visit that cannot take place yet."""
    found, form = own_draw(request, number), PostponeForm(request.POST)
    if not form.is_valid():
        return _page(request, found, {("postpone", (round_number, position)): form})
    said = _("Noted: the visit is postponed. The enterprise stays drawn.")
    values = form.cleaned_data | {"position": position, "round_number": round_number}
    return _act(request, number, said, operations.postpone, **values)


@may(*WHO[Act.SUBSTITUTE])
@require_POST
def substitute(request: HttpRequest, number: str, round_number: int, position: int) -> HttpResponse:
    """Ask that a place be drawn again."""
    found = own_draw(request, number)
    form = SubstituteForm(request.POST, places=place_words(found.line))
    if not form.is_valid():
        return _page(request, found, {("substitute", (round_number, position)): form})
    said = _("The substitute is drawn and sees the visit.")
    if fresh_source(found).kind == "dice":
        said = _("Asked. Now throw the dice: two people type what they read.")
    elif fresh_source(found).kind == "drand":
        said = _("Asked. The page of the substitute says when drand gives the numbers.")
    values = form.cleaned_data | {"position": position, "round_number": round_number}
    return _act(request, number, said, operations.ask_substitute, **values)


@may(*WHO[Act.TYPE_SUBSTITUTE])
@never_cache
def substitute_dice(request: HttpRequest, number: str, asked: int) -> HttpResponse:
    """Dice for a substitute, typed by two people who do not see each other's entry."""
    found = own_draw(request, number)
    wanted = found.substitutions.filter(pk=asked).select_related("asked").first()
    source = fresh_dice(found)
    if wanted is None or source is None:
        raise Http404
    if wanted.done_id:
        messages.success(request, _("The substitute is drawn and sees the visit."))
        return redirect("draw:envelopes", number=number)
    form = DiceForm(request.POST if request.method == "POST" else None, source=source)
    if request.method == "POST" and form.is_valid():
        try:
            operations.type_substitute_dice(
                by=person(request), number=number, asked=asked, throws=form.throws
            )
        except operations.Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("draw:fresh-dice", number=number, asked=asked)
    typings = list(found.dice.filter(serves=wanted.asked).select_related("person").order_by("at"))
    context = {
        "draw": found,
        "exercise": found.exercise,
        "form": form,
        "source": source,
        "mine": next((row for row in typings if row.person == request.user), None),
        "typings": typings,
        "mismatch": mismatch(typings),
        "closed": [],
        "breadcrumbs": crumbs(found, _("Dice for a substitute")),
    }
    return render(request, "draw/dice.html", context, status=422 if form.errors else 200)


@may(*WHO[Act.TYPE_SUBSTITUTE])
@never_cache
def substitute_drand(request: HttpRequest, number: str, asked: int) -> HttpResponse:
    """The signature of the drand round that a substitute was bound to."""
    found = own_draw(request, number)
    wanted = found.substitutions.filter(pk=asked).select_related("asked", "draw").first()
    if wanted is None or fresh_source(found).kind != "drand":
        raise Http404
    if wanted.done_id:
        messages.success(request, _("The substitute is drawn and sees the visit."))
        return redirect("draw:envelopes", number=number)
    form = DrandForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.note_substitute_drand(
                by=person(request), number=number, asked=asked, **form.cleaned_data
            )
        except operations.Refused as refusal:
            form.add_error("signature", str(refusal))
        else:
            messages.success(request, _("The substitute is drawn and sees the visit."))
            return redirect("draw:envelopes", number=number)
    source = Source.parse(question_of(wanted).get("source"))
    context = {
        "draw": found,
        "exercise": found.exercise,
        "form": form,
        "source": source_words(source.text),
        "beacon": source.number,
        "breadcrumbs": crumbs(found, _("drand for a substitute")),
    }
    return render(request, "draw/drand.html", context, status=422 if form.errors else 200)


def _act(
    request: HttpRequest, number: str, said: str, operation: Any, **values: Any
) -> HttpResponse:
    own_draw(request, number)
    return perform(request, number, said, operation, back="draw:envelopes", **values)


def _page(request: HttpRequest, draw: Draw, bound: Bound) -> HttpResponse:
    user = person(request)
    rows = _rows(draw, bound)
    if draw.state == State.OPENING.value and user.holds(*WHO[Act.SUBSTITUTE]):
        seats = operations.check_teams(by=user, number=draw.number)
        add_missing(rows, seats, place_words(draw.line))
    context = {
        "draw": draw,
        "exercise": draw.exercise,
        "rows": rows,
        "missing": sum(len(row.get("missing", ())) for row in rows),
        "several": len(draw.plan) > 1,
        "more": _further(draw, user),
        "opening": _opening(draw, user, bound),
        "fresh": fresh_source(draw).kind,
        "may_annul": user.holds(*WHO[Act.ANNUL]),
        "may_ask": user.holds(*WHO[Act.SUBSTITUTE]),
        "breadcrumbs": crumbs(draw, _("Opened envelopes")),
    }
    return render(request, "draw/envelopes.html", context, status=422 if bound else 200)


def _opening(draw: Draw, user: User, bound: Bound) -> OpeningForm | None:
    if draw.state in OVER or not user.holds(*WHO[Act.OPEN]):
        return None
    form: OpeningForm = bound.get(("opening", (0, 0))) or OpeningForm.of(draw.opens_daily)
    return form


def _further(draw: Draw, user: User) -> list[tuple[int, OpenForm]]:
    """For each sealed round whose hour has come: its number, and the form that opens more."""
    if draw.state != State.OPENING.value or not user.holds(*WHO[Act.OPEN]):
        return []
    now = timezone.localtime().replace(tzinfo=None)
    return [
        (number, open_form(draw, number))
        for number in sealed_rounds(draw)
        if may_open(now, draw.planned(number).start, at_once=at_once(draw))
    ]


def _rows(draw: Draw, bound: Bound) -> list[dict[str, Any]]:
    shown = set(draw.openings.filter(to="enterprise").values_list("round", "position"))
    causes = {
        (number, int(event.get("position"))): event.get("cause").partition(" ")[2]
        for number in sealed_rounds(draw)
        for event in entries(draw, "event", number=number)
        if event.get("what") == "postponed"
    }
    asked: dict[Where, list[Substitution]] = {}
    for each in draw.substitutions.order_by("asked__index"):
        asked.setdefault(each.place, []).append(each)
    opened = draw.openings.filter(to="officers").order_by("round", "position")
    places = place_words(draw.line)
    return [
        {
            "shown": row.place in shown,
            "postponed": causes.get(row.place, ""),
            "substitutes": [(places[one.role], one) for one in asked.get(row.place, [])],
            **_row(draw, row, bound, row.place in shown, places),
        }
        for row in opened
    ]


def _row(
    draw: Draw, opening: Opening, bound: Bound, shown: bool, places: Mapping[str, str]
) -> dict[str, Any]:
    place = opening.place
    tag = f"{place[0]}-{place[1]}"
    fresh = SubstituteForm(places=places, auto_id=f"s{tag}-%s")
    return {
        "round": place[0],
        "position": place[1],
        "void": VOID_WORDS.get(opening.void, ""),
        "open": draw.state == State.OPENING.value and not opening.void and not shown,
        "substitute": bound.get(("substitute", place)) or fresh,
        "postpone": bound.get(("postpone", place)) or PostponeForm(auto_id=f"p{tag}-%s"),
    }
