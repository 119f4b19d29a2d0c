"""An officer takes an opened assignment to work: from here on the inspection stage has it."""

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.assignments import Assignment, assignments
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries.sealed import certificate_of, draws_of_officer, opened_to
from yaohao.stages.draw.rules import State


@operation("draw.assignment.take", article="17")
def take_assignment(*, by: User, number: str, position: int, round_number: int = 1) -> Assignment:
    """The assignment in envelope `position` of a round, for an officer of its team.

    Refused while it is sealed to this officer, and for an exercise: nobody visits for practice.
    Refused too when the envelope is void: the enterprise had no visit left this year.
    Raises Draw.DoesNotExist for another bureau. The trail names the envelope, no enterprise.
    """
    draw: Draw = draws_of_officer(by).select_related("bureau", "line").get(number=number)
    if draw.exercise:
        raise Refused(_("This draw is an exercise: nobody is inspected for it."))
    opened = opened_to(draw, certificate_of(by))
    place = round_number, position
    if place not in opened:
        raise Refused(_("This envelope is not open to you."))
    (found,) = assignments(draw, {place: opened[place]})
    # Whatever no enterprise was shown by the reveal expired with it.
    expired = draw.state == State.REVEALED.value and not found.shown
    if found.void or expired:
        raise Refused(_("This envelope is void. Nobody goes there."))
    record(by=by, subject=draw.subject, detail={"round": round_number, "envelope": position})
    return found
