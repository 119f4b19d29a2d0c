"""Events of envelopes in the log: they name the envelope, never an id (article 20)."""

from datetime import datetime

from django.utils.translation import gettext as _

from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.assignments import visit_source
from yaohao.stages.draw.gate import Who, enter, stamp
from yaohao.stages.draw.models import Draw, LogEntry, Opening, Where
from yaohao.stages.draw.queries.log import acts, entries, entry
from yaohao.stages.draw.queries.rounds import sealed_rounds
from yaohao.stages.draw.queries.sealed import sealed_visits
from yaohao.stages.planning.operations import void_visit
from yaohao.stages.planning.queries import visit_of

TOO_LATE = "EXPIRED 揭示时仍未开展"


def log_event(
    draw: Draw, place: Where, *, by: Who, at: datetime, what: str, cause: str = "-"
) -> LogEntry:
    """Put an event of an envelope into the log; it names the envelope, never an id."""
    number, position = place
    made = acts(draw).event(
        seal=entry(draw, "seal", number), position=position, what=what, cause=cause,
        by=[by.actor_name], time=stamp(at),
    )  # fmt: skip
    return enter(draw, by=by, at=at, build=lambda _head: made, round_number=number)


def opened(draw: Draw, place: Where) -> Opening:
    """The opening of an envelope to its officers; Refused while sealed, and for a void one."""
    number, position = place
    opening = draw.openings.filter(round=number, position=position, to="officers").first()
    if opening is None:
        raise Refused(_("This envelope is still sealed."))
    if opening.void:
        raise Refused(_("This envelope is void already."))
    return opening


def not_shown(draw: Draw, place: Where) -> Opening:
    """The opening of an envelope whose visit has not begun; Refused otherwise."""
    opening = opened(draw, place)
    if shown(draw, place):
        raise Refused(_("The visit has begun: this was shown at the door."))
    return opening


def shown(draw: Draw, place: Where) -> LogEntry | None:
    """The note in the log that an envelope was shown at the door; None before."""
    number, position = place
    door = draw.openings.filter(round=number, position=position, to="enterprise")
    found = door.select_related("entry").first()
    return found.entry if found else None


def expire(draw: Draw, *, by: Who, at: datetime) -> int:
    """Make void in the log what no enterprise was shown; return how many envelopes expired.

    Part of the reveal: what was left undone stands in the log before the names do. A place that
    was taken in the visit book becomes free again.
    """
    left = [place for number in sealed_rounds(draw) for place in _untouched(draw, number)]
    for place in left:
        log_event(draw, place, by=by, at=at, what="void", cause=TOO_LATE)
        source = visit_source(draw, place)
        booked = visit_of(source)
        if booked and booked.booked:
            void_visit(by=by, source=source, reason=TOO_LATE)
    return len(left)


def _untouched(draw: Draw, number: int) -> list[Where]:
    shown = draw.openings.filter(round=number, to="enterprise").values_list("position", flat=True)
    gone = {
        int(event.get("position"))
        for event in entries(draw, "event", number=number)
        if event.get("what") == "void"
    }
    left = set(range(len(sealed_visits(draw, number)))) - set(shown) - gone
    return [(number, position) for position in sorted(left)]
