"""Counting working days. Values in, decision out: no clock, no database.

The State Council publishes the holidays and make-up workdays of a year in the November before.
A year without such a notice is counted by its weekends alone, and whatever was counted through
it is provisional: it must be counted again once the notice is loaded.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

MOST_DAYS = 3660  # ten years: a longer period is a slip of the pen, never a legal term
ONE = timedelta(days=1)
SATURDAY = 5


class Status(StrEnum):
    """Whether the arrangement of a year is known."""

    PUBLISHED = "published"
    PROVISIONAL = "provisional"


class Kind(StrEnum):
    """How a notice changes a day."""

    HOLIDAY = "holiday"
    WORKDAY = "workday"


class Why(StrEnum):
    """Why a day counts (`working`, `made-up`) or is skipped (`weekend`, `holiday`)."""

    WORKING = "working"
    MADE_UP = "made-up"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


@dataclass(frozen=True)
class YearTable:
    """The arrangement of one calendar year: day → name of the holiday it belongs to."""

    year: int
    published: bool
    holidays: Mapping[date, str] = field(default_factory=dict)
    workdays: Mapping[date, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CountedDay:
    """One day on the way to a deadline; `number` is 1, 2, … for a counted day, 0 if skipped."""

    day: date
    why: Why
    name: str
    number: int


@dataclass(frozen=True)
class Deadline:
    """The last day of a period, and every day passed on the way to it."""

    date: date
    provisional: bool
    counted: tuple[CountedDay, ...]


class State(StrEnum):
    """Where today stands before a deadline."""

    LEFT = "left"
    TODAY = "today"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Left:
    """Working days left after today, or passed since the due day when `state` is overdue.

    `days` may be 0 while overdue: due on Friday, looked at on Saturday.
    """

    days: int
    state: State
    provisional: bool


def why(day: date, years: Mapping[int, YearTable]) -> tuple[Why, str]:
    """Say what `day` is, with the name of the holiday behind it (empty for plain days)."""
    table = years.get(day.year)
    weekend = day.weekday() >= SATURDAY
    if table is not None and table.published:
        if day in table.workdays:
            return (Why.MADE_UP if weekend else Why.WORKING), table.workdays[day]
        if day in table.holidays:
            return Why.HOLIDAY, table.holidays[day]
    return (Why.WEEKEND if weekend else Why.WORKING), ""


def is_working_day(day: date, years: Mapping[int, YearTable]) -> bool:
    """Tell whether offices work on `day`."""
    return why(day, years)[0] in {Why.WORKING, Why.MADE_UP}


def is_published(year: int, years: Mapping[int, YearTable]) -> bool:
    """Tell whether the arrangement of `year` is known."""
    table = years.get(year)
    return table is not None and table.published


def add_working_days(start: date, n: int, years: Mapping[int, YearTable]) -> Deadline:
    """Count `n` working days; the start itself is not counted (行政处罚法 art. 85: 工作日).

    With n = 0 the deadline is the start, whatever day it is. ValueError for n outside
    0 … `MOST_DAYS`.
    """
    if not 0 <= n <= MOST_DAYS:
        raise ValueError(f"a period of {n} working days is not between 0 and {MOST_DAYS}")
    day, number, counted = start, 0, []
    while number < n:
        day += ONE
        reason, name = why(day, years)
        works = reason in {Why.WORKING, Why.MADE_UP}
        number += works
        counted.append(CountedDay(day, reason, name, number if works else 0))
    return Deadline(day, _guessed(start, day, years), tuple(counted))


def working_days_left(today: date, due: date, years: Mapping[int, YearTable]) -> Left:
    """Count the working days after `today` up to and with `due`, or since `due` if it passed."""
    first, last = min(today, due), max(today, due)
    span = (first + ONE * i for i in range(1, (last - first).days + 1))
    days = sum(is_working_day(day, years) for day in span)
    state = State.TODAY if today == due else State.LEFT if today < due else State.OVERDUE
    return Left(days, state, _guessed(first, last, years))


def _guessed(first: date, last: date, years: Mapping[int, YearTable]) -> bool:
    days_after = first if first == last else first + ONE
    return not all(is_published(year, years) for year in range(days_after.year, last.year + 1))
