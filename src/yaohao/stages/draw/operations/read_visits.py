"""Reading opened assignments: a reading of something sealed is an act of its own (article 20)."""

from django.utils.translation import gettext as _
from fairdraw.proof import Doors

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.ledger.queries import head, prefix
from yaohao.stages.draw.assignments import Assignment, assignments
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries.log import entry
from yaohao.stages.draw.queries.sealed import (
    certificate_of,
    draw_key,
    draws_of_officer,
    frozen_pool,
    opened_to,
    sealed_lines,
)


@operation("draw.assignment.read", article="20")
def read_visits(*, by: User) -> list[Assignment]:
    """The opened assignments of the officer `by`, of all draws, newest draw first.

    The note in the trail names the envelopes, never an enterprise.
    """
    certificate = certificate_of(by)
    found: list[Assignment] = []
    draws = draws_of_officer(by).filter(openings__to="officers").distinct()
    for draw in draws.order_by("-pk"):
        found += assignments(draw, opened_to(draw, certificate))
    record(
        by=by,
        subject=f"draw.visits:{certificate or by.username}",
        detail={"envelopes": [f"{visit.number}/{visit.round}.{visit.position}" for visit in found]},
    )
    return found


@operation("draw.proof.read", article="20")
def read_door_proof(*, by: User, number: str, position: int, round_number: int = 1) -> bytes:
    """The door proof of an envelope that was shown at the door, for an officer of its team.

    It proves: frozen before the randomness, ticket within the sealed threshold, this team.
    """
    draw: Draw = draws_of_officer(by).get(number=number)
    if (round_number, position) not in opened_to(draw, certificate_of(by)):
        raise Refused(_("This envelope is not open to you."))
    shown = draw.openings.filter(round=round_number, position=position, to="enterprise")
    if not shown.exists():
        raise Refused(_("Show the assignment at the door first; the log notes it."))
    doors = Doors(
        log=list(prefix(head().size)),
        announce=entry(draw, "announce"),
        rows=frozen_pool(draw),
        sealed=sealed_lines(draw, round_number),
        key=draw_key(draw),
        number=round_number,
    )
    record(by=by, subject=draw.subject, detail={"round": round_number, "envelope": position})
    return doors.proof(position)
