"""What the earlier stages say of closed inspections and decided cases, as plain facts."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.audit.rules import canonical
from yaohao.stages.credit.rules import Kind
from yaohao.stages.followup.models import PenaltyCase
from yaohao.stages.followup.rules import CaseState
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.rules import Origin, State
from yaohao.stages.registers.models import InspectionObject
from yaohao.stages.registers.rules.blacklist import LISTED_YEARS, later

SENTENCED = (CaseState.DECIDED, CaseState.EXECUTED, CaseState.CLOSED, CaseState.ANNULLED)


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to deliver: `on` decides which mapping holds, `digest` whether it is new."""

    kind: Kind
    source: str
    on: date
    object: InspectionObject
    facts: dict[str, Any]

    @property
    def digest(self) -> str:
        """SHA-256 of the facts in lower hex."""
        return hashlib.sha256(canonical(self.facts).encode()).hexdigest()


def sources(bureau: Bureau) -> Iterator[Source]:
    """Closed inspections, then decided and annulled cases, each in their order."""
    closed = Inspection.objects.filter(bureau=bureau, state=State.REPORTED.value)
    related = ("object", "item", "draw", "line__plan", "record", "bureau")
    for visit in closed.select_related(*related).order_by("pk"):
        yield _result(visit)
    cases = PenaltyCase.objects.filter(bureau=bureau, state__in=[s.value for s in SENTENCED])
    for case in cases.select_related("inspection__object", "bureau").order_by("pk"):
        yield _penalty(case, Kind.PENALTY)
        if case.state == CaseState.ANNULLED.value:
            yield _penalty(case, Kind.REVOCATION)


def ended_on(visit: Inspection) -> date:
    """The day on which a recorded visit ended."""
    return timezone.localdate(visit.record.ended_at or visit.record.started_at)


def _named(thing: InspectionObject) -> dict[str, Any]:
    return {"name": thing.name, "credit_code": thing.credit_code}


def _result(visit: Inspection) -> Source:
    on = ended_on(visit)
    line, drawn = visit.line, visit.draw
    detail = {"seqno": 1, "item": visit.item.name, "outcome": visit.outcome}
    facts = _named(visit.object) | {
        "origin": visit.origin,
        "plan": line.label if line else "",
        "plan_title": line.title if line else "",
        "task": drawn.number if drawn else visit.number,
        "task_title": line.title if line else visit.item.name,
        "type": (line.type or Origin.RANDOM.value) if line else Origin.CAUSE.value,
        "organ": visit.bureau.name,
        "inspected_on": on.isoformat(),
        "details": [detail],
    }
    return Source(Kind.RESULT, visit.subject, on, visit.object, facts)


def _penalty(case: PenaltyCase, kind: Kind) -> Source:
    on = case.decided_on
    assert on is not None  # the database keeps it for every decided case
    thing = case.inspection.object
    facts = _named(thing) | {
        "decision": case.decision,
        "title": f"{thing.name}行政处罚",
        "penalty_kind": case.kind,
        "violation": case.violation,
        "basis": case.basis,
        "legal_person": "",
        "penalty": case.penalty,
        "decided_on": on.isoformat(),
        "organ": case.bureau.name,
        "status": "revoked" if kind is Kind.REVOCATION else "normal",
        "region": case.bureau.region,
        "amount": "" if case.amount is None else str(case.amount),
        "valid_until": "",
        "public_until": later(on, LISTED_YEARS).isoformat(),
    }
    return Source(kind, case.subject, on, thing, facts)
