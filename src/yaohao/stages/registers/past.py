"""The lists of what was done before this product: rows, filters, tables, cells of their exports.

Every row says "not proven": nothing but the bureau's own spreadsheet stands behind it.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

import django_tables2 as tables
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yaohao.ground.accounts.models import User
from yaohao.ground.theme.filtering import ListFilter, OneOf, Words
from yaohao.stages.registers.filters import findable
from yaohao.stages.registers.marks import mark
from yaohao.stages.registers.models import InspectionObject, PastOrder, PastVisit
from yaohao.stages.registers.models.choices import choices
from yaohao.stages.registers.queries.past import past_orders, past_visits
from yaohao.stages.registers.queries.searching import matching
from yaohao.stages.registers.rules.kinds import Kind, PastOrigin
from yaohao.stages.registers.tables import RegisterTable

WHOSE = {
    "name": "object__name",
    "credit_code": "object__credit_code",
    "object_id": "object__object_id",
}
OPEN, LATE, CLOSED = "open", "late", "closed"
_DAY = {"td": {"class": "day"}}


def visits(user: User) -> QuerySet[PastVisit]:
    """The visits of the person's bureau, newest first."""
    rows: QuerySet[PastVisit] = past_visits(user.bureau)
    return rows


def orders(user: User) -> QuerySet[PastOrder]:
    """The orders of the person's bureau, the nearest due date first."""
    rows: QuerySet[PastOrder] = past_orders(user.bureau)
    return rows


class _PastFilter(ListFilter):
    q = Words(label=_("Name, initials or code"), method="by_words", validators=[findable])

    def by_words(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Rows whose object is found by name, initials, id or number."""
        return rows.filter(object__in=matching(InspectionObject.objects.all(), value).values("pk"))


class PastVisitFilter(_PastFilter):
    """Object, how the visit came about, year."""

    origin = OneOf(label=_("How it came about"), choices=choices(PastOrigin))
    year = OneOf(label=_("Year"), choices=(), field_name="date__year")

    class Meta:
        model = PastVisit
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dates = self.queryset.order_by().values_list("date__year", flat=True).distinct()
        years = [(str(year), str(year)) for year in sorted(set(dates), reverse=True)]
        self.form.fields["year"].choices = [("", _("all")), *years]


class PastOrderFilter(_PastFilter):
    """Object; whether the order is open, overdue or closed."""

    state = OneOf(
        label=_("State"),
        method="by_state",
        choices=[(OPEN, _("open")), (LATE, _("overdue")), (CLOSED, _("closed"))],
    )

    class Meta:
        model = PastOrder
        fields: list[str] = []

    def by_state(self, rows: QuerySet[PastOrder], _name: str, value: str) -> QuerySet[PastOrder]:
        """Rows by their re-check and due date."""
        if value == CLOSED:
            return rows.filter(closed_on__isnull=False)
        rows = rows.filter(closed_on=None)
        return rows.filter(due__lt=timezone.localdate()) if value == LATE else rows


def filter_visits(data: QueryDict, rows: QuerySet[Any], user: User) -> PastVisitFilter:
    """Those that an address asks for."""
    return PastVisitFilter(data, queryset=rows)


def filter_orders(data: QueryDict, rows: QuerySet[Any], user: User) -> PastOrderFilter:
    """Those that an address asks for."""
    return PastOrderFilter(data, queryset=rows)


class _PastTable(RegisterTable):
    beside: ClassVar[dict[str, Any]] = {"proof": _("Proof")}
    accessors: ClassVar[dict[str, str]] = WHOSE
    name = tables.Column(
        verbose_name=_("Name of the object"), accessor="object__name",
        linkify=("registers:object", {"pk": tables.A("object_id")}),
    )  # fmt: skip
    proof = tables.Column(verbose_name=_("Proof"), accessor="pk", orderable=False)

    def render_proof(self) -> SafeString:
        """The same on every row, so that none is quoted without it."""
        return mark("warn", gettext("not proven"))


class PastVisitTable(_PastTable):
    """One row per visit; the name leads to the object."""

    kind = Kind.VISITS
    date = tables.DateColumn(format="Y-m-d", attrs=_DAY)
    item_code = tables.Column(verbose_name=_("Item"))
    origin = tables.Column()
    result = tables.Column()
    document = tables.Column(verbose_name=_("Document number"))

    class Meta:
        model = PastVisit
        fields = ("name", "date", "item_code", "origin", "result", "document", "proof")
        sequence = fields


class PastOrderTable(_PastTable):
    """One row per order; the name leads to the object."""

    kind = Kind.ORDERS
    number = tables.Column(verbose_name=_("Number of the order"))
    date = tables.DateColumn(verbose_name=_("Day of the order"), format="Y-m-d", attrs=_DAY)
    due = tables.Column(attrs=_DAY)
    problem = tables.Column()
    closed_on = tables.DateColumn(format="Y-m-d", attrs=_DAY)

    class Meta:
        model = PastOrder
        fields = ("name", "number", "date", "due", "problem", "closed_on", "proof")
        sequence = fields

    def render_due(self, record: PastOrder) -> Any:
        """The day, marked when it has passed without a re-check."""
        late = record.closed_on is None and record.due < timezone.localdate()
        day = record.due.isoformat()
        return mark("bad", gettext("%(day)s, overdue") % {"day": day}) if late else day


def visit_values(row: PastVisit) -> Mapping[str, Any]:
    """One visit as its sheet has it; read back, it changes nothing."""
    return _values(row) | {
        "date": row.date, "item_code": row.item_code or None, "origin": row.origin,
        "result": row.result or None, "document": row.document or None,
    }  # fmt: skip


def order_values(row: PastOrder) -> Mapping[str, Any]:
    """One order as its sheet has it."""
    return _values(row) | {
        "number": row.number, "date": row.date, "due": row.due, "problem": row.problem,
        "closed_on": row.closed_on,
    }  # fmt: skip


def _values(row: PastVisit | PastOrder) -> dict[str, Any]:
    return {
        "name": row.object.name,
        "credit_code": row.object.credit_code or None,
        "object_id": row.object.object_id,
        "proof": gettext("not proven"),
    }
