"""Adding and changing single rows."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.models import Section, User
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.stages.registers import operations
from yaohao.stages.registers.forms import ItemForm, ObjectForm, OfficerForm
from yaohao.stages.registers.models import InspectionObject, Item, Officer
from yaohao.stages.registers.queries.counties import counties
from yaohao.stages.registers.queries.groups import group_choices, level_choices
from yaohao.stages.registers.queries.states import (
    affiliation_of,
    officer_accounts,
    officer_values,
)
from yaohao.stages.registers.rules.item_rows import ITEM_FIELDS
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.object_rows import OBJECT_FIELDS
from yaohao.stages.registers.views.serving import Make, serve


@may(Role.CLERK)
def add_object(request: HttpRequest) -> HttpResponse:
    """Enter one object by hand."""
    return serve(request, Kind.OBJECTS, _object_form(person(request)), operations.add_object)


@may(Role.CLERK)
def edit_object(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one object."""
    user = person(request)
    row = get_object_or_404(InspectionObject.objects.visible_to(user), pk=pk)
    return serve(request, Kind.OBJECTS, _object_form(user), operations.edit_object, row)


@may(Role.CLERK)
def add_officer(request: HttpRequest) -> HttpResponse:
    """Enter one officer by hand."""
    return serve(request, Kind.OFFICERS, _officer_form(person(request)), operations.add_officer)


@may(Role.CLERK)
def edit_officer(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one officer."""
    user = person(request)
    rows = Officer.objects.visible_to(user).select_related("section", "user")
    row = get_object_or_404(rows, pk=pk)
    return serve(request, Kind.OFFICERS, _officer_form(user), operations.edit_officer, row)


@may(Role.CLERK)
def add_item(request: HttpRequest) -> HttpResponse:
    """Enter one item by hand."""
    return serve(request, Kind.ITEMS, _item_form, operations.add_item)


@may(Role.CLERK)
def edit_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the next version of an item."""
    row = get_object_or_404(Item.objects.visible_to(person(request)), pk=pk)
    return serve(request, Kind.ITEMS, _item_form, operations.edit_item, row)


def _object_form(user: User) -> Make:
    def make(data: QueryDict | None, row: InspectionObject | None) -> ObjectForm:
        return ObjectForm(
            data,
            counties=counties(user.bureau),
            affiliation=affiliation_of(user.bureau),
            groups=group_choices(user.bureau, [row.group] if row else ()),
            levels=level_choices(user.bureau),
            **_stored(row, {name: getattr(row, name) for name in OBJECT_FIELDS} if row else {}),
        )

    return make


def _officer_form(user: User) -> Make:
    def make(data: QueryDict | None, row: Officer | None) -> OfficerForm:
        people = _people(user, row.user if row else None)
        return OfficerForm(data, **people, **_stored(row, officer_values(row) if row else {}))

    return make


def _item_form(data: QueryDict | None, row: Item | None) -> ItemForm:
    values = {name: getattr(row, name) for name in ITEM_FIELDS} if row else {}
    return ItemForm(data, today=timezone.localdate(), **_stored(row, values))


def _stored(row: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a form of a row that is there shows; of a new one nothing."""
    return {"stored": values, "initial": {"revision": row.revision}} if row else {}


def _people(user: User, joined: User | None = None) -> dict[str, Any]:
    sections = Section.objects.filter(bureau=user.bureau_id).order_by("code")
    people = officer_accounts(user.bureau).filter(is_active=True)
    if joined is not None:
        people = (people | User.objects.filter(pk=joined.pk)).distinct()
    return {
        "sections": list(sections.values_list("name", flat=True)),
        "accounts": list(people.values_list("username", "full_name")),
        "counties": counties(user.bureau),
    }
