"""What the staff of a bureau can carry, as registers and calendar stand now."""

from dataclasses import dataclass
from datetime import date

from yaohao.ground.accounts.models import Bureau, Section
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.queries.lines import sentence
from yaohao.stages.planning.queries.senders import Sender, home_officers, senders
from yaohao.stages.planning.queries.simulated import working_days
from yaohao.stages.planning.rules import EXPERTS, Sentence, expert_places, own_places
from yaohao.stages.planning.rules.carrying import Carrying, most_visits, present_days
from yaohao.stages.registers.models import Officer
from yaohao.stages.registers.queries.experts import experts_for
from yaohao.stages.registers.queries.fitness import leaves_of, officers_for

_EXPERT = EXPERTS[0]


@dataclass(frozen=True, slots=True)
class Crew:
    """Who goes into every team: so many own officers, one officer of each section and bureau that
    sends one, so many experts."""

    own: int
    departments: tuple[Sender, ...] = ()
    experts: int = 0

    @property
    def home(self) -> int:
        """Officers of a team who belong to the bureau itself, those of its sections included."""
        return self.own + sum(isinstance(each, Section) for each in self.departments)


def crew_of(line: Line) -> Crew:
    """The crew of a stored line."""
    return Crew(
        len(own_places(line.roles)), tuple(senders(line).values()), len(expert_places(line.roles))
    )


def carryings(line: Line, counted: Sentence | None = None) -> list[Carrying]:
    """What a line asks, and the most that they can carry under its cap: own officers, then every
    department that sends one, then experts."""
    counted = counted or sentence(line)
    return carryings_of(
        line.bureau, line.window, line.cap, crew_of(line), counted.eligible, counted.to_draw
    )


def carryings_of(
    bureau: Bureau, window: tuple[date, date], cap: int, crew: Crew, base: int, asked: int
) -> list[Carrying]:
    """The same for a line that is still being written.

    Whoever belongs to a section that sends an officer goes for it, and for nobody else.
    """
    there = officers_for(bureau, window)
    own = home_officers(there, crew.departments)
    leads = sum(bool(officer.functions) for officer in own)
    found = [Carrying(len(own), base, asked, most_visits(len(own), leads, cap, crew.own))]
    for each in crew.departments:
        if isinstance(each, Section):
            people = sum(officer.section_id == each.pk for officer in there)
        else:
            people = len(officers_for(each, window))
        found.append(Carrying(people, base, asked, most_visits(people, people, cap, 1), each.name))
    if crew.experts:
        people = len(experts_for(bureau, window))
        most = most_visits(people, people, cap, crew.experts)
        found.append(Carrying(people, base, asked, most, _EXPERT))
    return found


def officer_days(bureau: Bureau, year: int, leave: int) -> tuple[int, int, int]:
    """(officers with a day of work, their working days less leave, working days of the year).

    `leave`: days of every officer that are not entered yet.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = working_days(first, last)
    people = list(Officer.objects.filter(bureau=bureau, active=True))
    gone = leaves_of(people, (first, last))
    each = [
        present_days(
            days,
            (officer.valid_from, officer.valid_to),
            [(one.first, one.last) for one in gone.get(officer.pk, [])],
            leave,
        )
        for officer in people
    ]
    return sum(number > 0 for number in each), sum(each), len(days)
