"""The list of legal bases on the screen: filter, table and columns of its export."""

from typing import Any

import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yaohao.ground.sheets.cells import Date, Integer
from yaohao.ground.sheets.columns import Column
from yaohao.ground.theme.filtering import ListFilter, OneOf, Words
from yaohao.stages.registers.filters import BASES
from yaohao.stages.registers.marks import FLAG_TONES, mark
from yaohao.stages.registers.models import Item, LegalBasis
from yaohao.stages.registers.rules.bases import Flag

COLUMNS = [
    Column("law", gettext_lazy("Law")),
    Column("article", gettext_lazy("Article")),
    Column("state", gettext_lazy("State")),
    Column("valid_from", gettext_lazy("In force from"), Date()),
    Column("valid_to", gettext_lazy("In force to"), Date()),
    Column("amended_on", gettext_lazy("Amended on"), Date()),
    Column("note", gettext_lazy("Note")),
    Column("uses", gettext_lazy("Items in force"), Integer()),
    Column("items", gettext_lazy("Items")),
]
STATES = [
    (value, label) for value, label in BASES if value not in ("any", "unnamed")
] + [("unused", gettext_lazy("no item in force rests on it"))]  # fmt: skip
WORDS = {
    Flag.ENDED: pgettext_lazy("basis", "ended"),
    Flag.NOT_YET: gettext_lazy("not yet in force"),
    Flag.AMENDED: gettext_lazy("amended"),
    Flag.ENDING: gettext_lazy("ends soon"),
}
_DAY = {"td": {"class": "day"}}


class BasisFilter(ListFilter):
    """Words of law, article or note; how it stands today."""

    q = Words(label=gettext_lazy("Law, article or note"), method="by_words")
    state = OneOf(label=gettext_lazy("State"), method="by_state", choices=STATES)

    class Meta:
        model = LegalBasis
        fields: list[str] = []

    def by_words(self, rows: QuerySet[LegalBasis], _name: str, value: str) -> QuerySet[LegalBasis]:
        """Rows that contain every word."""
        for word in value.split():
            rows = rows.filter(
                Q(law__icontains=word) | Q(article__icontains=word) | Q(note__icontains=word)
            )
        return rows

    def by_state(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Rows by the state that the list shows."""
        if value == "unused":
            return rows.filter(uses=0)
        today = timezone.localdate()
        wanted = [row.pk for row in rows if state_of(row, row.now, today) == Flag(value)]
        return rows.filter(pk__in=wanted)


def state_of(row: LegalBasis, items: list[Item], today: Any) -> Flag | None:
    """How a basis stands: amended as long as an item in force was not looked at since."""
    since = min((item.valid_from for item in items), default=today)
    return row.force.flag(since, today)


def state_mark(row: LegalBasis, items: list[Item], today: Any) -> SafeString:
    """The same as a mark."""
    flag = state_of(row, items, today)
    return mark(FLAG_TONES[flag] if flag else "good", state_words(row, items, today))


def state_words(row: LegalBasis, items: list[Item], today: Any) -> str:
    """The same in words."""
    flag = state_of(row, items, today)
    return str(WORDS[flag]) if flag else _("in force")


class BasisTable(tables.Table):  # type: ignore[misc]  # the library has no types
    """One row per basis; it leads to its page."""

    basis = tables.Column(
        verbose_name=gettext_lazy("Legal basis"),
        empty_values=(),
        linkify=("registers:basis", {"pk": tables.A("pk")}),
        order_by=("law", "pk"),
    )
    state = tables.Column(verbose_name=gettext_lazy("State"), empty_values=(), orderable=False)
    valid_to = tables.DateColumn(
        verbose_name=gettext_lazy("In force to"), format="Y-m-d", attrs=_DAY
    )
    amended_on = tables.DateColumn(
        verbose_name=gettext_lazy("Amended on"), format="Y-m-d", attrs=_DAY
    )
    note = tables.Column(verbose_name=gettext_lazy("Note"), orderable=False)
    items = tables.Column(
        verbose_name=gettext_lazy("Items in force"), empty_values=(), order_by=("uses",)
    )

    def render_basis(self, record: LegalBasis) -> str:
        """《…》第…条."""
        return str(record)

    def render_state(self, record: Any) -> SafeString:
        """How it stands today."""
        return state_mark(record, record.now, timezone.localdate())

    def render_items(self, record: Any) -> str:
        """The items that rest on it today."""
        return "、".join(item.code for item in record.now) or "—"


def values_of(row: Any) -> dict[str, Any]:
    """One basis as values of `COLUMNS`."""
    return {
        "law": row.law,
        "article": row.article,
        "state": state_words(row, row.now, timezone.localdate()),
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "amended_on": row.amended_on,
        "note": row.note,
        "uses": row.uses,
        "items": "、".join(item.code for item in row.now),
    }
