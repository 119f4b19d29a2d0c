"""Who of the opened teams may not go any more, and where an officer still has to go.

A certificate or an appointment may end and an officer leave between the draw and the visit. Then
the place is drawn again (article 13), and somebody must learn of it. What is told is an envelope's
number, a place and a person; never the enterprise (article 20). A reading of something sealed is
noted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.models import Draw, Where
from yaohao.stages.draw.queries.sealed import visits_now
from yaohao.stages.draw.rules import WHO, Act, State
from yaohao.stages.registers.lacks import expert_lack_words, lack_words
from yaohao.stages.registers.models import Expert, Officer
from yaohao.stages.registers.queries.experts import Appointed, appointed, experts_named
from yaohao.stages.registers.queries.fitness import Presence, presences
from yaohao.stages.registers.rules.fitness import Days


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in the team of an opened envelope whose visit has not begun; `presence` is how its
    officer or expert stands to the days that are left of the window."""

    draw: Draw
    place: Where
    role: str
    presence: Presence | Appointed

    @property
    def person(self) -> Officer | Expert:
        """Who has the place."""
        one = self.presence
        return one.officer if isinstance(one, Presence) else one.expert

    @property
    def why(self) -> str:
        """What keeps that person away, in words; of one who is kept away."""
        one = self.presence
        if isinstance(one, Presence):
            return lack_words(one.officer, one.lack, one.leaves)
        assert one.lack is not None
        return expert_lack_words(one.expert, one.lack)


@operation("draw.team.check", article="16")
def check_teams(*, by: User, number: str) -> list[Seat]:
    """The places of opened envelopes whose officer or expert may not go any more, by envelope.

    Raises Draw.DoesNotExist for another bureau's, Refused for who may ask for no substitute.
    """
    _refuse_others(by)
    draw: Draw = Draw.objects.visible_to(by).get(number=number)
    found = [seat for seat in _seats(draw) if seat.presence.lack is not None]
    record(by=by, subject=draw.subject, detail={"missing": [_named(seat) for seat in found]})
    return found


@operation("draw.team.find", article="13")
def find_places(*, by: User, officer: int = 0, expert: int = 0) -> list[Seat]:
    """Where an officer or expert of the own bureau has a place in an opened envelope, the newest
    draw first.

    Raises Officer.DoesNotExist or Expert.DoesNotExist for another bureau's, Refused for who may
    ask for no substitute.
    """
    _refuse_others(by)
    person: Officer | Expert
    if expert:
        person = Expert.objects.of(by.bureau).get(pk=expert)
    else:
        person = Officer.objects.of(by.bureau).get(pk=officer)
    draws = Draw.objects.visible_to(by).filter(state=State.OPENING.value, exercise=False)
    found = [
        seat for draw in draws.order_by("-pk") for seat in _seats(draw) if seat.person == person
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
    stands = {
        number: _stands(names, _left(draw, number)) for number in {place[0] for place in opened}
    }
    for place, team in sorted(teams):
        for role, name in team:
            if found := stands[place[0]].get(name):
                yield Seat(draw, place, role, found)


def _stands(names: Iterable[str], window: Days) -> dict[str, Presence | Appointed]:
    """How the people of these names stand to the window."""
    wanted = set(names)
    officers = Officer.objects.filter(certificate__in=wanted).select_related("bureau")
    found: dict[str, Presence | Appointed] = {
        one.officer.certificate: one for one in presences(officers, window)
    }
    experts = appointed(experts_named(wanted).values(), window)
    return found | {one.expert.certificate: one for one in experts}


def _left(draw: Draw, number: int) -> Days:
    """The days that are left of a round's window; after it the present day."""
    today, (first, last) = timezone.localdate(), draw.planned(number).window
    return max(today, first), max(today, last)


def _named(seat: Seat) -> str:
    return f"{seat.draw.number}/{seat.place[0]}.{seat.place[1]} {seat.role}"


def _refuse_others(by: User) -> None:
    if not by.holds(*WHO[Act.SUBSTITUTE]):
        raise Refused(_("Your role does not allow this act."))
