"""Acts on one row: end and resume an object, declare and lift a recusal."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.stages.registers import operations
from yaohao.stages.registers.errors import RegisterError, RowRefusedError, StaleError
from yaohao.stages.registers.forms import EndForm, RecusalForm
from yaohao.stages.registers.models import InspectionObject, Officer, Recusal
from yaohao.stages.registers.rules.kinds import Exclusion, Kind
from yaohao.stages.registers.views.shelves import SHELVES


@may(Role.CLERK)
def end_object(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an object out of every later draw."""
    user = person(request)
    row = get_object_or_404(InspectionObject.objects.visible_to(user), pk=pk)
    initial = {"revision": row.revision, "on": timezone.localdate()}
    form = EndForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            operations.end_object(
                by=user,
                pk=pk,
                revision=values["revision"],
                reason=Exclusion(values["reason"]),
                on=values["on"],
            )
        except StaleError as refusal:
            messages.error(request, str(refusal))
            return redirect("registers:object", pk=pk)
        except RowRefusedError as refusal:
            form.add_error("on", str(refusal))
        except RegisterError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Ended. It is in no draw from now on."))
            return redirect("registers:object", pk=pk)
    return _ask(request, form, row, Kind.OBJECTS, _("End the object"), "registers/end.html")


@may(Role.CLERK)
@require_POST
def resume_object(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an ended object back into the register."""
    revision = request.POST.get("revision", "")
    try:
        operations.resume_object(
            by=person(request), pk=pk, revision=int(revision) if revision.isdecimal() else 0
        )
    except InspectionObject.DoesNotExist:
        raise Http404 from None
    except RegisterError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Back in the register."))
    return redirect("registers:object", pk=pk)


@may(Role.CLERK)
def declare_recusal(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep an officer away from an object."""
    user = person(request)
    row = get_object_or_404(Officer.objects.visible_to(user), pk=pk)
    form = RecusalForm(request.POST or None, bureau=user.bureau)
    if request.method == "POST" and form.is_valid():
        assert form.found is not None
        values = {"object_id": form.found.object_id, "reason": form.cleaned_data["reason"]}
        try:
            operations.declare_recusal(by=user, officer=pk, **values)
        except RegisterError as refusal:
            form.add_error("asked", str(refusal))
        else:
            messages.success(request, _("Recusal declared. No draw will bring the two together."))
            return redirect("registers:officer", pk=pk)
    title = _("Declare a recusal")
    return _ask(request, form, row, Kind.OFFICERS, title, "registers/recusal.html")


@may(Role.CLERK)
@require_POST
def lift_recusal(request: HttpRequest, pk: int) -> HttpResponse:
    """End a recusal."""
    user = person(request)
    row = get_object_or_404(Recusal.objects.filter(officer__bureau=user.bureau_id), pk=pk)
    try:
        operations.lift_recusal(by=user, pk=pk)
    except RegisterError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Recusal lifted."))
    return redirect("registers:officer", pk=row.officer_id)


def _ask(
    request: HttpRequest, form: Any, row: Any, kind: Kind, title: str, template: str
) -> HttpResponse:
    shelf = SHELVES[kind]
    crumbs = [shelf.crumb, {"label": str(row)}, {"label": title}]
    context = {"form": form, "row": row, "title": title, "breadcrumbs": crumbs}
    return render(request, template, context)
