"""The days of a cycle (article 14: 抽查周期), as plain values."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from yaohao.stages.planning.rules.lines import Portion


@dataclass(frozen=True, slots=True)
class Left:
    """What a cycle has left of a pool: `seen` were visited in it, `drawn` of the `asked` remain."""

    seen: int
    asked: int
    drawn: int

    @property
    def short(self) -> bool:
        """Whether fewer remain than are to be drawn."""
        return self.drawn < self.asked


Days = tuple[date, date]
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def named_days(name: str, year: int) -> Days:
    """The calendar years that a cycle is named by (`2025-2027`); that of the plan without any."""
    years = [int(found) for found in _YEAR.findall(name)] or [year]
    return date(min(years), 1, 1), date(max(years), 12, 31)


def meet(one: Days, other: Days) -> bool:
    """Whether the two have a day in common."""
    return one[0] <= other[1] and other[0] <= one[1]


def holds(outer: Days, inner: Days) -> bool:
    """Whether every day of `inner` lies in `outer`."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def left_of(portions: Iterable[Portion], seen: Mapping[str, int]) -> Left:
    """What remains of the portions of a sentence, stratum by stratum; `seen` by stratum."""
    asked = drawn = 0
    for portion in portions:
        asked += portion.drawn
        drawn += min(portion.drawn, max(0, portion.base - seen.get(portion.code, 0)))
    return Left(sum(seen.values()), asked, drawn)


def same_day(day: date, year: int) -> date:
    """The same day of another year; of 29 February the last day of February."""
    leap = (day.month, day.day) == (2, 29)
    return date(year, 3, 1) - timedelta(days=1) if leap else day.replace(year=year)
