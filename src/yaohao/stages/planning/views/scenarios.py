"""Scenarios of a year: the list, beginning one, taking one away."""

import secrets
from typing import Any

import django_tables2 as tables
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.sheets.cells import Date, Integer, Number
from yaohao.ground.sheets.columns import Column
from yaohao.ground.sheets.download import TYPES, download
from yaohao.ground.theme.links import export_links
from yaohao.stages.planning import operations, queries
from yaohao.stages.planning.background import send_to_simulate
from yaohao.stages.planning.forms.scenarios import ScenarioForm
from yaohao.stages.planning.models import Scenario
from yaohao.stages.planning.queries.scenarios import scenario, scenarios
from yaohao.stages.planning.queries.simulated import lines_to_simulate
from yaohao.stages.planning.rules import SIMULATORS, ScenarioState
from yaohao.stages.planning.simulated import capacity_of
from yaohao.stages.planning.views.reading import READERS, plan_crumb

COLUMNS = [
    Column("name", gettext_lazy("Scenario")),
    Column("year", gettext_lazy("Year"), Integer()),
    Column("state", gettext_lazy("State")),
    Column("years", gettext_lazy("How many years"), Integer()),
    Column("visits", gettext_lazy("Visits a year (mean)"), Number()),
    Column("most", gettext_lazy("The staff can carry"), Integer()),
    Column("by", gettext_lazy("Begun by")),
    Column("on", gettext_lazy("Begun on"), Date()),
]
_NUM = {"td": {"class": "num"}, "th": {"class": "num"}}


class ScenarioTable(tables.Table):  # type: ignore[misc]  # the library has no types
    """One row per scenario; the name leads to its page."""

    name = tables.Column(
        verbose_name=gettext_lazy("Scenario"), linkify=("planning:scenario", {"pk": tables.A("pk")})
    )
    year = tables.Column(verbose_name=gettext_lazy("Year"), attrs=_NUM)
    state = tables.Column(verbose_name=gettext_lazy("State"))
    years = tables.Column(verbose_name=gettext_lazy("How many years"), attrs=_NUM)
    visits = tables.Column(verbose_name=gettext_lazy("Visits a year (mean)"), attrs=_NUM)
    most = tables.Column(verbose_name=gettext_lazy("The staff can carry"), attrs=_NUM)
    by = tables.Column(verbose_name=gettext_lazy("Begun by"))
    on = tables.DateColumn(verbose_name=gettext_lazy("Begun on"), format="Y-m-d")

    def render_most(self, value: int, record: dict[str, Any]) -> SafeString:
        """The number, with a word where the plan asks for more."""
        if record["possible"]:
            return format_html("{}", value)
        return format_html('{} <span class="text-danger">{}</span>', value, _("too few"))


@may(*READERS)
def list_(request: HttpRequest) -> HttpResponse:
    """Every scenario of the bureau, of one year if the address says so."""
    user = person(request)
    every = scenarios(user.bureau)
    years = sorted({*every.values_list("year", flat=True)}, reverse=True)
    asked = request.GET.get("year", "")
    chosen = int(asked) if asked in map(str, years) else None
    found = list(every.filter(year=chosen) if chosen else every)
    rows = [_row(one) for one in found]
    sentence = ngettext("%(count)d scenario", "%(count)d scenarios", len(rows)) % {
        "count": len(rows)
    }
    title = _("Simulated years")
    if (kind := request.GET.get("export", "")) in TYPES:
        return download(
            kind, COLUMNS, rows, name="scenarios", title=title, sentence=sentence,
            at=timezone.localtime(),
        )  # fmt: skip
    done = [one for one in found if one.state == ScenarioState.DONE.value]
    plan_year = chosen or timezone.localdate().year
    context = {
        "table": ScenarioTable(rows, order_by=request.GET.get("sort", "")),
        "sentence": sentence,
        "exports": export_links(request, TYPES),
        "years": years,
        "chosen": chosen,
        "done": done if len(done) > 1 else [],
        "may_begin": user.holds(*SIMULATORS),
        "plan_years": sorted({*queries.years(user.bureau), plan_year}, reverse=True),
        "breadcrumbs": [plan_crumb(plan_year), {"label": title}],
    }
    return render(request, "planning/scenarios.html", context)


@may(*SIMULATORS)
def new(request: HttpRequest, year: int) -> HttpResponse:
    """What is assumed; the worker does the rest."""
    user = person(request)
    lines = lines_to_simulate(user.bureau, year)
    bound = request.POST if request.method == "POST" else None
    form = ScenarioForm(bound, lines=lines, initial={"name": _suggested(user.bureau, year)})
    if bound is not None and form.is_valid():
        try:
            begun = operations.begin_scenario(by=user, year=year, **form.cleaned_data)
        except operations.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            send_to_simulate(begun)
            return redirect("planning:scenario", pk=begun.pk)
    context = {
        "form": form,
        "year": year,
        "lines": lines,
        "breadcrumbs": [
            plan_crumb(year),
            {"label": _("Simulated years"), "url": reverse("planning:scenarios")},
            {"label": _("New simulation")},
        ],
    }
    return render(
        request, "planning/scenario_form.html", context, status=422 if form.errors else 200
    )


@may(*SIMULATORS)
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a scenario away."""
    try:
        operations.remove_scenario(by=person(request), pk=pk)
    except Scenario.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("The scenario is removed."))
    return redirect("planning:scenarios")


@may(*SIMULATORS)
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the worker a simulation once more whose job is gone."""
    try:
        found = scenario(pk, person(request).bureau)
    except Scenario.DoesNotExist:
        raise Http404 from None
    send_to_simulate(found)
    return redirect("planning:scenario", pk=pk)


def _suggested(bureau: Any, year: int) -> str:
    taken = set(scenarios(bureau).filter(year=year).values_list("name", flat=True))
    numbers = (number for number in range(1, len(taken) + 2))
    names = (_("Plan %(year)s, %(number)d") % {"year": year, "number": n} for n in numbers)
    return next((name for name in names if name not in taken), secrets.token_hex(4))


def _row(one: Scenario) -> dict[str, Any]:
    done = one.state == ScenarioState.DONE.value
    carried = capacity_of(one.result) if done else None
    return {
        "pk": one.pk,
        "name": one.name,
        "year": one.year,
        "state": one.get_state_display(),
        "years": one.years,
        "visits": one.result["visits"]["mean"] if done else None,
        "most": carried.most if carried else None,
        "possible": carried.possible if carried else True,
        "by": one.by.full_name,
        "on": timezone.localtime(one.at).date(),
    }
