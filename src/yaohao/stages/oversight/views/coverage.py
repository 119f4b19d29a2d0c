"""The map of tiles: which part of each county's enterprises was visited, with the table beside."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.sheets.cells import Integer
from yaohao.ground.sheets.columns import Column
from yaohao.ground.theme.charts import Bar, Tile, tile_map
from yaohao.stages.oversight.filters import StatisticsFilter
from yaohao.stages.oversight.queries.choosing import Chosen
from yaohao.stages.oversight.queries.coverage import County, coverage
from yaohao.stages.oversight.queries.layout import layout
from yaohao.stages.oversight.rules.coverage import placed, shade, whole
from yaohao.stages.oversight.tables import KINDS
from yaohao.stages.oversight.views.pictured import READERS, pictured, rows_at
from yaohao.stages.planning.rules import Regime

COLUMNS = [
    Column("label", gettext_lazy("County")),
    Column("code", gettext_lazy("Code")),
    Column("objects", gettext_lazy("Enterprises"), Integer()),
    Column("year", gettext_lazy("Visited this year"), Integer()),
    Column("share", "%", Integer()),
    Column("cycle", gettext_lazy("Visited in the cycle"), Integer()),
    Column("cycle_share", gettext_lazy("Of the cycle, %"), Integer()),
    Column("never", gettext_lazy("Never visited so far"), Integer()),
]
SHADES: list[Promise] = [
    gettext_lazy("none"),
    gettext_lazy("below 25 %"),
    gettext_lazy("25–49 %"),
    gettext_lazy("50–74 %"),
    gettext_lazy("75 % and more"),
]


@may(*READERS)
def coverage_map(request: HttpRequest) -> HttpResponse:
    """Visited this year, in the cycle, and never, by county."""
    today = timezone.localdate()
    asked = StatisticsFilter(request.GET, person(request).bureau, today, apart=True)

    def build(chosen: Chosen) -> tuple[list[Column], list[dict[str, Any]], str, dict[str, Any]]:
        regime = chosen.regime or Regime.RANDOM
        found = coverage(chosen, regime, today)
        places, unread = layout()
        at = placed((one.code for one in found), places)
        sentence = _sentence(chosen.year, regime, found)
        tiles = [_tile(one, *at[one.code]) for one in found]
        more = {
            "map": tile_map(tiles, sentence) if tiles else None,
            "shades": list(enumerate(SHADES)),
            "unread": unread,
        }
        return COLUMNS, [_row(chosen, one) for one in found], sentence, more

    return pictured(request, "coverage", asked, _("Coverage map"), build)


def _tile(one: County, column: int, row: int) -> Tile:
    cover = one.cover
    share = "—" if cover.share is None else f"{cover.share}%"
    if cover.year and not cover.share:
        share = "<1%"
    words = _("%(county)s: %(year)d of %(objects)d enterprises visited this year, %(share)s") % {
        "county": one.name, "year": cover.year, "objects": cover.objects, "share": share,
    }  # fmt: skip
    return Tile(
        column, row, shade(cover.year, cover.objects), one.name, share, words,
        f"#county-{one.code}",
    )  # fmt: skip


def _row(chosen: Chosen, one: County) -> dict[str, Any]:
    cover = one.cover
    visits = rows_at(
        "inspection:inspections", on=chosen.year, county=one.code, state="visited",
        regime=(chosen.regime or Regime.RANDOM).value, section=chosen.section,
    )  # fmt: skip
    objects = rows_at("registers:objects", region=one.code, state="live")
    words = _("%(county)s: %(year)d of %(objects)d visited this year, %(cycle)d in the cycle") % {
        "county": one.name, "year": cover.year, "objects": cover.objects, "cycle": cover.cycle,
    }  # fmt: skip
    return {
        "id": f"county-{one.code}",
        "label": one.name,
        "code": one.code,
        "objects": cover.objects,
        "year": cover.year,
        "share": cover.share,
        "cycle": cover.cycle,
        "cycle_share": cover.cycle_share,
        "never": cover.never,
        "links": {"objects": objects, "year": visits},
        "picture": Bar(cover.year, 0, cover.cycle, cover.objects, words),
    }


def _sentence(year: int, regime: Regime, found: Sequence[County]) -> str:
    cover = whole(one.cover for one in found)
    return _(
        "%(year)d, %(regime)s: %(visited)d of %(objects)d enterprises visited (%(share)d %%), "
        "%(cycle)d in the running cycle; %(never)d never visited by anybody."
    ) % {
        "year": year,
        "regime": KINDS[regime],
        "visited": cover.year,
        "objects": cover.objects,
        "share": cover.share or 0,
        "cycle": cover.cycle,
        "never": cover.never,
    }
