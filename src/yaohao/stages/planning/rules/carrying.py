"""What the staff can carry (articles 12, 13 and 16): the most visits, and the ratio that makes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from yaohao.stages.registers.rules.fitness import Days

WHOLE = 10_000  # ratios in 1/10,000, as everywhere


@dataclass(frozen=True, slots=True)
class Carrying:
    """`asked` visits among `base` objects, and the `most` that `officers` can carry.

    `of`: the department that sends them, or `expert`; empty for the bureau's own officers.
    """

    officers: int
    base: int
    asked: int
    most: int
    of: str = ""

    @property
    def possible(self) -> bool:
        """Whether the staff can carry what is asked."""
        return self.asked <= self.most

    @property
    def overloaded(self) -> bool:
        """Whether they cannot carry what is asked. Of no own officers nothing is known yet; a
        department or library that has nobody can send nobody."""
        return (self.officers > 0 or bool(self.of)) and not self.possible

    @property
    def ratio(self) -> int:
        """What is asked in 1/10,000 of the objects, rounded up: never told smaller than it is."""
        return -(-self.asked * WHOLE // self.base) if self.base else 0

    @property
    def most_ratio(self) -> int:
        """What can be carried in 1/10,000 of the objects, rounded down."""
        return min(self.most, self.base) * WHOLE // self.base if self.base else 0


@dataclass(frozen=True, slots=True)
class Working:
    """What a year's work is made of.

    `days`: officer-days of the year less leave; `other`: per cent of them for other duties;
    `a_day`: visits one team makes a day; `team`: officers of a team.
    """

    days: int
    other: int
    a_day: Fraction
    team: int

    @property
    def visits(self) -> int:
        """The visits of a year that these days suffice for."""
        if self.team < 1:
            return 0
        return int(Fraction(self.days * (100 - self.other), 100) / self.team * self.a_day)


def most_visits(officers: int, leads: int, cap: int, team: int) -> int:
    """The most visits under one line: `cap` each, nobody twice in a team, a lead in each.

    Nothing larger can be staffed, whoever is drawn (n officers with cap c fill floor(nc/t) teams
    of t ≤ n, and a lead goes to at most c of them). Recusals and fields only lower it.
    """
    if officers < team or not leads or team < 1:
        return 0
    return min(officers * cap // team, leads * cap)


def officers_needed(visits: int, cap: int, team: int) -> int:
    """The fewest officers for so many visits under one line, if all of them may lead: the smallest
    number with which `most_visits` reaches them."""
    return max(team, -(-visits * team // cap)) if visits > 0 else 0


def present_days(
    working: Iterable[date], valid: Days, leaves: Iterable[Days], more: int = 0
) -> int:
    """The working days on which an officer holds a certificate and is not on leave, less `more`
    days of leave that are not yet entered."""
    gone = list(leaves)
    days = sum(
        valid[0] <= day <= valid[1] and not any(first <= day <= last for first, last in gone)
        for day in working
    )
    return max(0, days - more)
