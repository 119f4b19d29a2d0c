"""The list of draws as a table, the public table of a result, and both as exports."""

from collections.abc import Iterable
from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yaohao.ground.sheets.cells import Date, Integer
from yaohao.ground.sheets.columns import Column
from yaohao.stages.draw.assignments import Assignment
from yaohao.stages.draw.models import Draw
from yaohao.stages.planning.texts import stratum_word

COLUMNS = [
    Column("number", _("Number")),
    Column("kind", _("Kind")),
    Column("title", _("Title")),
    Column("item", _("Item")),
    Column("window_start", _("Visits from"), Date()),
    Column("window_end", _("Visits to"), Date()),
    Column("state", _("State")),
]

RESULT = [
    Column("round", _("Round"), Integer()),
    Column("place", _("Place"), Integer()),
    Column("object_id", _("Code of the object")),
    Column("name", _("Enterprise")),
    Column("stratum", _("Stratum")),
    Column("team", _("Inspectors (certificate)")),
    Column("ticket", _("Ticket")),
    Column("void", _("Not visited because")),
    Column("kind", _("Kind")),
]


class DrawTable(tables.Table):  # type: ignore[misc]  # the library has no types
    """One row per draw; the number leads to its page."""

    number = tables.Column(
        verbose_name=_("Number"),
        linkify=("draw:draw", {"number": tables.A("number")}),
        attrs={"td": {"class": "text-nowrap"}},
    )
    kind = tables.Column(verbose_name=_("Kind"))
    title = tables.Column(verbose_name=_("Title"))
    item = tables.Column(verbose_name=_("Item"))
    window = tables.Column(verbose_name=_("Visits"), accessor="window_start")
    state = tables.Column(verbose_name=_("State"), attrs={"td": {"class": "text-nowrap"}})

    def render_window(self, record: dict[str, Any]) -> str:
        """First to last day."""
        return f"{record['window_start']} – {record['window_end']}"


def rows_of(draws: Iterable[Draw]) -> list[dict[str, Any]]:
    """Draws as values of `COLUMNS`."""
    return [
        {
            "number": draw.number,
            "kind": kind_word(draw.exercise),
            "title": draw.line.title,
            "item": f"{draw.line.item.code} {draw.line.item.name}",
            "window_start": draw.line.window_start,
            "window_end": draw.line.window_end,
            "state": draw.get_state_display(),
        }
        for draw in draws
    ]


def result_rows_of(result: Iterable[Assignment], stratify_by: str) -> list[dict[str, Any]]:
    """A revealed result as values of `RESULT`: the public table (公示表)."""
    return [
        {
            "round": visit.round,
            "place": visit.position + 1,
            "object_id": visit.object_id,
            "name": visit.name,
            "stratum": stratum_word(stratify_by, visit.stratum),
            "team": "；".join(
                f"{member.place} {member.name}（{member.certificate}）" for member in visit.team
            ),
            "ticket": visit.ticket,
            "void": gettext("no visit left this year") if visit.void else "",
            "kind": kind_word(visit.exercise),
        }
        for visit in result
    ]


def kind_word(exercise: bool) -> str:
    """Draw or exercise, in words: an exported table is marked too."""
    return gettext("exercise") if exercise else gettext("draw")
