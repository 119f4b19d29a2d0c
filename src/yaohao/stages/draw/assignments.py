"""An opened assignment as its officers see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fairdraw.seal import Visit

from yaohao.stages.draw.models import Draw, Where
from yaohao.stages.draw.people import people_named
from yaohao.stages.planning.queries import visit_of
from yaohao.stages.planning.teams import place_words
from yaohao.stages.registers.models import InspectionObject


@dataclass(frozen=True, slots=True)
class Member:
    """One officer or expert of a team, in the words of the register; `place` is the role in the
    reader's words."""

    role: str
    name: str
    certificate: str
    place: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """One visit: envelope `position` of a round of the draw `number`, its enterprise and team.

    `nth` of `limit` visits in the year, None where no limit is set, in an exercise, and for one
    that is not open; `unproven` of them are visits before this product; `void` is `cap` when no
    visit was left, then nobody goes.
    """

    number: str
    title: str
    exercise: bool
    round: int
    position: int
    object_id: str
    name: str
    stratum: str
    ticket: str
    address: str
    contact: str
    phone: str
    window: tuple[date, date]
    team: tuple[Member, ...]
    shown: bool
    nth: int | None
    limit: int | None
    unproven: int
    void: str


def assignments(draw: Draw, opened: Mapping[Where, Visit]) -> list[Assignment]:
    """The visits of a draw with names from the registers, by round and in ticket order."""
    ids = [visit.id for visit in opened.values()]
    objects = {
        row.object_id: row
        for row in InspectionObject.objects.of(draw.bureau).filter(object_id__in=ids)
    }
    names = people_named(name for visit in opened.values() for _role, name in visit.team)
    places = place_words(draw.line)
    shown = set(draw.openings.filter(to="enterprise").values_list("round", "position"))
    opening = draw.openings.filter(to="officers").values_list("round", "position", "void")
    void = {(number, position): reason for number, position, reason in opening}
    found = []
    for place, visit in opened.items():
        firm = objects.get(visit.id)
        booked = visit_of(visit_source(draw, place))
        found.append(
            Assignment(
                number=draw.number,
                title=draw.line.title,
                exercise=draw.exercise,
                round=place[0],
                position=place[1],
                object_id=visit.id,
                name=firm.name if firm else visit.id,
                stratum=visit.stratum,
                ticket=visit.ticket,
                address=firm.address if firm else "",
                contact=firm.contact if firm else "",
                phone=firm.phone if firm else "",
                window=draw.planned(place[0]).window,
                team=tuple(
                    Member(role, names.get(who, who), who, places.get(role, role))
                    for role, who in visit.team
                ),
                shown=place in shown,
                nth=booked.nth if booked and booked.booked else None,
                limit=booked.limit if booked and booked.booked else None,
                unproven=booked.unproven if booked and booked.booked else 0,
                void=void.get(place, ""),
            )
        )
    return found


def visit_source(draw: Draw, place: Where) -> str:
    """Name of an envelope's visit in the visit book."""
    number, position = place
    prefix = "" if number == 1 else f"{number}."
    return f"draw:{draw.number}/{prefix}{position}"
