"""Results, circulars and penalties as rows for the public. Always Chinese: the public record is."""

from collections.abc import Callable, Iterator

from django.utils import timezone
from django.utils.translation import override

from yaohao.ground.accounts.models import Bureau
from yaohao.stages.followup.models import Circular, PenaltyCase
from yaohao.stages.followup.models.cases import PenaltyCaseQuerySet
from yaohao.stages.followup.models.circulars import CircularQuerySet
from yaohao.stages.followup.queries import rectification
from yaohao.stages.followup.queries.reading import Rectification
from yaohao.stages.followup.rules import CaseState, CircularState
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.models.inspections import InspectionQuerySet
from yaohao.stages.inspection.rules import Origin, State
from yaohao.stages.publication.rules import Kind, Row

RECTIFIED = {
    Rectification.NOTHING: "无需整改",
    Rectification.OPEN: "整改中",
    Rectification.FULFILLED: "已整改",
}
DECIDED = [CaseState.DECIDED.value, CaseState.EXECUTED.value, CaseState.CLOSED.value]


def outcome_rows(kind: Kind, bureau: Bureau, year: int) -> list[Row]:
    """Rows of one year: closed reports of drawn visits, issued circulars, decided penalties.

    What is not closed, issued or decided is not there; neither is an annulled penalty.
    """
    with override("zh-hans"):
        return list(SOURCES[kind](bureau, year))


def outcome_years(kind: Kind, bureau: Bureau) -> set[int]:
    """The years with something to publish."""
    if kind is Kind.RESULTS:
        ends = _visits(bureau).values_list("record__ended_at", flat=True)
        return {timezone.localdate(end).year for end in ends if end}
    if kind is Kind.CIRCULARS:
        issued = _circulars(bureau).values_list("issued_at", flat=True)
        return {timezone.localdate(at).year for at in issued if at}
    decided = _penalties(bureau).values_list("decided_on", flat=True)
    return {day.year for day in decided if day}


def _results(bureau: Bureau, year: int) -> Iterator[Row]:
    for visit in _visits(bureau).order_by("number"):
        ended = visit.record.ended_at
        assert ended is not None
        assert visit.draw is not None
        assert visit.line is not None
        day = timezone.localdate(ended)
        if day.year == year:
            certificates = visit.team_now().values_list("certificate", flat=True)
            yield {
                "number": visit.number,
                "task": visit.draw.number,
                "title": visit.line.title,
                "object_id": visit.object.object_id,
                "name": visit.object.name,
                "item": visit.item.name,
                "day": day.isoformat(),
                "officers": "、".join(certificates),
                "result": visit.get_outcome_display(),
                "disposal": visit.get_disposal_display(),
                "rectification": RECTIFIED[rectification(visit)],
            }


def _issued(bureau: Bureau, year: int) -> Iterator[Row]:
    for circular in _circulars(bureau).order_by("issued_at"):
        assert circular.issued_at is not None
        day = timezone.localdate(circular.issued_at)
        if day.year == year:
            yield {
                "number": circular.number or "",
                "task": circular.draw.number,
                "title": circular.title,
                "issued_on": day.isoformat(),
                "overview": circular.overview,
                "findings": circular.findings,
                "common": circular.common,
                "demands": circular.demands,
            }


def _decided(bureau: Bureau, year: int) -> Iterator[Row]:
    for case in _penalties(bureau).filter(decided_on__year=year).order_by("decided_on", "pk"):
        firm = case.inspection.object
        yield {
            "decision": case.decision or "",
            "object_id": firm.object_id,
            "name": firm.name,
            "violation": case.violation,
            "basis": case.basis,
            "kind": case.get_kind_display(),
            "penalty": case.penalty,
            "amount": "" if case.amount is None else f"{case.amount:.2f}",
            "decided_on": case.decided_on.isoformat() if case.decided_on else "",
        }


def _visits(bureau: Bureau) -> InspectionQuerySet:
    rows: InspectionQuerySet = Inspection.objects.of(bureau).filter(
        origin=Origin.RANDOM.value, state=State.REPORTED.value
    )
    return rows.select_related("draw", "line", "object", "item", "record")


def _circulars(bureau: Bureau) -> CircularQuerySet:
    rows: CircularQuerySet = Circular.objects.of(bureau).filter(state=CircularState.ISSUED.value)
    return rows.select_related("draw")


def _penalties(bureau: Bureau) -> PenaltyCaseQuerySet:
    rows: PenaltyCaseQuerySet = PenaltyCase.objects.of(bureau).filter(state__in=DECIDED)
    return rows.select_related("inspection__object")


SOURCES: dict[Kind, Callable[[Bureau, int], Iterator[Row]]] = {
    Kind.RESULTS: _results,
    Kind.CIRCULARS: _issued,
    Kind.PENALTIES: _decided,
}
