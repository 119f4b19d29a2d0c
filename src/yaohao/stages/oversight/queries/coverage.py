"""Which part of each county's enterprises was visited: this year, in the cycle, never."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.rules import VISITED
from yaohao.stages.oversight.queries.choosing import Chosen, counted, own
from yaohao.stages.oversight.rules.coverage import Cover
from yaohao.stages.planning.models import Cycle
from yaohao.stages.planning.rules import Regime
from yaohao.stages.registers.models import InspectionObject, PastVisit
from yaohao.stages.registers.queries import region_table
from yaohao.stages.registers.queries.counties import counties
from yaohao.stages.registers.rules.kinds import PastOrigin

PAST = {Regime.RANDOM: PastOrigin.RANDOM.value, Regime.KEY: PastOrigin.KEY.value}
Seen = tuple[int, str, str, date]
"""Key of the enterprise, its county, code of the item, day of the visit."""


@dataclass(frozen=True, slots=True)
class County:
    """A county of today's register and what was seen of it."""

    code: str
    name: str
    cover: Cover


def coverage(chosen: Chosen, regime: Regime, today: date) -> list[County]:
    """The counties that match, by code.

    Counted are enterprises that may be drawn today. Visits are those of one kind of inspection,
    with what a spreadsheet tells of the time before this product; `never` is by no visit of any
    kind, also none for a cause.
    """
    live = InspectionObject.objects.of(chosen.bureau).drawable()
    objects = _by_county(live)
    visited = Inspection.objects.filter(bureau__in=own(chosen.bureau), state__in=VISITED)
    past = PastVisit.objects.filter(bureau__in=own(chosen.bureau))
    never = _by_county(
        live.exclude(pk__in=visited.values("object")).exclude(pk__in=past.values("object"))
    )
    year, cycle = _seen(chosen, regime, today)
    known = {code for code, _name in counties(chosen.bureau) if not code.endswith("00")}
    table = region_table()
    return [
        County(
            code,
            table.name(code) or code,
            Cover(objects[code], len(year[code]), len(cycle[code]), never[code]),
        )
        for code in sorted(known | set(objects))
        if chosen.county in ("", code)
    ]


def _by_county(rows: Iterable[InspectionObject]) -> Counter[str]:
    counted = rows.order_by().values_list("region").annotate(Count("pk"))  # type: ignore[attr-defined]
    return Counter(dict(counted))


def _seen(
    chosen: Chosen, regime: Regime, today: date
) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
    """Enterprises by county: visited in the year, and in the cycle of the item visited by."""
    day = chosen.near(today)
    running = {
        cycle.item_code: (cycle.starts, cycle.ends)
        for cycle in Cycle.objects.filter(
            bureau__in=own(chosen.bureau), starts__lte=day, ends__gte=day
        )
    }
    year: dict[str, set[int]] = defaultdict(set)
    cycle: dict[str, set[int]] = defaultdict(set)
    first, last = chosen.days
    for firm, county, item, on in _visits(chosen, regime):
        if first <= on <= last:
            year[county].add(firm)
        if item in running and running[item][0] <= on <= running[item][1]:
            cycle[county].add(firm)
    return year, cycle


def _visits(chosen: Chosen, regime: Regime) -> Iterator[Seen]:
    rows = counted(chosen.bureau).filter(
        state__in=VISITED, line__regime=regime.value, object__exclusion="",
        object__bureau=chosen.bureau,
    )  # fmt: skip
    if chosen.section:
        rows = rows.filter(line__section=chosen.section)
    yield from rows.values_list("object", "object__region", "item__code", "day")
    if chosen.section or regime not in PAST:
        return  # a spreadsheet of the past names no section
    past = PastVisit.objects.filter(
        bureau__in=own(chosen.bureau), origin=PAST[regime], object__exclusion="",
        object__bureau=chosen.bureau,
    )  # fmt: skip
    yield from past.values_list("object__pk", "object__region", "item_code", "date")
