"""The acts on a line: each one button, one call, back to the page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.stages.planning import operations, queries
from yaohao.stages.planning.forms import FilingForm, OverloadForm, ReturnForm
from yaohao.stages.planning.grounds import reason
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.rules import LineState
from yaohao.stages.planning.views.reading import keep_typed, plan_crumb, plan_url


@may(Role.CLERK)
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a draft in; with a reason where the officers cannot carry it."""
    form = OverloadForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    said = _("The line is handed in.")
    return act_on(request, pk, said, operations.submit_line, reason=reason)


@may(Role.DIRECTOR)
@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve a line."""
    said = _("Approved. The line may be drawn once the plan is filed with the hall.")
    return act_on(request, pk, said, operations.approve_line)


@may(Role.DIRECTOR)
@require_POST
def return_(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a line back with a reason."""
    form = ReturnForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    said = _("The line went back to the clerk.")
    return act_on(request, pk, said, operations.return_line, reason=reason)


@may(Role.CLERK)
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a draft out of the plan."""
    year = _year_of(request, pk)
    try:
        label = operations.remove_line(by=person(request), pk=pk)
    except operations.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("planning:line", pk=pk)
    messages.success(request, _("Line %(line)s is removed.") % {"line": label})
    return redirect(plan_url(year))


@may(Role.CLERK)
def file(request: HttpRequest, year: int) -> HttpResponse:
    """Note the hall's receipt for the approved lines of a year."""
    user = person(request)
    form = FilingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            operations.file_with_hall(
                by=user, year=year, receipt=values["receipt"], filed_on=values["filed_on"]
            )
        except operations.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Filed. These lines may be drawn now."))
            return redirect(plan_url(year))
    waiting = queries.lines(user.bureau, year).filter(state=LineState.APPROVED.value)
    found = queries.grounds(waiting, timezone.localdate())
    lines = [line for line in waiting if line.pk not in found or found[line.pk].stands]
    left = [(line, reason(line, found[line.pk])) for line in waiting if line not in lines]
    crumbs = [plan_crumb(year), {"label": _("File with the hall")}]
    context = {"form": form, "year": year, "lines": lines, "left": left, "breadcrumbs": crumbs}
    return render(request, "planning/file.html", context)


def act_on(
    request: HttpRequest, pk: int, said: str, operation: Callable[..., Any], **values: Any
) -> HttpResponse:
    """Do one act on a line of the own bureau, and go back to its page with what came of it."""
    try:
        operation(by=person(request), pk=pk, **values)
    except Line.DoesNotExist:
        raise Http404 from None
    except operations.Refused as refusal:
        messages.error(request, str(refusal))
        keep_typed(request, pk)
    else:
        messages.success(request, said)
    return redirect("planning:line", pk=pk)


def _year_of(request: HttpRequest, pk: int) -> int:
    try:
        return queries.line(pk, person(request).bureau).plan.year
    except Line.DoesNotExist:
        raise Http404 from None
