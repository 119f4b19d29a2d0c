"""Unit groups of the bureau: add, rename, end (article 10)."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.stages.registers import operations
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.forms.grades import GroupForm
from yaohao.stages.registers.models import UnitGroup
from yaohao.stages.registers.queries.groups import groups as groups_of
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.views.shelves import READERS, SHELVES


@may(*READERS)
def groups(request: HttpRequest) -> HttpResponse:
    """The bureau's own groups beside those of article 10, with their objects."""
    return _page(request, GroupForm())


@may(Role.CLERK)
@require_POST
def add_group(request: HttpRequest) -> HttpResponse:
    """Name a new group."""
    form = GroupForm(request.POST)
    if form.is_valid():
        try:
            group = operations.add_group(by=person(request), **form.cleaned_data)
        except RegisterError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved: %(name)s") % {"name": group.name})
            return redirect("registers:groups")
    return _page(request, form)


@may(Role.CLERK)
@require_POST
def rename_group(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a group otherwise."""
    return _done(request, operations.rename_group, pk=pk, name=request.POST.get("name", "")[:60])


@may(Role.CLERK)
@require_POST
def end_group(request: HttpRequest, pk: int) -> HttpResponse:
    """Use a group no more."""
    return _done(request, operations.end_group, pk=pk)


@may(Role.CLERK)
@require_POST
def resume_group(request: HttpRequest, pk: int) -> HttpResponse:
    """Use a group again."""
    return _done(request, operations.resume_group, pk=pk)


def _done(request: HttpRequest, act: Callable[..., UnitGroup], **values: Any) -> HttpResponse:
    try:
        group = act(by=person(request), **values)
    except UnitGroup.DoesNotExist:
        raise Http404 from None
    except RegisterError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved: %(name)s") % {"name": group.name})
    return redirect("registers:groups")


def _page(request: HttpRequest, form: GroupForm) -> HttpResponse:
    user = person(request)
    context = {
        "rows": groups_of(user.bureau),
        "form": form,
        "clerk": user.holds(Role.CLERK),
        "breadcrumbs": [SHELVES[Kind.OBJECTS].crumb, {"label": _("Unit groups")}],
    }
    return render(request, "registers/groups.html", context, status=422 if form.errors else 200)
