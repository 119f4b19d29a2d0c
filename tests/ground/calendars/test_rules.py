"""Counting working days against dates that offices lived through."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yaohao.ground.calendars.notice import from_library, known_years
from yaohao.ground.calendars.rules import (
    Kind,
    State,
    Why,
    YearTable,
    add_working_days,
    is_working_day,
    working_days_left,
)


def table(year: int) -> YearTable:
    days = from_library(year).days
    by_kind = {k: {d: n for d, (kind, n) in days.items() if kind is k} for k in Kind}
    return YearTable(year, True, by_kind[Kind.HOLIDAY], by_kind[Kind.WORKDAY])


YEARS = {year: table(year) for year in known_years()}


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2026-02-12", 5, "2026-02-26"),
        ("2026-09-29", 5, "2026-10-12"),
        ("2025-09-28", 5, "2025-10-11"),
        ("2020-01-22", 5, "2020-02-06"),
        ("2026-02-12", 20, "2026-03-18"),
        ("2026-11-21", 0, "2026-11-21"),
    ],
)
def test_vectors(start: str, n: int, end: str) -> None:
    deadline = add_working_days(date.fromisoformat(start), n, YEARS)
    assert deadline.date.isoformat() == end
    assert not deadline.provisional


def test_the_way_to_a_deadline_is_explained() -> None:
    counted = add_working_days(date(2026, 2, 12), 3, YEARS).counted
    assert [(d.day.day, d.why, d.number) for d in counted[:4]] == [
        (13, Why.WORKING, 1),
        (14, Why.MADE_UP, 2),
        (15, Why.WEEKEND, 0),
        (16, Why.HOLIDAY, 0),
    ]
    assert counted[3].name == "农历除夕"
    assert counted[-1].number == 3


def test_an_unknown_year_makes_the_deadline_provisional() -> None:
    across = add_working_days(date(2026, 12, 30), 3, YEARS)
    assert (across.date, across.provisional) == (date(2027, 1, 4), True)
    assert not add_working_days(date(2026, 12, 30), 1, YEARS).provisional
    known = {**YEARS, 2027: YearTable(2027, True, {date(2027, 1, 1): "元旦"})}
    assert add_working_days(date(2026, 12, 30), 3, known).date == date(2027, 1, 5)
    open_year = {**YEARS, 2027: YearTable(2027, False, {date(2027, 1, 1): "元旦"})}
    assert add_working_days(date(2026, 12, 30), 3, open_year) == across


@pytest.mark.parametrize("n", [-1, 3661])
def test_an_absurd_period_is_refused(n: int) -> None:
    with pytest.raises(ValueError, match="between 0 and 3660"):
        add_working_days(date(2026, 1, 1), n, YEARS)


@pytest.mark.parametrize(
    ("today", "days", "state"),
    [
        ("2026-11-23", 2, State.LEFT),
        ("2026-11-25", 0, State.TODAY),
        ("2026-11-27", 2, State.OVERDUE),
        ("2026-11-30", 3, State.OVERDUE),
    ],
)
def test_days_left(today: str, days: int, state: State) -> None:
    left = working_days_left(date.fromisoformat(today), date(2026, 11, 25), YEARS)
    assert (left.days, left.state, left.provisional) == (days, state, False)


def test_due_on_friday_seen_on_saturday_is_overdue_by_no_working_day() -> None:
    left = working_days_left(date(2026, 11, 28), date(2026, 11, 27), YEARS)
    assert (left.days, left.state) == (0, State.OVERDUE)


@given(start=st.dates(date(2016, 1, 1), date(2027, 6, 30)), n=st.integers(1, 60))
def test_a_deadline_is_the_nth_working_day(start: date, n: int) -> None:
    deadline = add_working_days(start, n, YEARS)
    passed = [start + timedelta(i) for i in range(1, (deadline.date - start).days + 1)]
    assert [counted.day for counted in deadline.counted] == passed
    assert sum(is_working_day(day, YEARS) for day in passed) == n
    assert is_working_day(deadline.date, YEARS)
    assert deadline.provisional == (deadline.date.year > 2026)
    assert working_days_left(start, deadline.date, YEARS).days == n
    assert working_days_left(deadline.date, start, YEARS).days == n
