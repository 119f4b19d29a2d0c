"""The funnel of a year: picture, table, text, files."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.sheets.download import TYPES
from yaohao.ground.theme.links import export_links
from yaohao.stages.oversight.queries.figures import Part, cause_part, line_parts
from yaohao.stages.oversight.rules.figures import Funnel, share, total
from yaohao.stages.oversight.tables import KINDS, STATISTICS, StatisticsTable, statistics_rows
from yaohao.stages.oversight.views.exports import wanted
from yaohao.stages.oversight.views.pictured import READERS, tabs
from yaohao.stages.oversight.wording import STEPS
from yaohao.stages.planning.queries import years
from yaohao.stages.planning.rules import Regime

BAR = 40  # height of one bar of the picture, in its own units
WIDTH = 1000


@may(*READERS)
def statistics(request: HttpRequest) -> HttpResponse:
    """计划→抽取→检查→问题→整改→公示 of one year; visits with a cause stand apart."""
    user = person(request)
    this = timezone.localdate().year
    offered = sorted({*years(user.bureau), this}, reverse=True)
    asked = request.GET.get("year", "")
    year = int(asked) if asked in map(str, offered) else this
    parts, cause = line_parts(user, year), cause_part(user, year)
    whole = _total(parts, Regime.RANDOM)
    rows = statistics_rows(parts)
    sentence = _sentence(year, whole)
    title = _("Statistics %(year)s") % {"year": year}
    file = wanted(
        request, STATISTICS, rows, name=f"statistics-{year}", title=title, sentence=sentence
    )
    if file:
        return file
    context = {
        "tabs": tabs("oversight:statistics"),
        "year": year,
        "years": offered,
        "sentence": sentence,
        "exports": export_links(request, TYPES),
        "bars": _bars(whole),
        "height": BAR * len(whole.steps),
        "others": [
            (KINDS[regime], [(STEPS[name], value) for name, value in _total(parts, regime).steps])
            for regime in (Regime.KEY, Regime.SPECIAL)
            if any(part.regime is regime for part in parts)
        ],
        "cause": [(STEPS[name], value) for name, value in cause.steps],
        "table": StatisticsTable(rows, order_by=request.GET.get("sort", "")),
    }
    return render(request, "oversight/statistics.html", context)


def _total(parts: Sequence[Part], regime: Regime) -> Funnel:
    return total(part.funnel for part in parts if part.regime is regime)


def _sentence(year: int, whole: Funnel) -> str:
    return _(
        "%(year)s: %(planned)d planned, %(drawn)d drawn, %(inspected)d inspected; problems at "
        "%(problems)d, all put right at %(rectified)d; %(published)d made public."
    ) % {
        "year": year,
        "planned": whole.planned or 0,
        "drawn": whole.drawn or 0,
        "inspected": whole.inspected,
        "problems": whole.with_problems,
        "rectified": whole.rectified,
        "published": whole.published,
    }


def _bars(whole: Funnel) -> list[dict[str, Any]]:
    """Bars around a middle line, as wide as their share of the widest."""
    most = max((value for _name, value in whole.steps), default=0)
    bars = []
    for place, (name, value) in enumerate(whole.steps):
        width = WIDTH * share(value, most) // 100
        bars.append(
            {
                "word": STEPS[name],
                "value": value,
                "x": (WIDTH - width) // 2,
                "y": BAR * place + 4,
                "width": width,
                "text_y": BAR * place + 26,
            }
        )
    return bars
