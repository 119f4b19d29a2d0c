"""The visit of an inspection in the visit book of planning (国办发〔2024〕54号).

A drawn visit is booked when its envelope is opened; one for a cause when the head approves it.
"""

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.rules import CauseKind, Origin
from yaohao.stages.planning.operations import (
    book_visit,
    complete_visit,
    hold_visit,
    void_visit,
)
from yaohao.stages.planning.queries import visit_of
from yaohao.stages.planning.rules import VisitKind


def book(inspection: Inspection, by: User) -> None:
    """Book a visit for a cause and hold its place. Refused when the enterprise has none left."""
    if inspection.origin == Origin.CAUSE.value:
        superior = inspection.cause.kind == CauseKind.SUPERIOR.value
        booking = book_visit(
            by=by,
            bureau=inspection.bureau,
            firm=inspection.object,
            kind=VisitKind.SPECIAL if superior else VisitKind.CAUSE,
            on=inspection.planned_on or inspection.made_at.date(),
            source=inspection.visit,
            item_code=inspection.item.code,
        )
        if not booking.booked:
            raise Refused(
                _("The enterprise has no visit left this year: %(nth)s of %(limit)s are taken.")
                % {"nth": booking.nth, "limit": booking.limit}
            )
        inspection.nth, inspection.limit = booking.nth, booking.limit
        inspection.save(update_fields=["nth", "limit"])
    if _booked(inspection):
        hold_visit(by=by, source=inspection.visit)


def complete(inspection: Inspection, by: User) -> None:
    """The visit took place. One that waits for its approval afterwards is not booked yet."""
    if _booked(inspection):
        complete_visit(by=by, source=inspection.visit)


def free(inspection: Inspection, by: User, reason: str) -> None:
    """No visit takes place: the place is free again."""
    if _booked(inspection):
        void_visit(by=by, source=inspection.visit, reason=reason)


def _booked(inspection: Inspection) -> bool:
    booking = visit_of(inspection.visit)
    return booking is not None and booking.booked
