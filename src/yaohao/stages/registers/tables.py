"""The registers as tables on a page: the usual columns by hand, all others by their kind."""

from collections.abc import Sequence
from typing import Any, ClassVar

import django_tables2 as tables
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from yaohao.ground.sheets.cells import Date, Ratio
from yaohao.ground.sheets.cells import Text as TextKind
from yaohao.ground.sheets.columns import Column
from yaohao.stages.registers.columns import COLUMNS
from yaohao.stages.registers.columns.cells import FieldList
from yaohao.stages.registers.marks import (
    basis_mark,
    certificate_mark,
    expert_mark,
    risk_mark,
    state_mark,
)
from yaohao.stages.registers.models import Expert, InspectionObject, Item, Officer
from yaohao.stages.registers.queries.groups import group_table
from yaohao.stages.registers.queries.regions import region_table
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.plan import text_of
from yaohao.stages.registers.showing import shown

_CODE = {"td": {"class": "code"}}
_DAY = {"td": {"class": "day"}}
_TEXT = TextKind(longest=4000)


class FieldColumn(tables.Column):  # type: ignore[misc]  # the library has no types
    """A field of the register in words, as the page of the row says it."""

    def __init__(self, kind: Kind, column: Column, **more: Any) -> None:
        self.kind, self.key = kind, column.key
        attrs = _DAY if isinstance(column.parse, Date) else {}
        super().__init__(verbose_name=column.name, empty_values=(), attrs=attrs, **more)

    def render(self, value: Any) -> str:
        return shown(self.kind, self.key, text_of(value))


class RegisterTable(tables.Table):  # type: ignore[misc]  # the library has no types
    """One register. `chosen` are the keys of its columns, in the order of `offered`."""

    kind: ClassVar[Kind]
    # Columns that no sheet has, with what they are called.
    beside: ClassVar[dict[str, Any]] = {}
    # Where a key of a sheet is no field of the row.
    accessors: ClassVar[dict[str, str]] = {}

    def __init__(self, rows: QuerySet[Any], *, chosen: Sequence[str] = (), **more: Any) -> None:
        keys = list(chosen) or list(self.usual())
        own = self.base_columns
        extra = [
            (column.key, FieldColumn(self.kind, column, accessor=self.accessors.get(column.key)))
            for column in COLUMNS[self.kind]
            if column.key in keys and column.key not in own
        ]
        left_out = [key for key in own if key not in keys]
        super().__init__(rows, extra_columns=extra, exclude=left_out, sequence=keys, **more)

    @classmethod
    def usual(cls) -> tuple[str, ...]:
        """The columns shown as long as none are chosen."""
        return tuple(cls.base_columns)

    @classmethod
    def offered(cls) -> dict[str, Any]:
        """Every column that can be chosen, with its name: the usual first."""
        sheet = {column.key: column.name for column in COLUMNS[cls.kind]}
        names = {key: cls.beside.get(key) or sheet[key] for key in cls.usual()}
        return names | sheet

    @classmethod
    def sheet_column(cls, key: str) -> Column:
        """The column as an export of what is shown writes it."""
        known = {column.key: column for column in COLUMNS[cls.kind]}
        return known.get(key) or Column(key, cls.beside[key], _TEXT)

    def settle(self, *keys: str) -> None:
        """Make the order whole: rows that are equal in what is sorted by do not change places."""
        rows = self.data.data
        self.data.data = rows.order_by(*rows.query.order_by, *keys)


class ObjectTable(RegisterTable):
    """One row per object; the name leads to its page."""

    kind = Kind.OBJECTS
    name = tables.Column(linkify=("registers:object", {"pk": tables.A("pk")}))
    number = tables.Column(attrs=_CODE)
    object_id = tables.Column(verbose_name=_("Credit code or id"), attrs=_CODE)
    region = tables.Column()
    field = tables.Column()
    risk = tables.Column()
    credit = tables.Column()
    exclusion = tables.Column(verbose_name=_("State"), empty_values=())

    class Meta:
        model = InspectionObject
        fields = ("name", "number", "object_id", "region", "field", "risk", "credit", "exclusion")

    def render_region(self, value: str) -> str:
        """The county's name."""
        return region_table().name(value)

    def render_group(self, record: InspectionObject, value: str) -> str:
        """The name of the group."""
        if not hasattr(self, "_groups"):
            self._groups = dict(group_table(record.bureau).values_list("code", "name"))
        return self._groups.get(value, value) or "—"

    def render_risk(self, record: InspectionObject) -> SafeString:
        """Colour, shape and word."""
        return risk_mark(record)

    def render_exclusion(self, record: InspectionObject) -> SafeString:
        """In the register, or why not."""
        return state_mark(record)


class OfficerTable(RegisterTable):
    """One row per officer; the name leads to the page."""

    kind = Kind.OFFICERS
    beside: ClassVar[dict[str, Any]] = {"standing": _("Certificate")}
    accessors: ClassVar[dict[str, str]] = {"account": "user__username"}
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


class ExpertTable(RegisterTable):
    """One row per expert; the name leads to the page."""

    kind = Kind.EXPERTS
    beside: ClassVar[dict[str, Any]] = {"standing": _("Appointment")}
    name = tables.Column(
        verbose_name=_("Expert"), linkify=("registers:expert", {"pk": tables.A("pk")})
    )
    code = tables.Column(attrs=_CODE)
    title = tables.Column()
    trades = tables.Column(orderable=False)
    employer = tables.Column()
    valid_to = tables.DateColumn(verbose_name=_("Appointed to"), format="Y-m-d", attrs=_DAY)
    standing = tables.Column(
        verbose_name=_("Appointment"), accessor="valid_from", order_by=("active", "valid_to")
    )

    class Meta:
        model = Expert
        fields = ("name", "code", "title", "trades", "employer", "valid_to", "standing")

    def render_trades(self, value: list[str]) -> str:
        """The words."""
        return "、".join(value)

    def render_standing(self, record: Expert) -> SafeString:
        """Whether the appointment holds today."""
        return expert_mark(record, timezone.localdate())


class ItemTable(RegisterTable):
    """One row per version of an item; the name leads to its page."""

    kind = Kind.ITEMS
    beside: ClassVar[dict[str, Any]] = {
        "version": _("version"),
        "standing": _("State of the basis"),
    }
    code = tables.Column(attrs=_CODE)
    name = tables.Column(linkify=("registers:item", {"pk": tables.A("pk")}))
    version = tables.Column(attrs={"td": {"class": "num"}})
    object_kind = tables.Column()
    method = tables.Column()
    ratio = tables.Column(verbose_name=_("Ratio"), attrs={"td": {"class": "num"}})
    frequency = tables.Column()
    valid_from = tables.DateColumn(format="Y-m-d", attrs=_DAY)
    valid_to = tables.DateColumn(format="Y-m-d", attrs=_DAY)
    standing = tables.Column(
        verbose_name=_("State of the basis"), accessor="basis", orderable=False
    )

    class Meta:
        model = Item
        fields = (
            "code", "name", "version", "object_kind", "method", "ratio", "frequency",
            "valid_from", "valid_to", "standing",
        )  # fmt: skip

    def render_standing(self, record: Item) -> SafeString:
        """How its legal bases stand today."""
        return basis_mark(record, timezone.localdate())

    def render_ratio(self, value: int) -> Any:
        """As a percentage."""
        return Ratio().show(value)
