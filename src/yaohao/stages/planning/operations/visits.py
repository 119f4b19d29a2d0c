"""Booking visits (国办发〔2024〕54号): the later stages call these inside their own acts.

The trail names the source of a visit, never the enterprise: an opened envelope is secret until
the visit (article 20).
"""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.audit.rules import Actor
from yaohao.stages.planning.models import Visit, VisitCounter
from yaohao.stages.planning.operations.past import take_past_visits
from yaohao.stages.planning.queries.past import past_difference
from yaohao.stages.planning.queries.visits import booking_of, places
from yaohao.stages.planning.rules import (
    VISIT_TRANSITIONS,
    Booking,
    Full,
    VisitAct,
    VisitKind,
    VisitState,
)
from yaohao.stages.registers.models import InspectionObject


class _FullError(Exception):
    """A counter had no place; undoes the places taken before it. Values: used, limit."""


@operation("planning.visit.book", article="20")
def book_visit(
    *,
    by: Actor,
    bureau: Bureau,
    firm: InspectionObject,
    kind: VisitKind,
    on: date,
    source: str,
    item_code: str = "",
) -> Booking:
    """Book a visit of `firm` in the year of `on`. A full limit books nothing and says so.

    Idempotent by `source`. A kind that no limit names does not count and is always booked.
    """
    visit = Visit.objects.filter(source=source).first()
    if visit is None:
        if past_difference(bureau, on.year, firm.object_id):
            take_past_visits(by=by, bureau=bureau, year=on.year, object_id=firm.object_id)
        try:
            with transaction.atomic():
                visit = _book(bureau, firm, kind, on, source, item_code)
        except _FullError as refusal:
            used, limit = refusal.args
            record(by=by, subject=f"planning.visit:{source}", detail={"booked": False})
            return Booking(False, used, limit, Full.CAP.value)
        except IntegrityError:  # somebody booked the same source at the same moment
            visit = Visit.objects.get(source=source)
    booking = booking_of(visit)
    record(by=by, subject=visit.trail, changed=[visit], detail={"booked": booking.booked})
    return booking


@operation("planning.visit.hold", article="20")
def hold_visit(*, by: User, source: str) -> Booking:
    """The booked visit is about to take place. Raises Refused when it is not booked."""
    visit = _advance(source, VisitAct.HOLD)
    record(by=by, subject=visit.trail, changed=[visit])
    return booking_of(visit)


@operation("planning.visit.complete", article="20")
def complete_visit(*, by: User, source: str) -> Booking:
    """The visit took place; its place is used up. Raises Refused when it is not booked."""
    visit = _advance(source, VisitAct.COMPLETE)
    record(by=by, subject=visit.trail, changed=[visit])
    return booking_of(visit)


@operation("planning.visit.void", article="20")
def void_visit(*, by: Actor, source: str, reason: str) -> Booking:
    """No visit takes place: its place is free again. Raises Refused without a reason, or twice."""
    if not reason.strip():
        raise Refused(_("Say why no visit takes place."))
    visit = _advance(source, VisitAct.VOID)
    counters = VisitCounter.objects.filter(subject=visit.subject, year=visit.year)
    for pot in visit.pots:
        counters.filter(scope=pot, used__gt=0).update(used=F("used") - 1)
    record(by=by, subject=visit.trail, changed=[visit], reason=reason)
    return booking_of(visit)


def _book(
    bureau: Bureau, firm: InspectionObject, kind: VisitKind, on: date, source: str, item_code: str
) -> Visit:
    limits = places(bureau, firm, kind, on)
    taken = [_take(firm.object_id, pot, on.year, limits[pot]) for pot in sorted(limits)]
    nth, limit = min(taken, key=lambda pair: pair[1] - pair[0]) if taken else (None, None)
    return Visit.objects.create(
        bureau=bureau,
        subject=firm.object_id,
        year=on.year,
        kind=kind.value,
        counts=bool(taken),
        source=source,
        item_code=item_code,
        nth=nth,
        limit=limit,
        pots=sorted(limits),
        on=on,
        at=timezone.now(),
    )


def _take(subject: str, pot: str, year: int, limit: int) -> tuple[int, int]:
    VisitCounter.objects.get_or_create(
        subject=subject, scope=pot, year=year, defaults={"limit": limit}
    )
    counter = VisitCounter.objects.filter(subject=subject, scope=pot, year=year)
    # One statement decides: of two who want the last place the database lets one through.
    if not counter.filter(used__lt=limit).update(used=F("used") + 1, limit=limit):
        raise _FullError(counter.get().used, limit)
    return counter.get().used, limit


def _advance(source: str, act: VisitAct) -> Visit:
    visit = Visit.objects.select_for_update().filter(source=source).first()
    sources, target, _roles = VISIT_TRANSITIONS[act]
    if visit is None or VisitState(visit.state) not in sources or target is None:
        raise Refused(
            _("No visit that this act fits is booked for %(source)s.") % {"source": source}
        )
    visit.state = target.value
    visit.save(update_fields=["state"])
    return visit
