"""One scenario: how far it is, what came of it; and two side by side."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.models import Bureau
from yaohao.ground.accounts.rights import may
from yaohao.ground.jobs.queries import idle
from yaohao.ground.sheets.columns import Column
from yaohao.ground.sheets.download import TYPES, download
from yaohao.ground.theme.charts import Bar
from yaohao.ground.theme.parts import Export, Fact
from yaohao.stages.planning.forms.scenarios import CompareForm
from yaohao.stages.planning.models import Line, Scenario
from yaohao.stages.planning.queries.scenarios import officer_keys, officer_names, scenario
from yaohao.stages.planning.rules import SIMULATORS, ScenarioState
from yaohao.stages.planning.simulated import (
    CLASSES,
    DIMENSIONS,
    LINES,
    OFFICERS,
    capacity_of,
    capacity_words,
    carrying_words,
    class_rows,
    line_rows,
    lost_words,
    officer_rows,
    vacant_words,
    year_words,
)
from yaohao.stages.planning.views.reading import READERS, plan_crumb

Rows = Sequence[Mapping[str, Any]]


@may(*READERS)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """A scenario with its tables and pictures, or how far it is."""
    user = person(request)
    found = _known(pk, user.bureau)
    context: dict[str, Any] = {
        "scenario": found,
        "may_change": user.holds(*SIMULATORS),
        "breadcrumbs": [plan_crumb(found.year), _crumb(), {"label": found.name}],
    }
    if found.state != ScenarioState.DONE.value:
        context["idle"] = idle(timezone.now())
        context["going"] = found.state != ScenarioState.FAILED.value
        return render(request, "planning/scenario_busy.html", context)
    if request.headers.get("HX-Request"):  # the page that waited asks for the whole one
        return HttpResponse(headers={"HX-Refresh": "true"})
    parts = _parts(found)
    what, kind = request.GET.get("what", ""), request.GET.get("export", "")
    if what in parts and kind in TYPES:
        columns, rows = parts[what]
        return download(
            kind, columns, rows, name=f"scenario-{found.pk}-{what}", title=found.name,
            sentence=year_words(found.result), at=timezone.localtime(),
        )  # fmt: skip
    carried = capacity_of(found.result)
    context |= {
        "sentence": year_words(found.result),
        "carrying": carrying_words(carried),
        "possible": carried.possible,
        "capacity": capacity_words(found.result, found.assumptions),
        "vacant": vacant_words(found.result),
        "lost": lost_words(found.result),
        "lines": _linked(parts["lines"][1], _line_keys(found), "label"),
        "classes": [
            (DIMENSIONS[name], class_rows(found.result, name)) for name in found.result["classes"]
        ],
        "officers": _linked(parts["officers"][1], officer_keys(found.bureau), "certificate"),
        "pairs": _pairs(found),
        "checked": found.result["checked"],
        "exports": {
            part: [Export(name, f"?what={part}&export={name}") for name in TYPES] for part in parts
        },
        "facts": _facts(found),
    }
    return render(request, "planning/scenario.html", context)


@may(*READERS)
def compare(request: HttpRequest) -> HttpResponse:
    """Two scenarios side by side, class by class."""
    user = person(request)
    form = CompareForm(request.GET)
    if not form.is_valid():
        raise Http404
    pair = [_known(form.cleaned_data[name], user.bureau) for name in ("one", "other")]
    if any(each.state != ScenarioState.DONE.value for each in pair):
        raise Http404
    classes = [
        (DIMENSIONS[name], _beside(pair, name))
        for name in DIMENSIONS
        if all(name in each.result["classes"] for each in pair)
    ]
    context = {
        "pair": pair,
        "told": [
            {
                "scenario": each,
                "sentence": year_words(each.result),
                "carrying": carrying_words(capacity_of(each.result)),
                "possible": capacity_of(each.result).possible,
                "vacant": vacant_words(each.result),
                "lost": lost_words(each.result),
            }
            for each in pair
        ],
        "classes": classes,
        "breadcrumbs": [plan_crumb(pair[0].year), _crumb(), {"label": _("Side by side")}],
    }
    return render(request, "planning/scenarios_compared.html", context)


def _linked(rows: Rows, keys: Mapping[str, int], name: str) -> list[dict[str, Any]]:
    """The rows with the key of what they tell of, None where that is gone."""
    return [{**row, "pk": keys.get(row[name])} for row in rows]


def _line_keys(found: Scenario) -> dict[str, int]:
    lines = Line.objects.of(found.bureau).filter(pk__in=found.assumptions["lines"])
    return {line.label: line.pk for line in lines.select_related("plan")}


def _beside(pair: Sequence[Scenario], name: str) -> list[dict[str, Any]]:
    """One row per class that either has, on one scale; a class that one lacks is None there."""
    both = [{row["code"]: row for row in class_rows(each.result, name)} for each in pair]
    order = list(dict.fromkeys(code for rows in both for code in rows))
    most = max((row["high"] for rows in both for row in rows.values()), default=0)
    found = []
    for code in order:
        sides = [rows.get(code) for rows in both]
        for side in filter(None, sides):
            bar = side["bar"]
            side["bar"] = Bar(bar.value, bar.low, bar.high, most, bar.words)
        words = next(side["word"] for side in sides if side)
        found.append({"word": words, "sides": sides})
    return found


def _known(pk: int, bureau: Bureau) -> Scenario:
    try:
        return scenario(pk, bureau)
    except Scenario.DoesNotExist:
        raise Http404 from None


def _crumb() -> dict[str, str]:
    return {"label": _("Simulated years"), "url": reverse("planning:scenarios")}


def _parts(found: Scenario) -> dict[str, tuple[list[Column], Rows]]:
    """What can be exported, by its name in the address."""
    classes = [row for name in found.result["classes"] for row in class_rows(found.result, name)]
    return {
        "classes": (CLASSES, classes),
        "officers": (OFFICERS, officer_rows(found.result, officer_names(found.bureau))),
        "lines": (LINES, line_rows(found.result)),
    }


def _pairs(found: Scenario) -> list[dict[str, Any]]:
    names = officer_names(found.bureau)
    return [
        {
            "one": names.get(pair["one"], pair["one"]),
            "two": names.get(pair["two"], pair["two"]),
            "mean": pair["mean"],
        }
        for pair in found.result["pairs"]
    ]


def _facts(found: Scenario) -> list[Fact]:
    assumed = found.assumptions
    lines = Line.objects.of(found.bureau).filter(pk__in=assumed["lines"]).order_by("number")
    return [
        Fact(_("Lines of the plan"), "；".join(str(line) for line in lines.select_related("plan"))),
        Fact(_("The yearly limits of visits hold"), _("yes") if assumed["limits"] else _("no")),
        Fact(_("Working days for other duties (%)"), assumed["other"]),
        Fact(_("Days of leave of each officer that are not entered yet"), assumed["leave"]),
        Fact(_("Visits one team makes a day"), assumed["a_day"]),
        Fact(_("How many years"), f"{found.years:,}"),
        Fact(_("Years with the draw's own tickets and teams, as a check"), assumed["checked"]),
        Fact(_("Registers as of"), found.result["at"]),
        Fact(_("Seed"), assumed["seed"], digest=True),
        Fact(_("Begun by"), found.by.full_name),
    ]
