"""A notice is read from a file, or refused with the place."""

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from yaohao.ground.calendars.notice import NoticeError, from_json, from_library, known_years
from yaohao.ground.calendars.rules import Kind

GOOD: dict[str, Any] = {
    "year": 2027,
    "papers": ["https://example.org/notice"],
    "days": [
        {"name": "元旦", "date": "2027-01-01", "isOffDay": True},
        {"name": "元旦", "date": "2026-12-27", "isOffDay": False},
    ],
}


def test_a_file_is_read() -> None:
    notice = from_json(json.dumps(GOOD).encode())
    assert (notice.year, notice.source) == (2027, "https://example.org/notice")
    assert notice.days == {
        date(2027, 1, 1): (Kind.HOLIDAY, "元旦"),
        date(2026, 12, 27): (Kind.WORKDAY, "元旦"),
    }


def _with_day(**changes: Any) -> dict[str, Any]:
    return {**GOOD, "days": [GOOD["days"][0], {**GOOD["days"][1], **changes}]}


@pytest.mark.parametrize(
    ("document", "words"),
    [
        (b"\xff{", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        ([], "no list “days”"),
        ({"year": 2027}, "no list “days”"),
        ({**GOOD, "year": "2027"}, "“year” must be a year"),
        ({**GOOD, "year": True}, "“year” must be a year"),
        ({**GOOD, "year": 1999}, "“year” must be a year"),
        ({**GOOD, "days": []}, "not published yet"),
        ({**GOOD, "days": ["x"]}, "Day 1: “date”"),
        (_with_day(date="27-12-2026"), "Day 2: “date”"),
        (_with_day(date=20261227), "Day 2: “date”"),
        (_with_day(date="2029-01-01"), "Day 2: 2029-01-01 does not belong"),
        (_with_day(date="2027-01-01"), "Day 2: 2027-01-01 is listed twice"),
        (_with_day(isOffDay=1), "Day 2: “isOffDay” must be"),
    ],
)
def test_a_wrong_file_is_refused(document: object, words: str) -> None:
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    with override("en"), pytest.raises(NoticeError, match=words):
        from_json(data)


def test_the_library_knows_every_year_since_the_regulation() -> None:
    years = known_years()
    assert years[0] == 2016
    assert years[-1] >= 2026
    assert list(years) == list(range(2016, years[-1] + 1))


def test_the_library_agrees_with_the_published_notices() -> None:
    beside = Path(__file__).resolve().parents[4] / "shared" / "data"
    folder = Path(os.environ.get("YAOHAO_SHARED_DATA", beside)) / "holiday-cn"
    files = sorted(folder.glob("20*.json"))
    if not files:
        pytest.skip("the notices are not on this machine")
    notices = [from_json(file.read_bytes()) for file in files]
    official = {day: kind for notice in notices for day, (kind, _name) in notice.days.items()}
    library = {
        day: kind
        for notice in notices
        for day, (kind, _name) in from_library(notice.year).days.items()
    }

    def works(day: date, table: dict[date, Kind]) -> bool:
        return table.get(day, Kind.HOLIDAY if day.weekday() >= 5 else Kind.WORKDAY) is Kind.WORKDAY

    assert len(official) > 300
    assert [d for d in {*official, *library} if works(d, official) != works(d, library)] == []
