"""The clerk's board of a year: lines on a calendar, counties, what is late, and chasing it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from yaohao.ground.accounts.current import person
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rights import may
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.sheets.download import TYPES, download
from yaohao.ground.theme.links import export_links
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.queries import lines, years
from yaohao.stages.planning.rules import LineState
from yaohao.surfaces.desk import gantt
from yaohao.surfaces.desk.operations import CHASERS, chase
from yaohao.surfaces.desk.queries.board import county_progress, not_at_the_door
from yaohao.surfaces.desk.queries.overdue import Late, drawn_lines, last_chased, overdue
from yaohao.surfaces.desk.tables import BOARD, board_row

READERS = (Role.CLERK, Role.DIRECTOR, Role.DEPUTY, Role.SECTION_HEAD, Role.AUDITOR)
KINDS: dict[Late, Promise] = {
    Late.LINE: gettext_lazy("Visits have begun, nothing is drawn"),
    Late.REPORT: gettext_lazy("Report is late"),
    Late.ORDER: gettext_lazy("Order is past its day"),
}
SIGNS = {
    LineState.DRAFT.value: "pencil",
    LineState.OPINIONS.value: "people",
    LineState.GROUP.value: "people-fill",
    LineState.SUBMITTED.value: "hourglass-split",
    LineState.APPROVED.value: "check-lg",
    LineState.FILED.value: "archive",
    "drawn": "dice-5",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the plan on the calendar."""

    line: Line
    state: str  # of the line, or "drawn"
    word: str | Promise
    icon: str
    period: gantt.Stretch | None
    window: gantt.Stretch | None


@may(*READERS)
def year_board(request: HttpRequest) -> HttpResponse:
    """The lines, the counties and what is late of a year."""
    user, today = person(request), timezone.localdate()
    offered, year = _years(request)
    rows = _rows(user, year)
    drawn = sum(row.state == "drawn" for row in rows)
    words = ngettext(
        "%(year)d: %(count)d line, %(drawn)d drawn.", "%(year)d: %(count)d lines, %(drawn)d drawn.",
        len(rows),
    )  # fmt: skip
    sentence = words % {"year": year, "count": len(rows), "drawn": drawn}
    kind = request.GET.get("export", "")
    if kind in TYPES:
        return _file(kind, rows, year, sentence)
    context = {
        "year": year,
        "years": offered,
        "rows": rows,
        "today": gantt.mark(today, year),
        "months": range(1, 13),
        "ground": [gantt.MONTH * place for place in range(0, 12, 2)],
        "sentence": sentence,
        "exports": export_links(request, TYPES),
        "counties": county_progress(user, year),
        "unseen": not_at_the_door(user, year),
        "breadcrumbs": [{"label": _("Board of the year")}],
        **_late(user, year),
    }
    return render(request, "desk/year.html", context)


def _file(kind: str, rows: list[Row], year: int, sentence: str) -> HttpResponse:
    title = f"{_('Board of the year')} {year}"
    values = [board_row(row.line, str(row.word)) for row in rows]
    return download(
        kind, BOARD, values, name=f"year-{year}", title=title, sentence=sentence,
        at=timezone.localtime(),
    )  # fmt: skip


@may(*CHASERS)
@require_POST
def year_chase(request: HttpRequest) -> HttpResponse:
    """Chase what was chosen; without a choice all that is late."""
    _offered, year = _years(request)
    keys = request.POST.getlist("row") or None
    try:
        done = chase(by=person(request), year=year, keys=keys)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("Chased: %(rows)d. People told: %(people)d.")
        messages.success(request, said % {"rows": done.rows, "people": done.people})
    return redirect(f"{reverse('desk:year')}?year={year}#overdue")


def _years(request: HttpRequest) -> tuple[list[int], int]:
    """The years offered, and the one asked for; this year for nonsense."""
    this = timezone.localdate().year
    offered = sorted({*years(person(request).bureau), this, this + 1}, reverse=True)
    asked = (request.POST if request.method == "POST" else request.GET).get("year", "")
    return offered, int(asked) if asked in map(str, offered) else this


def _rows(user: User, year: int) -> list[Row]:
    drawn = drawn_lines(user.bureau, year)
    return [_row(line, year, line.pk in drawn) for line in lines(user.bureau, year)]


def _row(line: Line, year: int, drawn: bool) -> Row:
    state = "drawn" if drawn else line.state
    return Row(
        line=line,
        state=state,
        word=_("drawn") if drawn else line.get_state_display(),
        icon=SIGNS[state],
        period=gantt.stretch(*line.period, year),
        window=gantt.stretch(*line.window, year),
    )


def _late(user: User, year: int) -> dict[str, Any]:
    """What is late, counted by kind, each with the day it was last chased."""
    today = timezone.localdate()
    found, before = overdue(user, year, today), last_chased(user.bureau, year)
    rows = [
        {
            "row": row,
            "word": KINDS[row.kind],
            "days": (today - row.since).days,
            "chased": before.get(row.key),
            "fresh": row.key not in before or timezone.localdate(before[row.key]) < today,
        }
        for row in found
    ]
    chips = [
        {"kind": kind.value, "word": word, "count": sum(row.kind is kind for row in found)}
        for kind, word in KINDS.items()
    ]
    return {
        "late": rows,
        "chips": [chip for chip in chips if chip["count"]],
        "may_chase": user.holds(*CHASERS),
        "some_fresh": any(row["fresh"] for row in rows),
    }
