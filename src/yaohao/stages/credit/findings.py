"""Which results ask for another grade: read from inspections, orders and cases."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.credit.rules import CLEAN_VISITS, Cause
from yaohao.stages.credit.sources import ended_on
from yaohao.stages.followup.models import Order, PenaltyCase
from yaohao.stages.followup.rules import CaseState, OrderState, PenaltyKind
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.rules import Outcome, State
from yaohao.stages.registers.models import InspectionObject

FINDINGS = frozenset({Outcome.ORDERED.value, Outcome.PENDING.value})
STANDING = (CaseState.DECIDED, CaseState.EXECUTED, CaseState.CLOSED)
OF_PENALTY = {
    PenaltyKind.FINE.value: Cause.FINE,
    PenaltyKind.LICENCE.value: Cause.LICENCE,
    PenaltyKind.SHUTDOWN.value: Cause.LICENCE,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One cause with its source and the day from which it counts."""

    cause: Cause
    source: str
    object: InspectionObject
    since: date


def findings(bureau: Bureau) -> Iterator[Finding]:
    """Every cause of a bureau in a fixed order: visits, orders, cases."""
    yield from _visits(bureau)
    yield from _orders(bureau)
    yield from _cases(bureau)


def _visits(bureau: Bureau) -> Iterator[Finding]:
    clean: dict[int, int] = {}
    closed = Inspection.objects.filter(bureau=bureau, state=State.REPORTED.value)
    related = closed.select_related("object", "record").order_by("record__ended_at", "pk")
    for visit in related:
        cause = None
        if visit.outcome == Outcome.NO_PROBLEM.value:
            clean[visit.object_id] = clean.get(visit.object_id, 0) + 1
            if clean[visit.object_id] % CLEAN_VISITS == 0:
                cause = Cause.CLEAN
        else:
            clean[visit.object_id] = 0
        if visit.outcome in FINDINGS:
            cause = Cause.FINDING
        elif visit.outcome == Outcome.UNCOOPERATIVE.value:
            cause = Cause.UNCOOPERATIVE
        if cause:
            yield Finding(cause, visit.subject, visit.object, ended_on(visit))


def _orders(bureau: Bureau) -> Iterator[Finding]:
    left = Order.objects.filter(bureau=bureau, state=OrderState.UNFULFILLED.value)
    for order in left.select_related("inspection__object").order_by("pk"):
        last = order.rechecks.order_by("-on", "-pk").first()
        major = last is not None and (
            last.items.filter(fulfilled=False, item__problem__major=True).exists()
        )
        cause = Cause.MAJOR_LEFT if major else Cause.UNFULFILLED
        since = last.on if last else timezone.localdate()
        yield Finding(cause, order.subject, order.inspection.object, since)


def _cases(bureau: Bureau) -> Iterator[Finding]:
    standing = PenaltyCase.objects.filter(
        bureau=bureau, state__in=[state.value for state in STANDING], kind__in=OF_PENALTY
    )
    for case in standing.select_related("inspection__object").order_by("pk"):
        since = case.decided_on or timezone.localdate()
        yield Finding(OF_PENALTY[case.kind], case.subject, case.inspection.object, since)
