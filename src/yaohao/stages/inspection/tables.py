"""The list of inspections and its export."""

from collections.abc import Iterable
from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from yaohao.ground.sheets.cells import Date
from yaohao.ground.sheets.columns import Column
from yaohao.stages.inspection.models import Inspection

COLUMNS = [
    Column("number", _("Number")),
    Column("name", _("Enterprise")),
    Column("item", _("Item")),
    Column("origin", _("Origin")),
    Column("planned_on", _("Planned for"), Date()),
    Column("state", _("State")),
    Column("outcome", _("Result")),
    Column("due", _("Report due"), Date()),
]


def rows_of(found: Iterable[Inspection]) -> list[dict[str, Any]]:
    """Inspections as values of `COLUMNS`."""
    return [
        {
            "pk": one.pk,
            "number": one.number,
            "name": one.object.name,
            "item": one.item.name,
            "origin": one.get_origin_display(),
            "planned_on": one.planned_on,
            "state": one.get_state_display(),
            "outcome": one.get_outcome_display() if one.outcome else "",
            "due": one.report.due if hasattr(one, "report") else None,
        }
        for one in found
    ]


class InspectionTable(tables.Table):  # type: ignore[misc]  # the library has no types
    """One row per inspection."""

    number = tables.Column(
        verbose_name=_("Number"),
        linkify=("inspection:inspection", {"pk": tables.A("pk")}),
        attrs={"td": {"class": "text-nowrap"}},
    )
    name = tables.Column(verbose_name=_("Enterprise"))
    item = tables.Column(verbose_name=_("Item"))
    origin = tables.Column(verbose_name=_("Origin"))
    planned_on = tables.Column(verbose_name=_("Planned for"))
    state = tables.Column(verbose_name=_("State"))
    outcome = tables.Column(verbose_name=_("Result"))
    due = tables.Column(verbose_name=_("Report due"))
