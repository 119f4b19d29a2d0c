"""What differs between the three registers where their pages are the same."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import Section, User
from yaohao.ground.accounts.rules import Role
from yaohao.ground.sheets.columns import Column
from yaohao.stages.registers.columns import COLUMNS
from yaohao.stages.registers.filters import ExpertFilter, ItemFilter, ObjectFilter, OfficerFilter
from yaohao.stages.registers.marks import basis_words, certificate_words, expert_words
from yaohao.stages.registers.models import Expert, InspectionObject, Item, Officer
from yaohao.stages.registers.queries.counties import counties
from yaohao.stages.registers.queries.regions import region_table
from yaohao.stages.registers.queries.states import officer_values
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.tables import ExpertTable, ItemTable, ObjectTable, OfficerTable

READERS = (
    Role.CLERK, Role.DIRECTOR, Role.DEPUTY, Role.SECTION_HEAD, Role.OFFICER, Role.AUDITOR,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shelf:
    """One register on the screen: its rows, filter, table, and one row as values of its columns."""

    kind: Kind
    title: Promise
    url: str
    rows: Callable[[User], QuerySet[Any]]
    filtered: Callable[[QueryDict, QuerySet[Any], User], Any]
    table: type[Any]
    values: Callable[[Any], Mapping[str, Any]]
    key: tuple[str, ...] = ("pk",)  # the usual order, which also parts equals in any other

    @property
    def columns(self) -> Sequence[Column]:
        """Of the sheet."""
        return COLUMNS[self.kind]

    @property
    def crumb(self) -> dict[str, Any]:
        """The way back to the list."""
        return {"label": self.title, "url": reverse(f"registers:{self.url}")}


def shelf_of(kind: str) -> Shelf:
    """The register named in an address; Http404 for another name."""
    try:
        return SHELVES[Kind(kind)]
    except ValueError:
        raise Http404 from None


def _objects(user: User) -> QuerySet[InspectionObject]:
    rows: QuerySet[InspectionObject] = InspectionObject.objects.visible_to(user)
    return rows.order_by("object_id")


def _officers(user: User) -> QuerySet[Officer]:
    rows: QuerySet[Officer] = Officer.objects.visible_to(user)
    return rows.select_related("section", "user").order_by("certificate")


def _items(user: User) -> QuerySet[Item]:
    rows: QuerySet[Item] = Item.objects.visible_to(user)
    return rows.prefetch_related("bases").order_by("code", "-version")


def _filter_objects(data: QueryDict, rows: QuerySet[Any], user: User) -> Any:
    return ObjectFilter(data, queryset=rows, counties=counties(user.bureau))


def _filter_officers(data: QueryDict, rows: QuerySet[Any], user: User) -> Any:
    names = Section.objects.filter(bureau=user.bureau_id).order_by("code")
    sections = [(str(pk), name) for pk, name in names.values_list("pk", "name")]
    return OfficerFilter(data, queryset=rows, sections=sections, counties=counties(user.bureau))


def _experts(user: User) -> QuerySet[Expert]:
    rows: QuerySet[Expert] = Expert.objects.visible_to(user)
    return rows.order_by("code")


def _filter_experts(data: QueryDict, rows: QuerySet[Any], user: User) -> Any:
    return ExpertFilter(data, queryset=rows, counties=counties(user.bureau))


def _filter_items(data: QueryDict, rows: QuerySet[Any], user: User) -> Any:
    found = Item.objects.visible_to(user).order_by()
    frequencies = sorted(set(found.values_list("frequency", flat=True)))
    ratios = sorted(set(found.values_list("ratio", flat=True)))
    return ItemFilter(data, queryset=rows, frequencies=frequencies, ratios=ratios)


def plain(row: Model, shelf_columns: Sequence[Column]) -> dict[str, Any]:
    """The fields of a row that have a column of the same name."""
    return {column.key: getattr(row, column.key, None) for column in shelf_columns}


def object_values(row: InspectionObject) -> dict[str, Any]:
    """One object as its sheet has it; read back, it changes nothing."""
    values = plain(row, COLUMNS[Kind.OBJECTS])
    return {
        **values,
        "region": region_table().name(row.region),
        "credit_code": row.credit_code or "无",
        "site": row.site or None,
        "industry": row.industry or None,
    }


def _officer_values(row: Officer) -> dict[str, Any]:
    standing = certificate_words(row, timezone.localdate())
    return {**officer_values(row), "certificate": row.certificate, "standing": standing}


def _expert_values(row: Expert) -> dict[str, Any]:
    standing = expert_words(row, timezone.localdate())
    region = region_table().name(row.region) if row.region else None
    return {**plain(row, COLUMNS[Kind.EXPERTS]), "region": region, "standing": standing}


def _item_values(row: Item) -> dict[str, Any]:
    standing = basis_words(row, timezone.localdate())
    values = plain(row, COLUMNS[Kind.ITEMS])
    return {**values, "version": str(row.version), "standing": standing}


SHELVES = {
    Kind.OBJECTS: Shelf(
        Kind.OBJECTS, _("Register of objects"), "objects", _objects, _filter_objects,
        ObjectTable, object_values, ("object_id",),
    ),
    Kind.OFFICERS: Shelf(
        Kind.OFFICERS, _("Register of officers"), "officers", _officers, _filter_officers,
        OfficerTable, _officer_values, ("certificate",),
    ),
    Kind.ITEMS: Shelf(
        Kind.ITEMS, _("List of items"), "items", _items, _filter_items, ItemTable, _item_values,
        ("code", "-version"),
    ),
    Kind.EXPERTS: Shelf(
        Kind.EXPERTS, _("Library of experts"), "experts", _experts, _filter_experts,
        ExpertTable, _expert_values, ("code",),
    ),
}  # fmt: skip
