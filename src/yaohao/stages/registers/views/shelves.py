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

from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.ground.sheets.columns import Column
from yaohao.stages.registers import listed, past
from yaohao.stages.registers.columns import COLUMNS
from yaohao.stages.registers.marks import basis_words, certificate_words, expert_words
from yaohao.stages.registers.models import Expert, InspectionObject, Item, Officer
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
    typed: bool = True  # whether rows are also entered by hand

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
        Kind.OBJECTS, _("Register of objects"), "objects", listed.objects, listed.filter_objects,
        ObjectTable, object_values, ("object_id",),
    ),
    Kind.OFFICERS: Shelf(
        Kind.OFFICERS, _("Register of officers"), "officers", listed.officers,
        listed.filter_officers, OfficerTable, _officer_values, ("certificate",),
    ),
    Kind.ITEMS: Shelf(
        Kind.ITEMS, _("List of items"), "items", listed.items, listed.filter_items, ItemTable,
        _item_values, ("code", "-version"),
    ),
    Kind.EXPERTS: Shelf(
        Kind.EXPERTS, _("Library of experts"), "experts", listed.experts, listed.filter_experts,
        ExpertTable, _expert_values, ("code",),
    ),
    Kind.VISITS: Shelf(
        Kind.VISITS, _("Visits before this system"), "visits", past.visits, past.filter_visits,
        past.PastVisitTable, past.visit_values, ("-date", "-pk"), typed=False,
    ),
    Kind.ORDERS: Shelf(
        Kind.ORDERS, _("Orders before this system"), "orders", past.orders, past.filter_orders,
        past.PastOrderTable, past.order_values, ("due", "pk"), typed=False,
    ),
}  # fmt: skip
