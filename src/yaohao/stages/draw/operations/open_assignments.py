"""Open sealed envelopes to the officers inside them, from the hour on (article 20)."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from fairdraw.entries import Entry

from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.assignments import visit_source
from yaohao.stages.draw.events import log_event
from yaohao.stages.draw.gate import Who, advance, at_once, enter, locked, moment, stamp
from yaohao.stages.draw.models import CAP, Draw, Opening, Where
from yaohao.stages.draw.queries.log import acts, entry
from yaohao.stages.draw.queries.rounds import sealed_rounds
from yaohao.stages.draw.queries.sealed import sealed_visits
from yaohao.stages.draw.rules import Act, may_open, opens_at
from yaohao.stages.planning.operations import book_visit
from yaohao.stages.planning.settling import settle_past
from yaohao.stages.registers.models import InspectionObject

NO_PLACE = "CAP 本年度检查频次已满"


@operation("draw.assignment.open", article="20")
def open_assignments(
    *, by: Who, number: str, opened: int, count: int, round_number: int = 1
) -> list[Opening]:
    """Open the next `count` envelopes of a round, in the order of the sealed list, to their
    officers.

    `opened` is how many the person saw open: it makes the second of two clicks a stale page. The
    one who opens learns no name: the officers of a team see their own visit, nobody else does.
    Each takes a place in the visit book now, not before: an entry there would tell who was drawn.
    An envelope without a place left is void. Exercises take none.
    """
    draw = locked(number=number, by=by, act=Act.OPEN)
    if round_number not in sealed_rounds(draw):
        raise Refused(_("Round %(round)d is not drawn yet.") % {"round": round_number})
    start, at = draw.planned(round_number).start, moment(draw)
    if not may_open(_local(at), start, at_once=at_once(draw) or draw.line.openly):
        raise Refused(
            _("Envelopes stay closed until %(hour)s, the opening hour of the window.")
            % {"hour": opens_at(start).strftime("%Y-%m-%d %H:%M")}
        )
    before = draw.openings.filter(to="officers", round=round_number).count()
    if before != opened:
        raise Refused(
            _("The page was out of date: %(count)d envelopes are open by now.") % {"count": before}
        )
    visits = sealed_visits(draw, round_number)
    positions = range(len(visits))[before : before + max(count, 0)]
    if not positions:
        raise Refused(_("There is no further envelope to open."))
    if not draw.exercise:
        settle_past(by=by, bureau=draw.bureau, year=start.year)
    writer, seal = acts(draw), entry(draw, "seal", round_number)
    openings = []
    for position in positions:
        made = writer.open(seal=seal, position=position, to="officers", time=stamp(at))
        place = round_number, position
        openings.append(_open(draw, made, place, visits[position].id, by, at))
    advance(draw, Act.OPEN)
    record(
        by=by,
        subject=draw.subject,
        changed=[draw, *openings],
        detail={"round": round_number, "first": positions[0], "last": positions[-1]},
    )
    return openings


def _open(
    draw: Draw, opened: Entry, place: Where, object_id: str, by: Who, at: datetime
) -> Opening:
    number, position = place
    logged = enter(draw, by=by, at=at, build=lambda _head: opened, round_number=number)
    void = "" if draw.exercise else _book(draw, place, object_id, by, _local(at).date())
    if void:
        log_event(draw, place, by=by, at=at, what="void", cause=NO_PLACE)
    return Opening.objects.create(
        draw=draw, round=number, position=position, to="officers", entry=logged, void=void
    )


def _book(draw: Draw, place: Where, object_id: str, by: Who, today: date) -> str:
    first, last = draw.planned(place[0]).window
    booking = book_visit(
        by=by,
        bureau=draw.bureau,
        firm=InspectionObject.objects.of(draw.bureau).get(object_id=object_id),
        kind=draw.line.visit_kind,
        on=min(max(today, first), last),
        source=visit_source(draw, place),
        item_code=draw.line.item.code,
    )
    return "" if booking.booked else CAP


def _local(at: datetime) -> datetime:
    return timezone.localtime(at).replace(tzinfo=None)
