"""Complaints: the list, taking one, its page, and the acts on it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.audit.queries import of_subject
from yaohao.ground.sheets.download import TYPES
from yaohao.ground.theme.links import export_links
from yaohao.ground.theme.parts import Event, Fact, Step
from yaohao.stages.oversight import operations
from yaohao.stages.oversight.filters import ComplaintFilter
from yaohao.stages.oversight.forms import FORMS, ComplaintForm
from yaohao.stages.oversight.models import STATES, Complaint
from yaohao.stages.oversight.queries import complaints as queries
from yaohao.stages.oversight.rules.complaints import (
    HANDLERS,
    READERS,
    RECEIVERS,
    Act,
    Finding,
    State,
    startable,
)
from yaohao.stages.oversight.tables import COMPLAINTS, ComplaintTable, complaint_rows
from yaohao.stages.oversight.views.exports import wanted
from yaohao.stages.oversight.wording import ACTS
from yaohao.stages.oversight.words import action_words


@may(*READERS)
def complaints(request: HttpRequest) -> HttpResponse:
    """The complaints the reader may see."""
    user = person(request)
    chosen = ComplaintFilter(request.GET, queryset=queries.complaints(user))
    rows = complaint_rows(chosen.qs)
    sentence = ngettext("%(count)d complaint", "%(count)d complaints", len(rows)) % {
        "count": len(rows)
    }
    title = _("Complaints")
    file = wanted(request, COMPLAINTS, rows, name="complaints", title=title, sentence=sentence)
    if file:
        return file
    context = {
        "filter": chosen,
        "sentence": sentence,
        "exports": export_links(request, TYPES),
        "table": ComplaintTable(rows, order_by=request.GET.get("sort", "")),
        "may_receive": user.holds(*RECEIVERS),
    }
    return render(request, "oversight/complaints.html", context)


@may(*RECEIVERS)
def add(request: HttpRequest) -> HttpResponse:
    """Take a complaint."""
    user = person(request)
    form = ComplaintForm(request.POST if request.method == "POST" else None, user=user)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        for name in ("inspection", "officer"):
            values[name] = values[name].pk if values[name] else None
        try:
            taken = operations.receive_complaint(by=user, **values)
        except operations.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Taken as %(number)s.") % {"number": taken.number})
            return redirect("oversight:complaints")
    return render(request, "oversight/complaint_form.html", {"form": form})


@may(*READERS)
def complaint(request: HttpRequest, pk: int) -> HttpResponse:
    """One complaint: where it stands, what it says, what was done."""
    found = _own(request, pk)
    acts = startable(State(found.state), person(request).roles)
    context = {
        "complaint": found,
        "steps": _steps(found),
        "facts": _facts(found),
        "events": [
            Event(entry.at, action_words(entry.action), entry.actor_name, entry.reason)
            for entry in of_subject(found.subject).reverse()
        ],
        "acts": [(act.value, ACTS[act], FORMS[act]()) for act in acts],
        "breadcrumbs": [
            {"label": _("Complaints"), "url": reverse("oversight:complaints")},
            {"label": found.number},
        ],
    }
    return render(request, "oversight/complaint.html", context)


@may(*HANDLERS)
@require_POST
def complaint_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One step of the handling."""
    found = _own(request, pk)
    if act not in {one.value for one in Act}:
        raise Http404
    form = FORMS[Act(act)](request.POST)
    try:
        _do(request, found.pk, Act(act), form)
    except operations.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Written down."))
    return redirect("oversight:complaint", pk=pk)


def _do(request: HttpRequest, pk: int, act: Act, form: Any) -> None:
    if not form.is_valid():
        raise operations.Refused(" ".join(str(error) for error in form.errors.values()))
    by, values = person(request), form.cleaned_data
    match act:
        case Act.INVESTIGATE:
            operations.investigate(by=by, pk=pk)
        case Act.FIND:
            finding = Finding(values["finding"])
            operations.find(by=by, pk=pk, finding=finding, text=values["text"])
        case Act.TAKE_MEASURE:
            operations.take_measure(by=by, pk=pk, measure=values["measure"])
        case Act.ANSWER:
            operations.answer_complaint(by=by, pk=pk, answer=values["answer"])
        case Act.CLOSE:
            operations.close_complaint(by=by, pk=pk)


def _own(request: HttpRequest, pk: int) -> Complaint:
    try:
        return queries.complaint(pk, person(request))
    except Complaint.DoesNotExist as error:
        raise Http404 from error


def _steps(found: Complaint) -> list[Step]:
    names = [state for state, _label in STATES]
    place = names.index(found.state)
    return [
        Step(label, "done" if i < place else "current" if i == place else "future")
        for i, (_state, label) in enumerate(STATES)
    ]


def _facts(found: Complaint) -> list[Fact]:
    inspection = found.inspection
    url = reverse("inspection:inspection", args=[inspection.pk]) if inspection else ""
    facts = [
        Fact(_("What it says"), found.text),
        Fact(_("Received on"), found.received_on),
        Fact(_("Complainant"), found.complainant or _("anonymous")),
        Fact(_("How to reach"), found.contact),
        Fact(_("About the inspection"), inspection or "", url),
        Fact(_("About the officer"), found.officer or ""),
        Fact(_("Answer due"), found.due),
        Fact(_("Finding"), found.get_finding_display() if found.finding else ""),
        Fact(_("What was established"), found.finding_text),
        Fact(_("Measure"), found.measure),
        Fact(_("Answer"), found.answer),
    ]
    return [fact for fact in facts if fact.value]
