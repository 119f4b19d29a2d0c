"""When an officer is not there: leave, and out of service."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.stages.registers import operations
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.forms import LeaveForm
from yaohao.stages.registers.models import Leave, Officer
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.views.shelves import SHELVES


@may(Role.CLERK)
def record_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Note the days on which an officer is on leave."""
    user = person(request)
    row = get_object_or_404(Officer.objects.visible_to(user), pk=pk)
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.record_leave(by=user, officer=pk, **form.cleaned_data)
        except RegisterError as refusal:
            form.add_error("last", str(refusal))
        else:
            messages.success(request, _("Leave noted. No draw counts on these days."))
            return redirect("registers:officer", pk=pk)
    title = _("Note a leave")
    crumbs = [SHELVES[Kind.OFFICERS].crumb, {"label": row.name}, {"label": title}]
    context = {"form": form, "row": row, "title": title, "breadcrumbs": crumbs}
    return render(request, "registers/leave.html", context, status=422 if form.errors else 200)


@may(Role.CLERK)
@require_POST
def withdraw_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """The leave counts no more."""
    user = person(request)
    row = get_object_or_404(Leave.objects.filter(officer__bureau=user.bureau_id), pk=pk)
    try:
        operations.withdraw_leave(by=user, pk=pk)
    except RegisterError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Leave withdrawn."))
    return redirect("registers:officer", pk=row.officer_id)


@may(Role.CLERK)
@require_POST
def retire_officer(request: HttpRequest, pk: int) -> HttpResponse:
    """Set an officer out of service."""
    revision = request.POST.get("revision", "")
    try:
        operations.retire_officer(
            by=person(request), pk=pk, revision=int(revision) if revision.isdecimal() else 0
        )
    except Officer.DoesNotExist:
        raise Http404 from None
    except RegisterError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Out of service: in no draw from now on."))
    return redirect("registers:officer", pk=pk)
