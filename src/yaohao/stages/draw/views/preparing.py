"""Preparing a draw: instalments first, then everything that is announced."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.stages.draw import operations
from yaohao.stages.draw.checking import check
from yaohao.stages.draw.forms import PrepareForm, RoundForms, SplitForm, rounds_of
from yaohao.stages.draw.ladder import Ladder
from yaohao.stages.draw.rules import MOST_ROUNDS, WHO, Act, Planned, split
from yaohao.stages.draw.views.finding import crumbs
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.queries import line_for_draw
from yaohao.stages.planning.texts import stratum_word


@may(*WHO[Act.PREPARE])
def prepare(request: HttpRequest, line: int) -> HttpResponse:
    """Choose rounds, sources and ladder of a plan line; shows what would be drawn today.

    `?rounds=4&reserves=1` proposes so many equal instalments, whose days can then be changed.
    """
    user = person(request)
    try:
        found = line_for_draw(line, user.bureau)
    except Line.DoesNotExist:
        raise Http404 from None
    posted = request.method == "POST"
    form = PrepareForm(request.POST if posted else None, bureau=user.bureau)
    rounds = RoundForms(request.POST if posted else None, initial=_proposed(request, found))
    refused = ""
    if posted and form.is_valid() and rounds.is_valid():
        choice = form.choice(rounds_of(rounds))
        try:
            made = operations.prepare(by=user, line=line, choice=choice)
        except operations.Refused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("Prepared. A leader announces it next."))
            return redirect("draw:draw", number=made.number)
    context = {
        "line": found,
        "form": form,
        "rounds": rounds,
        "split": SplitForm(
            request.GET if "rounds" in request.GET else None, initial=_planned(found)
        ),
        "refused": refused,
        "before": found.draws.order_by("pk"),
        "breadcrumbs": crumbs(label=_("Prepare a draw")),
        **checked(found, _split(request, found)),
    }
    bad = refused or form.errors or rounds.total_error_count() if posted else False
    return render(request, "draw/prepare.html", context, status=422 if bad else 200)


def checked(
    line: Line, rounds: Sequence[Planned] = (), ladder: Ladder | None = None
) -> dict[str, Any]:
    """The check of pool, quotas and people, for a page."""
    looked = check(line, rounds, ladder)
    return {
        "check": looked,
        "portions": [
            (stratum_word(line.stratify_by, portion.code), portion) for portion in looked.portions
        ],
    }


def _split(request: HttpRequest, line: Line) -> list[Planned]:
    form = SplitForm(request.GET if "rounds" in request.GET else _planned(line))
    values = form.cleaned_data if form.is_valid() else _planned(line)
    return split(line.window, line.cap, values["rounds"], values["reserves"])


def _planned(line: Line) -> dict[str, int]:
    """As many instalments as the plan says."""
    return {"rounds": min(line.frequency, MOST_ROUNDS), "reserves": 0}


def _proposed(request: HttpRequest, line: Line) -> list[dict[str, Any]]:
    return [
        {
            "weight": each.weight, "start": each.start, "end": each.end, "cap": each.cap,
            "reserve": each.reserve,
        }
        for each in _split(request, line)
    ]  # fmt: skip
