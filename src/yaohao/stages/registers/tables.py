"""The registers as tables on a page."""

from typing import Any

import django_tables2 as tables
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from yaohao.ground.sheets.cells import Ratio
from yaohao.stages.registers.columns.cells import FieldList
from yaohao.stages.registers.marks import certificate_mark, risk_mark, state_mark
from yaohao.stages.registers.models import InspectionObject, Item, Officer
from yaohao.stages.registers.queries.regions import region_table

_CODE = {"td": {"class": "code"}}
_DAY = {"td": {"class": "day"}}


class ObjectTable(tables.Table):  # type: ignore[misc]  # the library has no types
    """One row per object; the name leads to its page."""

    name = tables.Column(linkify=("registers:object", {"pk": tables.A("pk")}))
    number = tables.Column(attrs=_CODE)
    object_id = tables.Column(verbose_name=_("Credit code or id"), attrs=_CODE)
    region = tables.Column()
    field = tables.Column()
    risk = tables.Column()
    credit = tables.Column()
    state = tables.Column(verbose_name=_("State"), accessor="exclusion", empty_values=())

    class Meta:
        model = InspectionObject
        fields = ("name", "number", "object_id", "region", "field", "risk", "credit", "state")

    def render_region(self, value: str) -> str:
        """The county's name."""
        return region_table().name(value)

    def render_risk(self, record: InspectionObject) -> SafeString:
        """Colour, shape and word."""
        return risk_mark(record)

    def render_state(self, record: InspectionObject) -> SafeString:
        """In the register, or why not."""
        return state_mark(record)


class OfficerTable(tables.Table):  # type: ignore[misc]  # the library has no types
    """One row per officer; the name leads to the page."""

    name = tables.Column(
        verbose_name=_("Officer"), linkify=("registers:officer", {"pk": tables.A("pk")})
    )
    certificate = tables.Column(attrs=_CODE)
    section = tables.Column(accessor="section__name", verbose_name=_("Section"))
    functions = tables.Column(orderable=False)
    valid_to = tables.DateColumn(format="Y-m-d", attrs=_DAY)
    standing = tables.Column(
        verbose_name=_("Certificate"), accessor="valid_to", order_by=("active", "valid_to")
    )

    class Meta:
        model = Officer
        fields = ("name", "certificate", "section", "functions", "valid_to", "standing")

    def render_functions(self, value: list[str]) -> Any:
        """The fields in words."""
        return FieldList().show(value)

    def render_standing(self, record: Officer) -> SafeString:
        """Whether the certificate holds today."""
        return certificate_mark(record, timezone.localdate())


class ItemTable(tables.Table):  # type: ignore[misc]  # the library has no types
    """One row per version of an item; the name leads to its page."""

    code = tables.Column(attrs=_CODE)
    name = tables.Column(linkify=("registers:item", {"pk": tables.A("pk")}))
    version = tables.Column(attrs={"td": {"class": "num"}})
    object_kind = tables.Column()
    method = tables.Column()
    ratio = tables.Column(verbose_name=_("Ratio"), attrs={"td": {"class": "num"}})
    frequency = tables.Column()
    valid_from = tables.DateColumn(format="Y-m-d", attrs=_DAY)
    valid_to = tables.DateColumn(format="Y-m-d", attrs=_DAY)

    class Meta:
        model = Item
        fields = (
            "code", "name", "version", "object_kind", "method", "ratio", "frequency",
            "valid_from", "valid_to",
        )  # fmt: skip

    def render_ratio(self, value: int) -> Any:
        """As a percentage."""
        return Ratio().show(value)
