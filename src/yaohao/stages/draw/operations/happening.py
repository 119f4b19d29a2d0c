"""What happens to an opened envelope before the visit: void by the register, or postponed."""

from datetime import datetime

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.assignments import visit_source
from yaohao.stages.draw.gate import enter, in_words, locked, moment, stamp
from yaohao.stages.draw.models import Draw, LogEntry, Opening
from yaohao.stages.draw.queries.log import acts, entries, entry
from yaohao.stages.draw.queries.sealed import sealed_visits
from yaohao.stages.draw.rules import VOID_REASONS, Act
from yaohao.stages.planning.operations import void_visit
from yaohao.stages.planning.queries import visit_of
from yaohao.stages.registers.models import InspectionObject
from yaohao.stages.registers.rules.kinds import Exclusion
from yaohao.stages.registers.rules.words import word

TOO_LATE = "EXPIRED 揭示时仍未开展"


def log_event(
    draw: Draw, *, by: User, at: datetime, position: int, what: str, cause: str = "-"
) -> LogEntry:
    """Put an event of an envelope into the log; it names the envelope, never an id."""
    made = acts(draw).event(
        seal=entry(draw, "seal"), position=position, what=what, cause=cause,
        by=[by.full_name], time=stamp(at),
    )  # fmt: skip
    return enter(draw, by=by, at=at, build=lambda _head: made)


def not_shown(draw: Draw, position: int) -> Opening:
    """The opening of an envelope whose visit has not begun; Refused otherwise."""
    opening = draw.openings.filter(position=position, to="officers").first()
    if opening is None:
        raise Refused(_("This envelope is still sealed."))
    if opening.void:
        raise Refused(_("This envelope is void already."))
    if draw.openings.filter(position=position, to="enterprise").exists():
        raise Refused(_("The visit has begun: this was shown at the door."))
    return opening


@operation("draw.assignment.annul", article="14")
def annul(*, by: User, number: str, position: int) -> Opening:
    """Make an opened envelope void because the register says that the enterprise is gone.

    There is no cause to choose: it is read from the register, where it was put with a reason of
    its own. Whoever is merely absent is postponed.
    """
    draw = locked(number=number, by=by, act=Act.ANNUL)
    opening = not_shown(draw, position)
    object_id = sealed_visits(draw)[position].id
    firm = InspectionObject.objects.of(draw.bureau).get(object_id=object_id)
    reason = VOID_REASONS.get(str(firm.exclusion))
    if reason is None:
        raise Refused(
            _(
                "The register has this enterprise as present. Put there first that it is closed, "
                "moved away or revoked; if it is only absent, postpone the visit."
            )
        )
    at = moment(draw)
    with in_words():
        cause = f"{reason} {word(Exclusion(firm.exclusion))}"
        logged = log_event(draw, by=by, at=at, position=position, what="void", cause=cause)
    opening.void = reason.lower()
    opening.save(update_fields=["void"])
    if not draw.exercise:
        void_visit(by=by, source=visit_source(draw, position), reason=cause)
    record(
        by=by, subject=draw.subject, changed=[opening, logged],
        detail={"envelope": position, "cause": reason},
    )  # fmt: skip
    return opening


@operation("draw.assignment.postpone", article="14")
def postpone(*, by: User, number: str, position: int, cause: str) -> LogEntry:
    """Note that a visit could not take place yet; the enterprise stays drawn, none replaces it."""
    draw = locked(number=number, by=by, act=Act.POSTPONE)
    not_shown(draw, position)
    words = " ".join(cause.split())
    if not words or len(words) > 100:
        raise Refused(_("Say in up to 100 characters what stands in the way."))
    at = moment(draw)
    with in_words():
        logged = log_event(
            draw, by=by, at=at, position=position, what="postponed", cause=f"OBSTACLE {words}"
        )
    record(by=by, subject=draw.subject, changed=[logged], detail={"envelope": position})
    return logged


def expire(draw: Draw, *, by: User, at: datetime) -> int:
    """Make void in the log what no enterprise was shown; return how many envelopes expired.

    Part of the reveal: what was left undone stands in the log before the names do. A place that
    was taken in the visit book becomes free again.
    """
    shown = set(draw.openings.filter(to="enterprise").values_list("position", flat=True))
    gone = {
        int(event.get("position"))
        for event in entries(draw, "event")
        if event.get("what") == "void"
    }
    left = sorted(set(range(len(sealed_visits(draw)))) - shown - gone)
    for position in left:
        log_event(draw, by=by, at=at, position=position, what="void", cause=TOO_LATE)
        source = visit_source(draw, position)
        booked = visit_of(source)
        if booked and booked.booked:
            void_visit(by=by, source=source, reason=TOO_LATE)
    return len(left)
