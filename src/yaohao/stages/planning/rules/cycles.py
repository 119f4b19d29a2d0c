"""The days of a cycle (article 14: 抽查周期), as plain values."""

import re
from datetime import date

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
