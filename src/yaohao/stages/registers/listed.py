"""Which rows a list has and which of them an address asks for: the same for pages and the API."""

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from yaohao.ground.accounts.models import Section, User
from yaohao.stages.registers.filters import ExpertFilter, ItemFilter, ObjectFilter, OfficerFilter
from yaohao.stages.registers.models import Expert, InspectionObject, Item, Officer
from yaohao.stages.registers.queries.counties import counties
from yaohao.stages.registers.queries.groups import group_table, level_choices
from yaohao.stages.registers.rules.kinds import Kind


def objects(user: User) -> QuerySet[InspectionObject]:
    """The objects of the person's bureau."""
    rows: QuerySet[InspectionObject] = InspectionObject.objects.visible_to(user)
    return rows.order_by("object_id")


def officers(user: User) -> QuerySet[Officer]:
    """The officers of the person's bureau."""
    rows: QuerySet[Officer] = Officer.objects.visible_to(user)
    return rows.select_related("section", "user").order_by("certificate")


def items(user: User) -> QuerySet[Item]:
    """Every version of the items of the person's bureau."""
    rows: QuerySet[Item] = Item.objects.visible_to(user)
    return rows.prefetch_related("bases").order_by("code", "-version")


def filter_objects(data: QueryDict, rows: QuerySet[Any], user: User) -> Any:
    """Those that an address asks for."""
    named = list(group_table(user.bureau).values_list("code", "name"))
    return ObjectFilter(
        data, queryset=rows, counties=counties(user.bureau), groups=named,
        levels=level_choices(user.bureau),
    )  # fmt: skip


def filter_officers(data: QueryDict, rows: QuerySet[Any], user: User) -> Any:
    """Those that an address asks for."""
    names = Section.objects.filter(bureau=user.bureau_id).order_by("code")
    sections = [(str(pk), name) for pk, name in names.values_list("pk", "name")]
    return OfficerFilter(data, queryset=rows, sections=sections, counties=counties(user.bureau))


def experts(user: User) -> QuerySet[Expert]:
    """The experts of the person's bureau."""
    rows: QuerySet[Expert] = Expert.objects.visible_to(user)
    return rows.order_by("code")


def filter_experts(data: QueryDict, rows: QuerySet[Any], user: User) -> Any:
    """Those that an address asks for."""
    return ExpertFilter(data, queryset=rows, counties=counties(user.bureau))


def filter_items(data: QueryDict, rows: QuerySet[Any], user: User) -> Any:
    """Those that an address asks for."""
    found = Item.objects.visible_to(user).order_by()
    frequencies = sorted(set(found.values_list("frequency", flat=True)))
    ratios = sorted(set(found.values_list("ratio", flat=True)))
    return ItemFilter(data, queryset=rows, frequencies=frequencies, ratios=ratios)


LISTED = {
    Kind.OBJECTS: (objects, filter_objects),
    Kind.OFFICERS: (officers, filter_officers),
    Kind.ITEMS: (items, filter_items),
    Kind.EXPERTS: (experts, filter_experts),
}
