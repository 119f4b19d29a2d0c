"""Loading arrangements. This floor lies under the audit trail: callers above write the entry."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from yaohao.ground.calendars.models import CalendarYear, Day
from yaohao.ground.calendars.notice import Notice, from_json, from_library, known_years
from yaohao.ground.calendars.queries import years_table
from yaohao.ground.calendars.rules import Status, is_published, is_working_day


@dataclass(frozen=True)
class Loaded:
    """What a loading changed.

    `changed` are the days that became or ceased to be working days; deadlines whose period
    holds one of them, and every provisional one through `year`, must be counted again.
    """

    year: int
    newly_published: bool
    changed: tuple[date, ...]


@transaction.atomic
def load_year(*, notice: Notice) -> Loaded:
    """Store an arrangement, in place of an earlier one of the same year.

    A day that two notices name belongs to the one loaded last.
    """
    before = years_table()
    row, _created = CalendarYear.objects.update_or_create(
        year=notice.year, defaults={"status": Status.PUBLISHED, "source": notice.source}
    )
    replaced = set(Day.objects.filter(notice=row).values_list("date", flat=True))
    Day.objects.filter(notice=row).delete()
    Day.objects.bulk_create(
        [Day(date=d, notice=row, kind=k, name=n) for d, (k, n) in sorted(notice.days.items())],
        update_conflicts=True,
        unique_fields=["date"],
        update_fields=["notice", "kind", "name"],
    )
    after = years_table()
    touched = sorted(replaced | set(notice.days))
    return Loaded(
        year=notice.year,
        newly_published=not is_published(notice.year, before),
        changed=tuple(d for d in touched if is_working_day(d, before) != is_working_day(d, after)),
    )


def load_file(*, data: bytes) -> Loaded:
    """Store the arrangement in a holiday-cn file; NoticeError leaves everything as it was."""
    return load_year(notice=from_json(data))


@transaction.atomic
def seed_years() -> tuple[int, ...]:
    """Load every year the library knows and nobody has loaded, and open the next as provisional.

    Running it again changes nothing; a loaded notice is never overwritten. Returns the years
    that were loaded.
    """
    published = CalendarYear.objects.filter(status=Status.PUBLISHED)
    present = set(published.values_list("year", flat=True))
    known = known_years()
    loaded = tuple(year for year in known if year not in present)
    for year in loaded:
        load_year(notice=from_library(year))
    CalendarYear.objects.get_or_create(year=max(known) + 1)
    return loaded
