"""Writing a line, with the live sentence."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.models import Bureau
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.stages.planning import operations, queries
from yaohao.stages.planning.forms import LineForm
from yaohao.stages.planning.forms.proposing import joint_proposal
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.queries.capacity import carryings_of
from yaohao.stages.planning.rules import LineState
from yaohao.stages.planning.simulated import shortage_words
from yaohao.stages.planning.texts import problem_words, remaining_words, sentence_words
from yaohao.stages.planning.views.reading import own_line, plan_crumb, portions


@may(Role.CLERK)
def add(request: HttpRequest, year: int) -> HttpResponse:
    """A new line in the plan of a year; `?joint=3,5` proposes one joint visit of two lines."""
    bureau = person(request).bureau
    asked = request.GET.get("joint", "").split(",")
    lines = [line for pk in asked if pk.isdecimal() and (line := _found(int(pk), bureau))]
    proposed = joint_proposal(*lines) if len(lines) == len(asked) == 2 else None
    return _write(request, year=year, line=None, proposed=proposed)


@may(Role.CLERK)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft, rewritten."""
    line = own_line(request, pk)
    if line.state != LineState.DRAFT.value:
        said = _("Line %(line)s is no draft any more, so it cannot be changed.")
        messages.error(request, said % {"line": line.label})
        return redirect("planning:line", pk=pk)
    return _write(request, year=line.plan.year, line=line)


@may(Role.CLERK)
@require_GET
def preview(request: HttpRequest, year: int) -> HttpResponse:
    """The parts of the form that follow its filling: the sentence, or the inputs of the strata."""
    form = LineForm(request.GET, bureau=person(request).bureau, year=year)
    part = "strata" if request.GET.get("part") == "strata" else "sentence"
    return render(request, f"planning/_{part}.html", _parts(form))


def _found(pk: int, bureau: Bureau) -> Line | None:
    try:
        return queries.line(pk, bureau)
    except Line.DoesNotExist:
        return None


def _write(
    request: HttpRequest,
    *,
    year: int,
    line: Line | None,
    proposed: Mapping[str, Any] | None = None,
) -> HttpResponse:
    user = person(request)
    bound = request.POST if request.method == "POST" else None
    form = LineForm(bound, bureau=user.bureau, year=year, line=line, proposed=proposed)
    if bound is not None and "show" not in bound and form.is_valid():
        try:
            if line:
                saved = operations.change_line(by=user, pk=line.pk, draft=form.draft())
            else:
                saved = operations.add_line(by=user, year=year, draft=form.draft())
        except operations.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Line %(line)s is saved as a draft.") % {"line": saved.label}
            )
            return redirect("planning:line", pk=saved.pk)
    context = {
        "form": form,
        "boxes": form.boxes,
        "year": year,
        "line": line,
        "breadcrumbs": [plan_crumb(year), {"label": line.label if line else _("New line")}],
        **_parts(form),
    }
    return render(request, "planning/line_form.html", context)


def _parts(form: LineForm) -> dict[str, object]:
    problems = [problem_words(p, form.stratify) for p in form.sentence.problems]
    house = queries.FullHouse(form.bureau)
    regime = form.regime_now.value
    return {
        "inputs": form.inputs,
        "sentence": sentence_words(form.sentence, form.officers),
        "team": form.team_said,
        "eligible": form.sentence.eligible,
        "without_place": house.count_for(form.pool_filter, regime, form.visits_on),
        "remaining": _remaining(form),
        "portions": portions(form.sentence, form.stratify),
        "problems": problems,
        "too_much": _too_much(form),
    }


def _too_much(form: LineForm) -> str:
    """That officers or experts cannot carry what is typed, as far as it can be told."""
    if form.window_now is None:
        return ""
    found = carryings_of(
        form.bureau, form.window_now, form.team_and_cap[1], form.crew, form.sentence.eligible,
        form.sentence.to_draw,
    )  # fmt: skip
    return shortage_words(each for each in found if each.overloaded)


def _remaining(form: LineForm) -> str:
    if form.item_now is None:
        return ""
    left = queries.left_in(
        form.bureau, form.item_now.code, form.cycle_now, form.pool_filter, form.sentence,
        form.stratify,
    )  # fmt: skip
    return remaining_words(left)
