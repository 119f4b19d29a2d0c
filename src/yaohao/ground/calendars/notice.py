"""A year's arrangement as a value: from the library's knowledge or from a holiday-cn file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Any

from django.utils.translation import gettext as _
from holidays import HolidayBase, country_holidays
from holidays.version import __version__ as library_version

from yaohao.ground.calendars.rules import Kind

FIRST_YEAR = 2016  # the first year of the regulation, and of a complete table in the library
EARLIEST, LATEST = 2000, 2100


class NoticeError(ValueError):
    """A file that is not an arrangement; the message names the place and the repair."""


@dataclass(frozen=True)
class Notice:
    """What one notice changes: day → (kind, name of the holiday)."""

    year: int
    source: str
    days: Mapping[date, tuple[Kind, str]]


def known_years() -> tuple[int, ...]:
    """Years the library has an arrangement for.

    For a year without notice it lists the statutory days alone and says nothing, so the
    make-up workdays decide: every arrangement since 2016 has some.
    """
    return tuple(takewhile(_workdays_of, range(FIRST_YEAR, LATEST)))


def from_library(year: int) -> Notice:
    """The arrangement of `year` as the `holidays` library knows it, days of that year alone."""
    off = _china(year)
    days = {day: (Kind.HOLIDAY, name) for day, name in off.items() if day.year == year}
    days |= dict.fromkeys(_workdays_of(year), (Kind.WORKDAY, "调休"))
    return Notice(year, f"holidays {library_version}", days)


def _china(year: int) -> HolidayBase:
    return country_holidays("CN", years=year, language="zh_CN")


def _workdays_of(year: int) -> list[date]:
    # The library also lists fixed workdays of 2001 to 2011, whatever year is asked for.
    known = _china(year).weekend_workdays
    return sorted(day for day in known if day.year == year)


def from_json(data: bytes) -> Notice:
    """Read a file of the holiday-cn form: year, papers, days[name, date, isOffDay].

    Raises NoticeError.
    """
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NoticeError(
            _("The file is not JSON (%(error)s). Load a year file such as 2027.json.")
            % {"error": error}
        ) from error
    if not isinstance(document, dict) or not isinstance(document.get("days"), list):
        raise NoticeError(_("The file has no list “days”. Load a year file such as 2027.json."))
    year = document.get("year")
    if type(year) is not int or not EARLIEST <= year <= LATEST:
        raise NoticeError(_("“year” must be a year such as 2027, not %(year)r.") % {"year": year})
    if not document["days"]:
        raise NoticeError(_("“days” is empty: the arrangement of this year is not published yet."))
    days: dict[date, tuple[Kind, str]] = {}
    for number, row in enumerate(document["days"], 1):
        day, kind, name = _day(row, number, year)
        if day in days:
            raise NoticeError(
                _("Day %(number)d: %(day)s is listed twice. Remove one of the two.")
                % {"number": number, "day": day}
            )
        days[day] = (kind, name)
    return Notice(year, _papers(document), days)


def _day(row: Any, number: int, year: int) -> tuple[date, Kind, str]:
    row = row if isinstance(row, dict) else {}
    try:
        day = date.fromisoformat(row.get("date", ""))
    except (TypeError, ValueError) as error:
        raise NoticeError(
            _("Day %(number)d: “date” must look like 2027-01-01.") % {"number": number}
        ) from error
    if abs(day.year - year) > 1:
        raise NoticeError(
            _("Day %(number)d: %(day)s does not belong to a notice of %(year)d.")
            % {"number": number, "day": day, "year": year}
        )
    if not isinstance(row.get("isOffDay"), bool):
        raise NoticeError(
            _("Day %(number)d: “isOffDay” must be true or false.") % {"number": number}
        )
    name = row.get("name", "")
    kind = Kind.HOLIDAY if row["isOffDay"] else Kind.WORKDAY
    return day, kind, name[:64] if isinstance(name, str) else ""


def _papers(document: Mapping[str, Any]) -> str:
    papers = document.get("papers")
    return "\n".join(p for p in papers if isinstance(p, str)) if isinstance(papers, list) else ""
