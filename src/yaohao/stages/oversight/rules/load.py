"""How the visits of a year fall on the officers, by month.

Compared are days on which an officer was out, not visits: visits of several kinds are never added.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

FAR = 2  # more than so many times the mean is far more
LEAST = 3  # days; below, nobody has far more
FEWEST = 3  # officers; of fewer, a row without a name names somebody all the same


class Weight(StrEnum):
    """How an officer's days compare with the mean of all."""

    NONE = "none"
    USUAL = "usual"
    FAR_MORE = "far-more"


@dataclass(frozen=True, slots=True)
class Load:
    """One officer's year: visits by kind, days out and days of leave, each by month from January.

    The kinds stand apart; `days` counts a day once, whatever was visited on it.
    """

    visits: Mapping[str, tuple[int, ...]]
    days: tuple[int, ...]
    leave: tuple[int, ...]

    @property
    def out(self) -> int:
        """Days out in the year."""
        return sum(self.days)


def by_month(days: Iterable[date]) -> tuple[int, ...]:
    """How many of the days fall into each month."""
    found = [0] * 12
    for day in days:
        found[day.month - 1] += 1
    return tuple(found)


def leave_days(leaves: Iterable[tuple[date, date]], year: int) -> set[date]:
    """The calendar days of leave within a year; a day on two leaves is one."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return {
        begins + timedelta(days=place)
        for begins, ends in ((max(a, first), min(b, last)) for a, b in leaves)
        for place in range((ends - begins).days + 1)
    }


def load_of(
    visits: Mapping[str, Collection[date]], leaves: Iterable[tuple[date, date]], year: int
) -> Load:
    """The year of one officer from the days of the visits by kind, and from leaves."""
    out = {day for days in visits.values() for day in days}
    return Load(
        {kind: by_month(days) for kind, days in visits.items()},
        by_month(out),
        by_month(leave_days(leaves, year)),
    )


def mean(loads: Sequence[Load]) -> float:
    """Days out of one officer on the average; 0 of nobody."""
    return sum(load.out for load in loads) / len(loads) if loads else 0.0


def weight(load: Load, average: float) -> Weight:
    """How a load compares with the mean."""
    if not load.out:
        return Weight.NONE
    far = load.out >= LEAST and load.out > FAR * average
    return Weight.FAR_MORE if far else Weight.USUAL
