"""The opened envelopes by number, without a name: void, postponed, a place drawn again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.stages.draw import operations
from yaohao.stages.draw.forms import DiceForm, PostponeForm, SubstituteForm
from yaohao.stages.draw.models import Draw, Opening, Substitution
from yaohao.stages.draw.queries.facts import fresh_dice
from yaohao.stages.draw.queries.log import entries
from yaohao.stages.draw.rules import WHO, Act, State
from yaohao.stages.draw.texts import VOID_WORDS, role_words
from yaohao.stages.draw.views.contributions import mismatch
from yaohao.stages.draw.views.finding import crumbs, own_draw

Bound = dict[tuple[str, int], Any]
"""(form, envelope) to a form that came back with a mistake."""


@may(*WHO[Act.TYPE_SUBSTITUTE])
def envelopes(request: HttpRequest, number: str) -> HttpResponse:
    """Every opened envelope: its number, how it stands, what can be done with it."""
    return _page(request, own_draw(request, number), {})


@may(*WHO[Act.ANNUL])
@require_POST
def annul(request: HttpRequest, number: str, position: int) -> HttpResponse:
    """Void, because the register says that the enterprise is gone."""
    said = _("Envelope %(place)d is void. The log says why.") % {"place": position + 1}
    return _act(request, number, said, operations.annul, position=position)


@may(*WHO[Act.POSTPONE])
@require_POST
def postpone(request: HttpRequest, number: str, position: int) -> HttpResponse:
    """A visit that cannot take place yet."""
    found, form = own_draw(request, number), PostponeForm(request.POST)
    if not form.is_valid():
        return _page(request, found, {("postpone", position): form})
    said = _("Noted: the visit is postponed. The enterprise stays drawn.")
    values = form.cleaned_data
    return _act(request, number, said, operations.postpone, position=position, **values)


@may(*WHO[Act.SUBSTITUTE])
@require_POST
def substitute(request: HttpRequest, number: str, position: int) -> HttpResponse:
    """Ask that a place be drawn again."""
    found = own_draw(request, number)
    form = SubstituteForm(request.POST, roles=found.line.roles)
    if not form.is_valid():
        return _page(request, found, {("substitute", position): form})
    said = _("The substitute is drawn and sees the visit.")
    if fresh_dice(found):
        said = _("Asked. Now throw the dice: two people type what they read.")
    values = form.cleaned_data
    return _act(request, number, said, operations.ask_substitute, position=position, **values)


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


def _act(
    request: HttpRequest, number: str, said: str, operation: Any, **values: Any
) -> HttpResponse:
    own_draw(request, number)
    try:
        operation(by=person(request), number=number, **values)
    except operations.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("draw:envelopes", number=number)


def _page(request: HttpRequest, draw: Draw, bound: Bound) -> HttpResponse:
    user = person(request)
    context = {
        "draw": draw,
        "exercise": draw.exercise,
        "rows": _rows(draw, bound),
        "may_annul": user.holds(*WHO[Act.ANNUL]),
        "may_ask": user.holds(*WHO[Act.SUBSTITUTE]),
        "breadcrumbs": crumbs(draw, _("Opened envelopes")),
    }
    return render(request, "draw/envelopes.html", context, status=422 if bound else 200)


def _rows(draw: Draw, bound: Bound) -> list[dict[str, Any]]:
    shown = set(draw.openings.filter(to="enterprise").values_list("position", flat=True))
    causes = {
        int(event.get("position")): event.get("cause").partition(" ")[2]
        for event in entries(draw, "event")
        if event.get("what") == "postponed"
    }
    asked: dict[int, list[Substitution]] = {}
    for each in draw.substitutions.order_by("asked__index"):
        asked.setdefault(each.position, []).append(each)
    opened = draw.openings.filter(to="officers").order_by("position")
    return [
        {
            "shown": row.position in shown,
            "postponed": causes.get(row.position, ""),
            "substitutes": [(role_words(one.role), one) for one in asked.get(row.position, [])],
            **_row(draw, row, bound, row.position in shown),
        }
        for row in opened
    ]


def _row(draw: Draw, opening: Opening, bound: Bound, shown: bool) -> dict[str, Any]:
    place = opening.position
    fresh = SubstituteForm(roles=draw.line.roles, auto_id=f"s{place}-%s")
    return {
        "position": place,
        "void": VOID_WORDS.get(opening.void, ""),
        "open": draw.state == State.OPENING.value and not opening.void and not shown,
        "substitute": bound.get(("substitute", place)) or fresh,
        "postpone": bound.get(("postpone", place)) or PostponeForm(auto_id=f"p{place}-%s"),
    }
