"""Penalty cases."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rights import may
from yaohao.ground.audit.queries import of_subject
from yaohao.ground.sheets.download import TYPES
from yaohao.ground.theme.links import export_links
from yaohao.ground.theme.parts import Event, Fact
from yaohao.stages.followup import operations, queries
from yaohao.stages.followup.filters import CaseFilter
from yaohao.stages.followup.forms import CaseForm, DecisionForm, ReasonForm
from yaohao.stages.followup.models import PenaltyCase
from yaohao.stages.followup.rules import CASE_TRANSITIONS, CaseAct, CaseState, PenaltyKind
from yaohao.stages.followup.tables import CASES, CaseTable, case_rows
from yaohao.stages.followup.views.parts import (
    ACTORS,
    OFFICERS,
    READERS,
    tried,
    wanted,
)
from yaohao.stages.followup.wording import CASE_ACTS, act_words
from yaohao.stages.inspection.models import Inspection


def _decide(by: User, pk: int, values: dict[str, Any]) -> object:
    return operations.decide(by=by, pk=pk, **values | {"kind": PenaltyKind(values["kind"])})


ACTS: dict[CaseAct, tuple[type[forms.Form], Callable[[User, int, dict[str, Any]], object]]] = {
    CaseAct.NOTIFY: (forms.Form, lambda by, pk, _v: operations.notify_enterprise(by=by, pk=pk)),
    CaseAct.DECIDE: (DecisionForm, _decide),
    CaseAct.EXECUTE: (forms.Form, lambda by, pk, _v: operations.execute(by=by, pk=pk)),
    CaseAct.CLOSE: (forms.Form, lambda by, pk, _v: operations.close_case(by=by, pk=pk)),
    CaseAct.DROP: (ReasonForm, lambda by, pk, v: operations.drop_case(by=by, pk=pk, **v)),
    CaseAct.ANNUL: (ReasonForm, lambda by, pk, v: operations.annul(by=by, pk=pk, **v)),
}


@may(*READERS)
def cases(request: HttpRequest) -> HttpResponse:
    """The cases the reader may see."""
    chosen = CaseFilter(request.GET, queryset=queries.cases(person(request)))
    rows = case_rows(chosen.qs)
    sentence = ngettext("%(count)d case", "%(count)d cases", len(rows)) % {"count": len(rows)}
    file = wanted(request, CASES, rows, _("Penalty cases"), sentence)
    if file:
        return file
    context = {
        "filter": chosen,
        "sentence": sentence,
        "exports": export_links(request, TYPES),
        "table": CaseTable(rows, order_by=request.GET.get("sort", "")),
        "title": _("Penalty cases"),
    }
    return render(request, "followup/list.html", context)


@may(*OFFICERS)
def case_add(request: HttpRequest, inspection: int) -> HttpResponse:
    """Open a case for what a visit found."""
    visit = Inspection.objects.visible_to(person(request)).filter(pk=inspection).first()
    if visit is None:
        raise Http404
    form = CaseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.file_case(
                by=person(request), inspection=visit.pk, **form.cleaned_data
            )
        except operations.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("followup:case", pk=made.pk)
    context = {"form": form, "title": _("Penalty case"), "about": visit}
    return render(request, "followup/form.html", context)


@may(*READERS)
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One case and what may be done to it now."""
    found, user = _own(request, pk), person(request)
    acts = [
        (act.value, CASE_ACTS[act], ACTS[act][0]())
        for act, (sources, _target, roles) in CASE_TRANSITIONS.items()
        if CaseState(found.state) in sources and user.holds(*roles)
    ]
    context = {
        "case": found,
        "acts": acts,
        "facts": _facts(found),
        "events": [
            Event(entry.at, act_words(entry.action), entry.actor_name, entry.reason)
            for entry in of_subject(found.subject).reverse()
        ],
        "breadcrumbs": [
            {"label": _("Penalty cases"), "url": reverse("followup:cases")},
            {"label": found.number},
        ],
    }
    return render(request, "followup/case.html", context)


@may(*ACTORS)
@require_POST
def case_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One step of the case."""
    found, by = _own(request, pk), person(request)
    if act not in {one.value for one in CaseAct}:
        raise Http404
    form_class, do = ACTS[CaseAct(act)]
    form = form_class(request.POST)
    if not form.is_valid():
        raise Http404
    tried(request, lambda: do(by, found.pk, form.cleaned_data))
    return redirect("followup:case", pk=pk)


def _facts(found: PenaltyCase) -> list[Fact]:
    visit = found.inspection
    page = reverse("inspection:inspection", args=[visit.pk])
    facts = [
        Fact(_("Enterprise"), visit.object.name),
        Fact(_("Inspection"), visit.number, page),
        Fact(_("State"), found.get_state_display()),
        Fact(_("Violation"), found.violation),
        Fact(_("Legal basis"), found.basis),
        Fact(_("Decision"), found.decision),
        Fact(_("Penalty in words"), found.penalty),
        Fact(_("Amount (yuan)"), found.amount),
        Fact(_("Public by"), found.publish_by),
        Fact(_("Reason"), found.reason),
    ]
    return [fact for fact in facts if fact.value]


def _own(request: HttpRequest, pk: int) -> PenaltyCase:
    found = queries.cases(person(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
