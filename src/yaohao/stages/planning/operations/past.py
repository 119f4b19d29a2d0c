"""Visits before this product into the visit book: unproven, yet a visit is a visit.

Registers do not know the book, so the book looks at them: by the clock, before a draw rests on it,
and before the enterprise is booked for. An import that was undone gives its places back so.
"""

from collections.abc import Iterable

from django.utils import timezone

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.rules import Actor
from yaohao.stages.planning.models import Visit, VisitCounter
from yaohao.stages.planning.queries.past import (
    KIND_OF,
    Difference,
    past_difference,
    source_of,
)
from yaohao.stages.planning.queries.visits import attributes_of, cap_rules, counter_name
from yaohao.stages.planning.rules import VISIT_TRANSITIONS, VisitAct, VisitState, cap_of
from yaohao.stages.registers.models import PastVisit
from yaohao.stages.registers.rules.kinds import PastOrigin

_BATCH = 400
Pots = dict[str, int]  # counter to limit


@operation("planning.visit.take-past", article="20")
def take_past_visits(*, by: Actor, bureau: Bureau, year: int, object_id: str = "") -> int:
    """Book what the spreadsheets tell and free what they no longer tell.

    A visit beyond the limit took place all the same: it stands in the book and counts for nothing.
    """
    Bureau.objects.select_for_update(no_key=True).get(pk=bureau.pk)
    found = past_difference(bureau, year, object_id)
    freed = _free(found)
    booked = _book(bureau, year, found.book)
    detail = {"booked": len(booked), "freed": len(freed)}
    subject = f"planning.visit:past:{bureau.code}:{year}"
    record(by=by, subject=subject, changed=[*booked, *freed], detail=detail)
    return len(booked) + len(freed)


def _free(found: Difference) -> list[Visit]:
    _sources, target, _roles = VISIT_TRANSITIONS[VisitAct.RETRACT]
    assert target is not None
    freed = list(found.free)
    counters = _counters({(visit.subject, visit.year) for visit in freed})
    for visit in freed:
        visit.state = target.value
        for pot in visit.pots:
            counters[visit.subject, pot].used -= 1
    VisitCounter.objects.bulk_update(counters.values(), ["used"], batch_size=_BATCH)
    Visit.objects.bulk_update(freed, ["state"], batch_size=_BATCH)
    return freed


def _book(bureau: Bureau, year: int, rows: Iterable[PastVisit]) -> list[Visit]:
    rules = cap_rules(bureau)
    wanted: list[tuple[PastVisit, Pots]] = []
    for row in rows:
        kind = KIND_OF[PastOrigin(row.origin)]
        limits = cap_of(attributes_of(row.object), rules, row.date, kind)
        wanted.append((row, {counter_name(bureau, rule): rule.limit for rule in limits}))
    missing = {
        (row.object.object_id, pot): VisitCounter(
            subject=row.object.object_id, scope=pot, year=year, limit=limit
        )
        for row, pots in wanted
        for pot, limit in pots.items()
    }
    VisitCounter.objects.bulk_create(missing.values(), ignore_conflicts=True, batch_size=_BATCH)
    counters = _counters({(subject, year) for subject, _pot in missing})
    made = [_visit(bureau, row, pots, counters) for row, pots in wanted]
    VisitCounter.objects.bulk_update(counters.values(), ["used", "limit"], batch_size=_BATCH)
    return Visit.objects.bulk_create(made, batch_size=_BATCH)


def _visit(
    bureau: Bureau, row: PastVisit, pots: Pots, counters: dict[tuple[str, str], VisitCounter]
) -> Visit:
    subject = row.object.object_id
    mine = {pot: counters[subject, pot] for pot in pots}
    free = bool(mine) and all(mine[pot].used < limit for pot, limit in pots.items())
    left = []
    for pot, limit in pots.items() if free else ():
        mine[pot].used += 1
        mine[pot].limit = limit
        left.append((limit - mine[pot].used, mine[pot].used, limit))
    _least, nth, most = min(left) if left else (0, None, None)
    return Visit(
        bureau=bureau, subject=subject, year=row.date.year,
        kind=KIND_OF[PastOrigin(row.origin)].value, counts=free, state=VisitState.DONE.value,
        source=source_of(row), nth=nth, limit=most, pots=sorted(pots) if free else [],
        on=row.date, at=timezone.now(),
    )  # fmt: skip


def _counters(wanted: set[tuple[str, int]]) -> dict[tuple[str, str], VisitCounter]:
    """The counters of these enterprises, locked until the transaction ends, in one order."""
    subjects, found = sorted({subject for subject, _year in wanted}), []
    for start in range(0, len(subjects), _BATCH):
        rows = VisitCounter.objects.select_for_update().filter(
            subject__in=subjects[start : start + _BATCH], year__in={year for _s, year in wanted}
        )
        found += list(rows.order_by("subject", "scope"))
    return {(row.subject, row.scope): row for row in found}
