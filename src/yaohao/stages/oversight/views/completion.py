"""How far the plan is done: a bar per line, section or month, the table, words and files."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.sheets.cells import Integer
from yaohao.ground.sheets.columns import Column
from yaohao.ground.theme.charts import Bar
from yaohao.stages.oversight.filters import StatisticsFilter
from yaohao.stages.oversight.pages import page
from yaohao.stages.oversight.queries.choosing import Chosen
from yaohao.stages.oversight.queries.completion import Part, line_parts, month_parts
from yaohao.stages.oversight.rules.completion import Completion, grouped
from yaohao.stages.oversight.views.pictured import READERS, pictured, rows_at
from yaohao.stages.oversight.wording import REGIMES_SHORT
from yaohao.stages.planning.rules import Regime

NUMBERS = ("planned", "drawn", "visited", "reported", "overdue")
FIRST: dict[str, Promise] = {
    "line": gettext_lazy("Line"),
    "section": gettext_lazy("Section"),
    "month": gettext_lazy("Month"),
}


@may(*READERS)
def completion(request: HttpRequest) -> HttpResponse:
    """Planned, drawn, visited, reported, overdue; the kinds of inspection stand apart."""
    today = timezone.localdate()
    asked = StatisticsFilter(request.GET, person(request).bureau, today, by=True)

    def build(chosen: Chosen) -> tuple[list[Column], list[dict[str, Any]], str, dict[str, Any]]:
        by = asked.values["by"]
        parts = line_parts(chosen, today)
        if by == "month":
            rows = _by_month(chosen, parts)
        else:
            rows = _by_section(chosen, parts) if by == "section" else _by_line(chosen, parts)
        return _columns(by), rows, _sentence(chosen, parts), {"by": by}

    return pictured(request, "completion", asked, _("Plan completion"), build)


def _columns(by: str) -> list[Column]:
    return [
        Column("label", FIRST[by]),
        *([Column("title", gettext_lazy("Title"))] if by == "line" else []),
        Column("regime", gettext_lazy("Kind of inspection")),
        Column("planned", gettext_lazy("Planned"), Integer()),
        Column("drawn", gettext_lazy("Drawn"), Integer()),
        Column("visited", gettext_lazy("Visited"), Integer()),
        Column("reported", gettext_lazy("Reported"), Integer()),
        Column("overdue", gettext_lazy("Overdue"), Integer()),
        Column("done", gettext_lazy("Visited, %"), Integer()),
    ]


def _row(label: str, regime: Regime, done: Completion, links: dict[str, str]) -> dict[str, Any]:
    numbers = {name: getattr(done, name) for name in NUMBERS}
    said = {name: "—" if value is None else value for name, value in numbers.items()}
    words = _("%(label)s: %(planned)s planned, %(drawn)s drawn, %(visited)s visited") % {
        "label": label, **said,
    }  # fmt: skip
    most = max(done.planned or 0, done.drawn or 0, done.visited)
    return {
        "label": label,
        "regime": str(REGIMES_SHORT[regime.value]),
        **numbers,
        "done": done.done,
        "links": links,
        "late": bool(done.overdue),
        "picture": Bar(done.visited, 0, done.drawn or 0, most, words),
    }


def _by_line(chosen: Chosen, parts: Iterable[Part]) -> list[dict[str, Any]]:
    rows = []
    for part in parts:
        at = page("planning:line", part.line.pk)
        links = {
            "label": at,
            "planned": at,
            "drawn": page("draw:draw", part.draw) if part.draw else "",
            **_visits(chosen, regime=part.line.regime, line=part.line.number),
        }
        row = _row(part.line.label, part.regime, part.done, links)
        rows.append({**row, "title": part.line.title})
    return rows


def _by_section(chosen: Chosen, parts: Iterable[Part]) -> list[dict[str, Any]]:
    found = grouped(((part.line.section, part.regime), part.done) for part in parts)
    rows = []
    for (section, regime), done in found.items():
        plan = rows_at(
            "planning:lines", year=chosen.year, state="filed", regime=regime.value,
            section=section.pk if section else "",
        )  # fmt: skip
        visits = _visits(chosen, regime=regime.value, section=section.pk if section else "none")
        name = section.name if section else _("no section")
        rows.append(_row(name, regime, done, {"planned": plan, **visits}))
    return sorted(rows, key=lambda row: (row["label"], row["regime"]))


def _by_month(chosen: Chosen, parts: Sequence[Part]) -> list[dict[str, Any]]:
    rows = []
    for (month, regime), done in grouped(month_parts(chosen, parts)).items():
        links = _visits(
            chosen, regime=regime.value, section=chosen.section, on=f"{chosen.year}-{month:02d}"
        )
        rows.append(_row(f"{chosen.year}-{month:02d}", regime, done, links))
    return rows


def _visits(chosen: Chosen, **values: object) -> dict[str, str]:
    """Where visited and reported enterprises are listed."""
    asked = {"plan": chosen.year, "county": chosen.county, **values}
    return {
        state: rows_at("inspection:inspections", state=state, **asked)
        for state in ("visited", "reported")
    }


def _sentence(chosen: Chosen, parts: Sequence[Part]) -> str:
    found = grouped((part.regime, part.done) for part in parts)
    if not found:
        return _("%(year)d: no line that matches is filed.") % {"year": chosen.year}
    words = _(
        "%(regime)s: %(planned)s planned, %(drawn)s drawn, %(visited)s visited, "
        "%(reported)s reported, %(overdue)s overdue"
    )
    told = [
        words % {
            "regime": REGIMES_SHORT[regime.value],
            **{
                name: "—" if getattr(done, name) is None else getattr(done, name)
                for name in NUMBERS
            },
        }
        for regime, done in found.items()
    ]  # fmt: skip
    return (
        f"{chosen.year}: "
        + pgettext("between kinds", "; ").join(told)
        + pgettext("end of a sentence", ".")
    )
