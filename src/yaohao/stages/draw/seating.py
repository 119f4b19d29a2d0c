"""Who holds a session, who sits in it, and which draw of its agenda is meant."""

import hashlib
import unicodedata

from django.utils.translation import gettext as _
from fairdraw.encoding import is_text

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.models import Seat, Session, SessionDraw
from yaohao.stages.draw.rules import SESSION_DESK


def present(seat: Seat) -> Seat:
    """The seat as it stands now, its session locked for this transaction; Refused when the session
    is closed or the seat was withdrawn."""
    session = Session.objects.select_for_update().get(pk=seat.session_id)
    now = Seat.objects.select_related("session").get(pk=seat.pk)
    if session.closed_at is not None:
        raise Refused(
            _("The session is closed. What you did stands in its minutes; nothing can be added.")
        )
    if now.withdrawn_at is not None:
        raise Refused(
            _("This seat was withdrawn: %(cause)s. Speak to the people who hold the session.")
            % {"cause": now.withdrawn_cause}
        )
    return now


def item_of(seat: Seat, number: str) -> SessionDraw:
    """The draw on the agenda, locked; SessionDraw.DoesNotExist for one of another session."""
    items = SessionDraw.objects.select_related("draw", "session")
    item: SessionDraw = items.get(session=seat.session_id, draw__number=number, left_at=None)
    item.draw = type(item.draw).objects.select_for_update().get(pk=item.draw_id)
    return item


def person_text(text: str, most: int) -> str:
    """What somebody typed on a phone, as it may stand in the log: one line, NFC, nothing unseen."""
    words = unicodedata.normalize("NFC", " ".join(text.split()))
    if not words:
        raise Refused(_("Something is not filled in."))
    if len(words) > most:
        raise Refused(_("At most %(most)d characters, please.") % {"most": most})
    if not is_text(words):
        raise Refused(_("There is a character in it that cannot be printed. Type it anew."))
    return words


def held(*, by: User, number: str) -> Session:
    """The session, locked, when `by` holds sessions of its bureau and it is open.

    Raises Session.DoesNotExist for one of another bureau.
    """
    session: Session = Session.objects.visible_to(by).select_for_update().get(number=number)
    may_hold(by)
    if session.closed_at is not None:
        raise Refused(_("The session is closed."))
    return session


def join_digest(code: str) -> str:
    """What is kept of a code of 128 random bits; it needs no salt."""
    return hashlib.sha256(code.encode()).hexdigest()


def phone_digest(session: Session, phone: str) -> str:
    """What is kept of a phone's secret: another in each session, so that nobody is followed."""
    return hashlib.sha256(f"{session.number}\0{phone}".encode()).hexdigest()


def may_hold(by: User) -> None:
    """Refuse whoever does not hold sessions."""
    if not by.holds(*SESSION_DESK):
        raise Refused(_("Your role does not allow this act."))
