"""Loading arrangements into the year table."""

import json
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from yaohao.ground.calendars import queries
from yaohao.ground.calendars.models import CalendarYear, Day
from yaohao.ground.calendars.notice import Notice, NoticeError, from_library
from yaohao.ground.calendars.operations import load_file, load_year, seed_years
from yaohao.ground.calendars.rules import Kind, State

pytestmark = pytest.mark.django_db

EVE = date(2026, 12, 31)  # a Thursday
NOTICE = Notice(
    2027,
    "notice",
    {EVE: (Kind.HOLIDAY, "元旦"), date(2027, 1, 2): (Kind.WORKDAY, "元旦")},
)


def test_seeding_loads_every_known_year_and_opens_the_next() -> None:
    CalendarYear.objects.all().delete()
    loaded = seed_years()
    newest = queries.last_published_year()
    assert loaded[0] == 2016
    assert newest == loaded[-1]
    assert newest is not None
    assert CalendarYear.objects.get(year=newest + 1).status == "provisional"
    assert queries.deadline(date(2026, 2, 12), 5).date == date(2026, 2, 26)
    assert queries.left(date(2026, 2, 25), date(2026, 2, 26)).state is State.LEFT


def test_seeding_again_changes_nothing() -> None:
    seed_years()
    before = list(Day.objects.order_by("date").values())
    assert seed_years() == ()
    assert list(Day.objects.order_by("date").values()) == before


def test_seeding_leaves_a_loaded_notice_alone() -> None:
    CalendarYear.objects.all().delete()
    load_year(notice=Notice(2026, "corrected", {date(2026, 5, 6): (Kind.HOLIDAY, "劳动节")}))
    assert 2026 not in seed_years()
    assert CalendarYear.objects.get(year=2026).source == "corrected"


def test_loading_tells_which_days_changed() -> None:
    seed_years()
    first = load_year(notice=NOTICE)
    assert (first.newly_published, first.changed) == (True, (EVE, date(2027, 1, 2)))
    again = load_year(notice=NOTICE)
    assert (again.newly_published, again.changed) == (False, ())
    assert queries.years_table()[2026].holidays[EVE] == "元旦"


def test_a_corrected_notice_replaces_its_days() -> None:
    seed_years()
    load_year(notice=NOTICE)
    corrected = Notice(2027, "notice 2", {date(2027, 1, 1): (Kind.HOLIDAY, "元旦")})
    assert load_year(notice=corrected).changed == (EVE, date(2027, 1, 1), date(2027, 1, 2))
    assert list(Day.objects.filter(notice=2027).values_list("date", flat=True)) == [
        date(2027, 1, 1)
    ]


def test_a_day_of_two_notices_belongs_to_the_last() -> None:
    load_year(notice=NOTICE)
    load_year(notice=Notice(2026, "late", {EVE: (Kind.HOLIDAY, "调休")}))
    assert Day.objects.get(date=EVE).notice_id == 2026
    assert from_library(2026).days.get(EVE) is None


def test_a_wrong_file_changes_nothing() -> None:
    seed_years()
    before = Day.objects.count()
    with pytest.raises(NoticeError):
        load_file(data=json.dumps({"year": 2027, "days": [{"date": "x"}]}).encode())
    assert Day.objects.count() == before
    assert not queries.years_table()[2027].published


def test_a_file_is_loaded() -> None:
    days = [{"name": "元旦", "date": "2027-01-01", "isOffDay": True}]
    loaded = load_file(data=json.dumps({"year": 2027, "days": days}).encode())
    assert loaded.changed == (date(2027, 1, 1),)


def test_the_database_refuses_other_states() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarYear.objects.create(year=2030, status="perhaps")
    year = CalendarYear.objects.create(year=2031)
    with pytest.raises(IntegrityError), transaction.atomic():
        Day.objects.create(date=date(2031, 1, 1), notice=year, kind="feast")
    assert (str(year), str(Day(date=EVE, kind="holiday"))) == (
        "2031 provisional",
        "2026-12-31 holiday",
    )
