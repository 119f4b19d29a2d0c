"""How long an object stays on the blacklist: three years, early on request after twelve months."""

from datetime import date

LISTED_YEARS = 3
ASKED_YEARS = 1


def later(day: date, years: int) -> date:
    """The same day so many years later; the 29th of February becomes the 1st of March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def removable_from(since: date, *, asked: bool) -> date:
    """The first day on which an object listed on `since` may be taken off."""
    return later(since, ASKED_YEARS if asked else LISTED_YEARS)
