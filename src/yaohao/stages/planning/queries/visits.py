"""Reading the visit book: numbers, and ids for the draw alone; never whose visits they are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Q

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.planning.models import Cap, Line, Visit, VisitCounter
from yaohao.stages.planning.rules import (
    KIND_OF_REGIME,
    Attributes,
    Booking,
    CapRule,
    Full,
    Regime,
    Scope,
    VisitKind,
    VisitState,
    cap_of,
    full,
)
from yaohao.stages.registers.models import InspectionObject
from yaohao.stages.registers.queries.pools import pool
from yaohao.stages.registers.rules.pool_filter import PoolFilter

_LOOKED_AT = ("field", "industry", "credit", "standardisation")
PAST = "past:"  # sources of visits before this product begin so


def cap_rules(bureau: Bureau) -> list[CapRule]:
    """The limits a bureau works under: its own and those shipped, of all days."""
    return [cap.rule for cap in Cap.objects.filter(Q(bureau=bureau) | Q(bureau=None))]


def caps(bureau: Bureau) -> list[Cap]:
    """The same as rows, by group and grade, the newest first."""
    rows = Cap.objects.filter(Q(bureau=bureau) | Q(bureau=None))
    return list(rows.order_by("scope", "group", "grade", "-valid_from", "-pk"))


def places(bureau: Bureau, firm: InspectionObject, kind: VisitKind, on: date) -> dict[str, int]:
    """The counters a visit takes a place in, with their limits; empty if it does not count."""
    found = cap_of(attributes_of(firm), cap_rules(bureau), on, kind)
    return {counter_name(bureau, rule): rule.limit for rule in found}


def visit_of(source: str) -> Booking | None:
    """`nth` of `limit` of a booked visit; None when nothing was booked for this source."""
    visit = Visit.objects.filter(source=source).first()
    return booking_of(visit) if visit else None


def booking_of(visit: Visit) -> Booking:
    """A visit as its booking; a void one is not booked any more."""
    void = visit.state == VisitState.VOID.value
    reason = Full.VOIDED.value if void else ""
    unproven = unproven_visits(visit.subject, visit.year) if visit.counts else 0
    return Booking(not void, visit.nth, visit.limit, reason, unproven)


def unproven_visits(subject: str, year: int) -> int:
    """How many places of an enterprise are taken by visits that only a spreadsheet tells of."""
    taken = Visit.objects.filter(subject=subject, year=year, source__startswith=PAST, counts=True)
    return taken.exclude(state=VisitState.VOID.value).count()


def visits_left(firm: InspectionObject, on: date) -> tuple[int, int | None]:
    """(used, limit) of drawn visits in the year of `on`; limit None when none is set.

    Over several counters: the one with the fewest places left.
    """
    limits = places(firm.bureau, firm, VisitKind.RANDOM, on)
    used = _used([firm.object_id], on.year)[firm.object_id]
    pairs = [(used.get(pot, 0), limit) for pot, limit in limits.items()]
    return min(pairs, key=lambda pair: pair[1] - pair[0]) if pairs else (0, None)


def without_place(
    bureau: Bureau,
    pool_filter: PoolFilter,
    on: date,
    pending: Mapping[str, Mapping[VisitKind, int]] | None = None,
    kind: VisitKind = VisitKind.RANDOM,
) -> set[str]:
    """Ids of the objects that no visit of `kind` on day `on` has a place for. Pages show the count.

    `pending`: visits that will be booked but are not yet, by id and kind.
    """
    firms = pool(bureau, pool_filter).filter(exclusion="").values_list("object_id", *_LOOKED_AT)
    return _full_among(bureau, firms.iterator(chunk_size=5000), kind, on, pending or {})


class FullHouse:
    """Who has no visit left, for many lines of a bureau at once: each year and kind is read once.

    Good for one request; `count` of a line that draws no counted kind is 0 at once.
    """

    def __init__(self, bureau: Bureau) -> None:
        self.bureau = bureau
        self._full: dict[tuple[VisitKind, date], set[str]] = {}

    def count(self, line: Line) -> int:
        """How many objects of a line's pool have no visit left in the year of its window."""
        return self.count_for(line.pool_filter, line.regime, line.window_start)

    def count_for(self, pool_filter: PoolFilter, regime: str, on: date) -> int:
        """The same for a line that is still being written."""
        kind = KIND_OF_REGIME[Regime(regime)]
        found = self._full.get((kind, on))
        if found is None:
            found = without_place(self.bureau, PoolFilter(), on, kind=kind)
            self._full[kind, on] = found
        if not found or pool_filter.empty:
            return len(found)
        rows = pool(self.bureau, pool_filter).filter(exclusion="").order_by()
        return sum(object_id in found for object_id in rows.values_list("object_id", flat=True))


def count_without_place(line: Line) -> int:
    """How many objects of a line's pool have no visit left in the year of its window."""
    return FullHouse(line.bureau).count(line)


def _full_among(
    bureau: Bureau,
    firms: Iterable[tuple[str, ...]],
    kind: VisitKind,
    on: date,
    waiting: Mapping[str, Mapping[VisitKind, int]],
) -> set[str]:
    rules, used = cap_rules(bureau), _used(None, on.year)
    known: dict[tuple[str, ...], list[CapRule]] = {}
    left_out = set()
    for object_id, *seen in firms:
        values = tuple(seen)
        if values not in known:
            known[values] = cap_of(Attributes(*values), rules, on, kind)
        more = waiting.get(object_id, {})
        limits = {
            counter_name(bureau, rule): rule.limit
            - sum(number for each, number in more.items() if each.value in rule.kinds)
            for rule in known[values]
        }
        if full(limits, used.get(object_id, {})):
            left_out.add(object_id)
    return left_out


def counter_name(bureau: Bureau, rule: CapRule) -> str:
    """The pot of a limit; one per level of government where levels are counted apart."""
    return f"{bureau.level}:{rule.pot}" if rule.scope is Scope.LEVEL else rule.pot


def attributes_of(firm: InspectionObject) -> Attributes:
    """What the limits look at."""
    return Attributes(firm.field, firm.industry, firm.credit, firm.standardisation)


def _used(subjects: Collection[str] | None, year: int) -> Mapping[str, dict[str, int]]:
    rows = VisitCounter.objects.filter(year=year, used__gt=0)
    if subjects is not None:
        rows = rows.filter(subject__in=subjects)
    used: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for subject, scope, taken in rows.values_list("subject", "scope", "used"):
        used[subject][scope] = taken
    return used
