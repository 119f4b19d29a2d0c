"""Who of the opened teams may not go any more, and where an officer still has to go.

A certificate may end and an officer leave between the draw and the visit. Then the place is drawn
again (article 13), and somebody must learn of it. What is told is an envelope's number, a place and
an officer; never the enterprise (article 20). A reading of something sealed is noted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.models import Draw, Where
from yaohao.stages.draw.queries.sealed import visits_now
from yaohao.stages.draw.rules import WHO, Act, State
from yaohao.stages.registers.models import Officer
from yaohao.stages.registers.queries.fitness import Presence, presences


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in the team of an opened envelope whose visit has not begun; `presence` is how its
    officer stands to the days that are left of the window."""

    draw: Draw
    place: Where
    role: str
    presence: Presence


@operation("draw.team.check", article="16")
def check_teams(*, by: User, number: str) -> list[Seat]:
    """The places of opened envelopes whose officer may not go any more, by envelope.

    Raises Draw.DoesNotExist for another bureau's, Refused for who may ask for no substitute.
    """
    _refuse_others(by)
    draw: Draw = Draw.objects.visible_to(by).get(number=number)
    found = [seat for seat in _seats(draw) if seat.presence.lack is not None]
    record(by=by, subject=draw.subject, detail={"missing": [_named(seat) for seat in found]})
    return found


@operation("draw.team.find", article="13")
def find_places(*, by: User, officer: int) -> list[Seat]:
    """Where an officer of the own bureau has a place in an opened envelope, the newest draw first.

    Raises Officer.DoesNotExist for another bureau's, Refused for who may ask for no substitute.
    """
    _refuse_others(by)
    person: Officer = Officer.objects.of(by.bureau).get(pk=officer)
    draws = Draw.objects.visible_to(by).filter(state=State.OPENING.value, exercise=False)
    found = [
        seat
        for draw in draws.order_by("-pk")
        for seat in _seats(draw)
        if seat.presence.officer == person
    ]
    record(by=by, subject=person.subject, detail={"places": [_named(seat) for seat in found]})
    return found


def _seats(draw: Draw) -> Iterator[Seat]:
    """Every place of the opened envelopes that are neither void nor shown at the door."""
    openings = draw.openings.values_list("round", "position", "to", "void")
    shown = {(number, position) for number, position, to, _void in openings if to == "enterprise"}
    opened = {
        (number, position)
        for number, position, to, void in openings
        if to == "officers" and not void
    } - shown
    if draw.state != State.OPENING.value or not opened:
        return
    teams = [(place, visit.team) for place, visit in visits_now(draw).items() if place in opened]
    names = {name for _place, team in teams for _role, name in team}
    people = {row.certificate: row for row in Officer.objects.filter(certificate__in=names)}
    stands = {
        number: {one.officer: one for one in presences(people.values(), _left(draw, number))}
        for number in {place[0] for place in opened}
    }
    for place, team in sorted(teams):
        for role, name in team:
            if name in people:
                yield Seat(draw, place, role, stands[place[0]][people[name]])


def _left(draw: Draw, number: int) -> tuple[date, date]:
    """The days that are left of a round's window; after it the present day."""
    today, (first, last) = timezone.localdate(), draw.planned(number).window
    return max(today, first), max(today, last)


def _named(seat: Seat) -> str:
    return f"{seat.draw.number}/{seat.place[0]}.{seat.place[1]} {seat.role}"


def _refuse_others(by: User) -> None:
    if not by.holds(*WHO[Act.SUBSTITUTE]):
        raise Refused(_("Your role does not allow this act."))
