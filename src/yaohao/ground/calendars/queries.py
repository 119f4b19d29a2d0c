"""Reading the year table."""

from datetime import date

from yaohao.ground.calendars.models import CalendarYear, Day
from yaohao.ground.calendars.rules import (
    Deadline,
    Kind,
    Left,
    Status,
    YearTable,
    add_working_days,
    working_days_left,
)


def years_table() -> dict[int, YearTable]:
    """Every known year, ready for `rules`; two queries, a few hundred small rows."""
    days: dict[tuple[int, str], dict[date, str]] = {}
    for day in Day.objects.all():
        days.setdefault((day.date.year, day.kind), {})[day.date] = day.name
    return {
        row.year: YearTable(
            year=row.year,
            published=row.status == Status.PUBLISHED,
            holidays=days.get((row.year, Kind.HOLIDAY), {}),
            workdays=days.get((row.year, Kind.WORKDAY), {}),
        )
        for row in CalendarYear.objects.all()
    }


def deadline(start: date, n: int) -> Deadline:
    """The deadline `n` working days after `start` by the stored table."""
    return add_working_days(start, n, years_table())


def left(today: date, due: date) -> Left:
    """The working days left until `due` by the stored table."""
    return working_days_left(today, due, years_table())


def last_published_year() -> int | None:
    """The newest year whose arrangement is known; None before seeding. For the health page."""
    published = CalendarYear.objects.filter(status=Status.PUBLISHED).order_by("-year")
    return published.values_list("year", flat=True).first()
