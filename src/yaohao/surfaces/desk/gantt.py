"""Where days stand on a picture of one year; pure, months of equal width so that heads fit."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

MONTH = 100.0  # width of a month, in units of the picture
YEAR = 12 * MONTH


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of days on the picture."""

    x: float
    width: float


def mark(day: date, year: int) -> float | None:
    """Where a day begins; None for a day of another year."""
    return _edge(day, 0) if day.year == year else None


def stretch(first: date, last: date, year: int) -> Stretch | None:
    """The part of a run of days, both included, that lies in `year`; None when none does."""
    first, last = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
    if first > last:
        return None
    left = _edge(first, 0)
    return Stretch(left, round(_edge(last, 1) - left, 2))


def _edge(day: date, after: int) -> float:
    """The edge before a day, or after it."""
    length = monthrange(day.year, day.month)[1]
    return round(MONTH * (day.month - 1 + (day.day - 1 + after) / length), 2)
