"""The outbox as a table, and the same columns as an export."""

from collections.abc import Iterable
from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from yaohao.ground.sheets.cells import Integer
from yaohao.ground.sheets.columns import Column
from yaohao.stages.credit.mapping import receivers
from yaohao.stages.credit.models import Dispatch

COLUMNS = [
    Column("reference", _("Delivery")),
    Column("name", _("Enterprise")),
    Column("kind", _("Kind")),
    Column("source", _("Source")),
    Column("version", _("Version"), Integer()),
    Column("receiver", _("Receiver")),
    Column("state", _("State")),
    Column("problems", _("To be mended"), Integer()),
    Column("batch", _("Batch")),
]


def rows_of(rows: Iterable[Dispatch]) -> list[dict[str, Any]]:
    """The deliveries as values of `COLUMNS`."""
    titles = receivers()
    return [
        {
            "pk": row.pk,
            "reference": row.reference,
            "name": row.object.name,
            "kind": row.get_kind_display(),
            "source": row.source,
            "version": row.version,
            "receiver": titles.get(row.receiver, row.receiver),
            "state": row.get_state_display(),
            "problems": len(row.problems),
            "batch": row.batch.number if row.batch else "",
        }
        for row in rows
    ]


class DispatchTable(tables.Table):  # type: ignore[misc]  # the library has no types
    """One row per delivery; the serial leads to its page."""

    reference = tables.Column(
        verbose_name=_("Delivery"),
        linkify=("credit:dispatch", {"pk": tables.A("pk")}),
        attrs={"td": {"class": "text-nowrap"}},
    )
    name = tables.Column(verbose_name=_("Enterprise"))
    kind = tables.Column(verbose_name=_("Kind"))
    source = tables.Column(verbose_name=_("Source"))
    version = tables.Column(verbose_name=_("Version"), attrs={"td": {"class": "num"}})
    receiver = tables.Column(verbose_name=_("Receiver"))
    state = tables.Column(verbose_name=_("State"))
    problems = tables.Column(verbose_name=_("To be mended"), attrs={"td": {"class": "num"}})

    class Meta:
        template_name = "theme/table.html"
