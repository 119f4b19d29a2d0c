"""The way of a line: what the sections and the leading group say, taking back, amending."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.stages.planning import operations, queries
from yaohao.stages.planning.forms.process import ResolutionForm
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.rules import LineState
from yaohao.stages.planning.views.decisions import act_on
from yaohao.stages.planning.views.reading import keep_typed, own_line, plan_crumb, plan_url


@may(Role.SECTION_HEAD)
@require_POST
def opine(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the opinion of one's section."""
    agrees = request.POST.get("agrees") == "yes"
    said = _("The opinion of your section is noted.")
    words = request.POST.get("words", "")
    return act_on(request, pk, said, operations.give_opinion, agrees=agrees, words=words)


@may(Role.CLERK, Role.DEPUTY, Role.DIRECTOR)
@require_POST
def resolve(request: HttpRequest, pk: int) -> HttpResponse:
    """Note the resolution of the leading group."""
    found, form = own_line(request, pk), ResolutionForm(request.POST)
    if not form.is_valid():
        crumbs = [plan_crumb(found.plan.year), {"label": found.label}]
        context = {"form": form, "line": found, "breadcrumbs": crumbs}
        return render(request, "planning/resolve.html", context, status=422)
    values = form.cleaned_data | {"agrees": request.POST.get("agrees") == "yes"}
    said = _("The resolution is noted.")
    return act_on(request, pk, said, operations.note_resolution, **values)


@may(Role.CLERK)
@require_POST
def recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a line back to mend it."""
    return act_on(request, pk, _("The line is a draft again."), operations.recall_line)


@may(Role.CLERK)
@require_POST
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the next version of a filed line."""
    try:
        made = operations.amend_line(
            by=person(request), pk=pk, reason=request.POST.get("reason", "")
        )
    except Line.DoesNotExist:
        raise Http404 from None
    except operations.Refused as refusal:
        messages.error(request, str(refusal))
        keep_typed(request, pk)
        return redirect("planning:line", pk=pk)
    messages.success(request, _("This is the new version. Change it, then hand it in."))
    return redirect("planning:line", pk=made.pk)


@may(Role.CLERK)
@require_POST
def submit_all(request: HttpRequest, year: int) -> HttpResponse:
    """Hand in every draft of the year, each judged for itself."""
    rows = queries.lines(person(request).bureau, year).filter(state=LineState.DRAFT.value)
    return _each(request, year, list(rows), operations.submit_line)


@may(Role.DIRECTOR)
@require_POST
def approve_all(request: HttpRequest, year: int) -> HttpResponse:
    """Approve every line of the year that waits, each judged for itself."""
    rows = queries.lines(person(request).bureau, year).filter(state=LineState.SUBMITTED.value)
    return _each(request, year, list(rows), operations.approve_line)


def _each(request: HttpRequest, year: int, rows: list[Line], operation: Any) -> HttpResponse:
    done = 0
    for row in rows:
        try:
            operation(by=person(request), pk=row.pk)
        except operations.Refused as refusal:
            messages.error(request, f"{row.called}：{refusal}")
        else:
            done += 1
    said = ngettext("%(count)d line went on.", "%(count)d lines went on.", done)
    messages.success(request, said % {"count": done})
    return redirect(plan_url(year))
