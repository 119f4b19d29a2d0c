"""Were the lots of a year what the lot could do? Pictures, tables, words and files."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.sheets.cells import Integer, Number
from yaohao.ground.sheets.columns import Column
from yaohao.ground.sheets.download import TYPES
from yaohao.ground.theme.charts import Bar
from yaohao.ground.theme.parts import Export
from yaohao.stages.oversight.queries.fairness import Fairness, Times
from yaohao.stages.oversight.queries.fairness import fairness as compared
from yaohao.stages.oversight.rules.fairness import Judged, band, named
from yaohao.stages.oversight.views.exports import wanted
from yaohao.stages.planning.queries import years

READERS = (Role.AUDITOR, Role.DIRECTOR, Role.DEPUTY)
SHOWN = 20  # rows of a table on the page; the file has all
KINDS: dict[str, Promise] = {
    "objects": gettext_lazy("Enterprise"),
    "officers": gettext_lazy("Officers"),
    "pairs": gettext_lazy("Officer and enterprise"),
}
COLUMNS = [
    Column("code", gettext_lazy("Code")),
    Column("name", gettext_lazy("Name")),
    Column("seen", gettext_lazy("Times"), Integer()),
    Column("expected", gettext_lazy("Expected"), Number()),
    Column("tail", gettext_lazy("Chance of such a count"), Number()),
    Column("corrected", gettext_lazy("Corrected for all questions"), Number()),
]


@may(*READERS)
def fairness(request: HttpRequest) -> HttpResponse:
    """Enterprises, officers and pairs beside what was published before the draws."""
    user = person(request)
    this = timezone.localdate().year
    offered = sorted({*years(user.bureau), this}, reverse=True)
    asked = request.GET.get("year", "")
    year = int(asked) if asked in map(str, offered) else this
    found = compared(user, year)
    parts = {kind: _part(found, kind, year) for kind in KINDS}
    kind = request.GET.get("of", "objects")
    if kind in parts:
        part = parts[kind]
        file = wanted(
            request, COLUMNS, part["rows"], name=f"fairness-{kind}-{year}",
            title=f"{_('Fairness of the lot')} {year}", sentence=part["sentence"],
        )  # fmt: skip
        if file:
            return file
    context = {
        "year": year,
        "years": offered,
        "found": found,
        "times": _bars(found.times),
        "sentence": _sentence(found),
        "parts": parts.values(),
        "shown": SHOWN,
    }
    return render(request, "oversight/fairness.html", context)


def _part(found: Fairness, kind: str, year: int) -> dict[str, Any]:
    judged: Sequence[Judged] = getattr(found, kind)
    rows = _rows(judged, found.names)
    questions = found.pair_questions if kind == "pairs" else len(judged)
    return {
        "kind": kind,
        "word": KINDS[kind],
        "rows": rows,
        "table": list(zip(rows[:SHOWN], _pictures(judged[:SHOWN]), strict=True)),
        "sentence": _told(len(named(judged)), questions),
        "exports": [
            Export(name, f"?year={year}&of={kind}&export={name}")
            for name in (TYPES if rows else ())
        ],
    }


def _told(unlikely: int, questions: int) -> str:
    asked = ngettext("%(count)s question asked", "%(count)s questions asked", questions) % {
        "count": f"{questions:,}"
    }
    if not unlikely:
        return asked + _("; nothing that chance alone does not explain.")
    return asked + ngettext(
        "; %(count)d that chance alone hardly explains.",
        "; %(count)d that chance alone hardly explains.",
        unlikely,
    ) % {"count": unlikely}


def _sentence(found: Fairness) -> str:
    count = len(found.draws)
    told = ngettext(
        "%(count)d revealed draw compared.", "%(count)d revealed draws compared.", count
    ) % {"count": count}
    if found.unpublished:
        told += " " + _("Without published probabilities of officers: %(draws)s.") % {
            "draws": "、".join(found.unpublished)
        }
    return told


def _rows(judged: Iterable[Judged], names: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "code": one.asked.code,
            "name": " · ".join(names.get(code, code) for code in one.asked.code.split(" ")),
            "seen": one.asked.seen,
            "expected": round(one.asked.expected, 3),
            "tail": float(f"{one.asked.tail:.3g}"),
            "corrected": float(f"{one.corrected:.3g}"),
            "unlikely": one.unlikely,
        }
        for one in judged
    ]


def _pictures(judged: Sequence[Judged]) -> list[Bar]:
    most = max((max(one.asked.seen, one.asked.expected) for one in judged), default=0)
    words = _("%(seen)d times, %(expected).2f expected")
    return [
        Bar(
            one.asked.seen, 0, one.asked.expected, most,
            words % {"seen": one.asked.seen, "expected": one.asked.expected},
        )
        for one in judged
    ]  # fmt: skip


def _bars(times: Sequence[Times]) -> list[dict[str, Any]]:
    bands = [band(one.expected, one.deviation) for one in times]
    most = max([*(one.seen for one in times), *(high for _low, high in bands)], default=0)
    return [
        {
            "times": one,
            "low": low,
            "high": high,
            "outside": not low - 0.5 <= one.seen <= high + 0.5,
            "bar": Bar(
                one.seen, low, high, most,
                _("%(seen)d enterprises, %(expected).1f expected")
                % {"seen": one.seen, "expected": one.expected},
            ),
        }
        for one, (low, high) in zip(times, bands, strict=True)
    ]  # fmt: skip
