"""Adding and changing single rows."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.models import Section, User
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.stages.registers import operations
from yaohao.stages.registers.errors import RegisterError, RowRefusedError, StaleError
from yaohao.stages.registers.forms import ItemForm, ObjectForm, OfficerForm, RowForm
from yaohao.stages.registers.models import InspectionObject, Item, Officer
from yaohao.stages.registers.queries.counties import counties
from yaohao.stages.registers.queries.states import (
    affiliation_of,
    officer_accounts,
    officer_values,
)
from yaohao.stages.registers.rules.item_rows import ITEM_FIELDS
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.object_rows import OBJECT_FIELDS
from yaohao.stages.registers.views.shelves import SHELVES


@may(Role.CLERK)
def add_object(request: HttpRequest) -> HttpResponse:
    """Enter one object by hand."""
    user = person(request)
    form = ObjectForm(
        request.POST or None,
        counties=counties(user.bureau),
        affiliation=affiliation_of(user.bureau),
    )
    return _serve(request, Kind.OBJECTS, form, operations.add_object)


@may(Role.CLERK)
def edit_object(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one object."""
    user = person(request)
    row = get_object_or_404(InspectionObject.objects.visible_to(user), pk=pk)
    form = ObjectForm(
        request.POST or None,
        counties=counties(user.bureau),
        affiliation=affiliation_of(user.bureau),
        stored={name: getattr(row, name) for name in OBJECT_FIELDS},
        initial={"revision": row.revision},
    )
    return _serve(request, Kind.OBJECTS, form, operations.edit_object, row)


@may(Role.CLERK)
def add_officer(request: HttpRequest) -> HttpResponse:
    """Enter one officer by hand."""
    form = OfficerForm(request.POST or None, **_people(person(request)))
    return _serve(request, Kind.OFFICERS, form, operations.add_officer)


@may(Role.CLERK)
def edit_officer(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one officer."""
    user = person(request)
    rows = Officer.objects.visible_to(user).select_related("section", "user")
    row = get_object_or_404(rows, pk=pk)
    form = OfficerForm(
        request.POST or None,
        **_people(user, row.user),
        stored=officer_values(row),
        initial={"revision": row.revision},
    )
    return _serve(request, Kind.OFFICERS, form, operations.edit_officer, row)


@may(Role.CLERK)
def add_item(request: HttpRequest) -> HttpResponse:
    """Enter one item by hand."""
    form = ItemForm(request.POST or None, today=timezone.localdate())
    return _serve(request, Kind.ITEMS, form, operations.add_item)


@may(Role.CLERK)
def edit_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the next version of an item."""
    user = person(request)
    row = get_object_or_404(Item.objects.visible_to(user), pk=pk)
    form = ItemForm(
        request.POST or None,
        today=timezone.localdate(),
        stored={name: getattr(row, name) for name in ITEM_FIELDS},
        initial={"revision": row.revision},
    )
    return _serve(request, Kind.ITEMS, form, operations.edit_item, row)


def _people(user: User, joined: User | None = None) -> dict[str, Any]:
    sections = Section.objects.filter(bureau=user.bureau_id).order_by("code")
    people = officer_accounts(user.bureau).filter(is_active=True)
    if joined is not None:
        people = (people | User.objects.filter(pk=joined.pk)).distinct()
    return {
        "sections": list(sections.values_list("name", flat=True)),
        "accounts": list(people.values_list("username", "full_name")),
    }


def _serve(
    request: HttpRequest,
    kind: Kind,
    form: RowForm,
    operation: Callable[..., Any],
    row: Any = None,
) -> HttpResponse:
    shelf = SHELVES[kind]
    one = f"registers:{shelf.url.removesuffix('s')}"
    if request.method == "POST" and form.is_valid():
        which = {"pk": row.pk, "revision": form.cleaned_data["revision"] or 0} if row else {}
        try:
            saved = operation(by=person(request), values=form.values(), **which)
        except RowRefusedError as refusal:
            form.refuse(refusal.problems)
        except StaleError as refusal:
            messages.error(request, str(refusal))
            return redirect(one, pk=row.pk)
        except RegisterError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved: %(name)s") % {"name": saved})
            return redirect(one, pk=saved.pk)
    crumbs = [shelf.crumb, {"label": str(row) if row else _("Add")}]
    context = {"form": form, "row": row, "shelf": shelf, "breadcrumbs": crumbs}
    return render(request, "registers/form.html", context)
