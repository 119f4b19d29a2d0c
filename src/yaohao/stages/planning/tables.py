"""The year's plan as a table, and the same columns as an export."""

from collections.abc import Iterable
from typing import Any

import django_tables2 as tables
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from yaohao.ground.sheets.cells import Date, Integer
from yaohao.ground.sheets.columns import Column
from yaohao.stages.planning import queries
from yaohao.stages.planning.grounds import ground_mark
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.strata import stratum_rank
from yaohao.stages.planning.teams import team_words
from yaohao.stages.planning.texts import filter_words, officers_for, share_words, stratum_word

COLUMNS = [
    Column("label", _("Number")),
    Column("title", _("Title")),
    Column("item", _("Item")),
    Column("regime", _("Kind of inspection")),
    Column("kind", _("Kind of draw")),
    Column("filter", _("From where")),
    Column("strata", _("Ratios")),
    Column("period_start", _("Period from"), Date()),
    Column("period_end", _("Period to"), Date()),
    Column("window_start", _("Visits from"), Date()),
    Column("window_end", _("Visits to"), Date()),
    Column("section", _("Responsible section")),
    Column("team", _("Team")),
    Column("eligible", _("Match"), Integer()),
    Column("without_place", _("No visit left"), Integer()),
    Column("to_draw", _("Drawn"), Integer()),
    Column("officers", _("Officers needed"), Integer()),
    Column("state", _("State")),
    Column("receipt", _("Receipt number of the hall")),
]


def rows_of(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """The lines as values of `COLUMNS`; each counted as the registers stand now."""
    rows = []
    shown = list(lines)
    found = queries.grounds(shown, timezone.localdate())
    houses = {line.bureau: queries.FullHouse(line.bureau) for line in shown}
    for line in shown:
        counted = queries.sentence(line)
        strata = [
            f"{stratum_word(line.stratify_by, share.code)} {share_words(share)}"
            for share in sorted(line.shares, key=lambda share: stratum_rank(share.code))
        ]
        rows.append(
            {
                "line": line,
                "label": line.called,
                "title": line.title,
                "item": f"{line.item.code} {line.item.name}",
                "ground": found.get(line.pk),
                "regime": line.get_regime_display(),
                "kind": line.get_type_display(),
                "filter": filter_words(line),
                "strata": "；".join(strata),
                "period_start": line.period_start,
                "period_end": line.period_end,
                "window_start": line.window_start,
                "window_end": line.window_end,
                "section": line.section.name if line.section else "",
                "team": team_words(line),
                "eligible": counted.eligible,
                "without_place": houses[line.bureau].count(line),
                "to_draw": counted.to_draw,
                "officers": officers_for(line, counted),
                "state": line.get_state_display(),
                "receipt": line.filing.receipt if line.filing else "",
            }
        )
    return rows


class LineTable(tables.Table):  # type: ignore[misc]  # the library has no types
    """One row per line; the label leads to its page."""

    label = tables.Column(
        verbose_name=_("Number"),
        linkify=("planning:line", {"pk": tables.A("line__pk")}),
        attrs={"td": {"class": "text-nowrap"}},
    )
    title = tables.Column(verbose_name=_("Title"))
    item = tables.Column(verbose_name=_("Item"))
    regime = tables.Column(verbose_name=_("Kind of inspection"))
    window = tables.Column(verbose_name=_("Visits"), accessor="window_start", orderable=False)
    eligible = tables.Column(verbose_name=_("Match"), attrs={"td": {"class": "num"}})
    without_place = tables.Column(verbose_name=_("No visit left"), attrs={"td": {"class": "num"}})
    to_draw = tables.Column(verbose_name=_("Drawn"), attrs={"td": {"class": "num"}})
    state = tables.Column(verbose_name=_("State"))

    def render_item(self, value: str, record: dict[str, Any]) -> SafeString:
        """The item, with what is to be seen to at it or its legal basis."""
        ground = record["ground"]
        return format_html("{} {}", value, ground_mark(ground) if ground else "")

    def render_regime(self, value: str, record: dict[str, Any]) -> SafeString:
        """Kind of inspection, and from where it is drawn."""
        return format_html('{}<br><span class="quiet">{}</span>', value, record["kind"])

    def render_window(self, record: dict[str, Any]) -> SafeString:
        """First to last day."""
        return format_html(
            '<span class="text-nowrap">{} –</span> <span class="text-nowrap">{}</span>',
            record["window_start"],
            record["window_end"],
        )
