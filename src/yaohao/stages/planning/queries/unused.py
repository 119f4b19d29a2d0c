"""Items that nothing used for five years: they are reported, the list stays true (article 7).

A use is a line that was filed, a visit in the visit book, or one from before this product. What
nobody could know of is not held against an item: the five years begin with the first record.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.audit.models import Entry
from yaohao.ground.audit.queries import of_subject
from yaohao.stages.planning.models import Line, Visit
from yaohao.stages.planning.rules import LineState, VisitState
from yaohao.stages.registers.models import Item, PastVisit
from yaohao.stages.registers.queries import items_in_force

YEARS = 5
REPORT = "planning.unused.report"


@dataclass(frozen=True, slots=True)
class Unused:
    """One item in force: since when the list has it, when it was used last, if ever."""

    item: Item
    since: date
    last: date | None


def unused_items(bureau: Bureau, today: date) -> list[Unused]:
    """The items in force that were not used for five years, by code."""
    before, begin = cutoff(today), records_begin(bureau)
    if begin is None or begin > before:
        return []
    since, last = _since(bureau), last_uses(bureau)
    found = [Unused(item, since[item.code], last.get(item.code))
             for item in items_in_force(bureau, today)]  # fmt: skip
    return [one for one in found if one.since <= before and (one.last is None or one.last < before)]


def cutoff(today: date) -> date:
    """The same day five years ago; of 29 February the day after."""
    year = today.year - YEARS
    leap = (today.month, today.day) == (2, 29)
    return date(year, 3, 1) if leap else today.replace(year=year)


def records_begin(bureau: Bureau) -> date | None:
    """The first day of which this product knows what was inspected; None: of none."""
    lines = Line.objects.of(bureau).filter(state=LineState.FILED.value)
    days = [
        lines.aggregate(day=Min("window_start"))["day"],
        Visit.objects.of(bureau).aggregate(day=Min("on"))["day"],
        PastVisit.objects.of(bureau).aggregate(day=Min("date"))["day"],
    ]
    return min((day for day in days if day), default=None)


def last_uses(bureau: Bureau) -> dict[str, date]:
    """By item code the last day on which it was used, or is to be used by a filed line."""
    lines = Line.objects.of(bureau).filter(state=LineState.FILED.value)
    visits = Visit.objects.of(bureau).exclude(state=VisitState.VOID.value)
    found: dict[str, date] = {}
    for code, day in (
        *_latest(lines.values_list("item__code").annotate(day=Max("window_end"))),
        *_latest(visits.values_list("item_code").annotate(day=Max("on"))),
        *_latest(PastVisit.objects.of(bureau).values_list("item_code").annotate(day=Max("date"))),
    ):
        found[code] = max(day, found.get(code, day))
    return found


def reported(bureau: Bureau, year: int) -> Entry | None:
    """The report of a year, if it was made."""
    return of_subject(report_subject(bureau, year)).filter(action=REPORT).first()


def report_subject(bureau: Bureau, year: int) -> str:
    """Name of a year's report in the trail."""
    return f"planning.unused:{bureau.code}-{year}"


def _latest(rows: Iterable[tuple[str, date]]) -> list[tuple[str, date]]:
    return [(code, day) for code, day in rows if code]


def _since(bureau: Bureau) -> dict[str, date]:
    rows = Item.objects.of(bureau).order_by().values_list("code")
    return dict(rows.annotate(day=Min("valid_from")))
