"""Witnesses take seats: by the code of the session, on a phone of their own (article 15)."""

import secrets

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.audit.rules import Actor
from yaohao.stages.draw.gate import now
from yaohao.stages.draw.models import Seat, Session
from yaohao.stages.draw.operations.hold_session import CODE
from yaohao.stages.draw.seating import held, join_digest, person_text, phone_digest

MOST_SEATS = 60


@operation("draw.seat.take", article="15")
def take_seat(*, by: Actor, code: str, phone: str, name: str, office: str) -> Seat:
    """Take a seat with the code of the session. `phone` is the secret of the phone's cookie.

    `by` is whoever stands at the door; the trail names the new seat. A second press on the same
    phone is refused: the caller shows the seat that `seat_of` finds. Raises Session.DoesNotExist
    for a code that opens nothing.
    """
    session = Session.objects.select_for_update().get(join=join_digest(code))
    who, whose = person_text(name, 60), person_text(office, 100)
    seats = session.seats.all()
    mine = phone_digest(session, phone)
    if seats.filter(phone=mine).exists():
        raise Refused(_("This phone has a seat already."))
    if seats.filter(withdrawn_at=None).count() >= MOST_SEATS:
        raise Refused(_("All %(most)d seats are taken.") % {"most": MOST_SEATS})
    twin = seats.filter(name=who, office=whose, withdrawn_at=None).first()
    if twin:
        raise Refused(
            _(
                "%(name)s, %(office)s has seat %(seat)d already. Is that you, with another phone? "
                "Then ask the clerk to hand the seat over. If you are another person of that "
                "name, add something to tell you apart."
            )
            % {"name": who, "office": whose, "seat": twin.number}
        )
    seat = Seat.objects.create(
        session=session, number=seats.count() + 1, name=who, office=whose, joined_at=now(),
        phone=mine,
    )  # fmt: skip
    record(by=seat, subject=session.subject, changed=[seat], detail={"seat": seat.number})
    return seat


@operation("draw.seat.release", article="15")
def release_seat(*, by: User, number: str, seat: int) -> tuple[Seat, str]:
    """Let another phone take a seat over; returns the code for it, which opens once.

    The old phone is out from now on.
    """
    session = held(by=by, number=number)
    found = _sitting(session, seat)
    code = secrets.token_hex(CODE)
    found.phone, found.code = None, join_digest(code)
    found.save(update_fields=["phone", "code"])
    record(by=by, subject=session.subject, changed=[found], detail={"seat": seat})
    return found, code


@operation("draw.seat.resume", article="15")
def resume_seat(*, by: Actor, code: str, phone: str) -> Seat:
    """Take over a seat that the clerk released, on another phone.

    Raises Seat.DoesNotExist for a code that opens nothing, also one used before.
    """
    found = Seat.objects.select_related("session").get(code=join_digest(code))
    session = Session.objects.select_for_update().get(pk=found.session_id)
    if session.closed_at is not None or found.withdrawn_at is not None:
        raise Refused(_("The session is closed, or the seat was withdrawn."))
    mine = phone_digest(session, phone)
    if session.seats.filter(phone=mine).exists():
        raise Refused(_("This phone has a seat already."))
    found.phone, found.code = mine, None
    found.save(update_fields=["phone", "code"])
    record(by=found, subject=session.subject, changed=[found], detail={"seat": found.number})
    return found


@operation("draw.seat.withdraw", article="15")
def withdraw_seat(*, by: User, number: str, seat: int, cause: str) -> Seat:
    """Withdraw a seat, with a cause that the minutes print; what was done there stays."""
    session = held(by=by, number=number)
    found = _sitting(session, seat)
    found.withdrawn_cause = person_text(cause, 200)
    found.withdrawn_at = now()
    found.save(update_fields=["withdrawn_at", "withdrawn_cause"])
    record(
        by=by, subject=session.subject, changed=[found], detail={"seat": seat},
        reason=found.withdrawn_cause,
    )  # fmt: skip
    return found


def _sitting(session: Session, seat: int) -> Seat:
    found = session.seats.filter(number=seat, withdrawn_at=None).first()
    if found is None:
        raise Refused(_("Nobody sits on seat %(seat)d.") % {"seat": seat})
    return found
