"""Whether an officer may be drawn for a window, or may go on a day (articles 9 and 16).

A day is a window of one day, so the pool of a draw, the opening and the door ask the same question.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

Days = tuple[date, date]
"""First and last day, both included."""


class Lack(StrEnum):
    """What keeps an officer away."""

    LEFT = "left"  # out of service
    NOT_YET = "not-yet"  # the certificate begins after the first day
    EXPIRED = "expired"  # the certificate ends before the last day
    LEAVE = "leave"  # on leave on every day


def lack(*, active: bool, valid: Days, leaves: Iterable[Days], window: Days) -> Lack | None:
    """What keeps an officer out of the whole window; None for nobody kept away.

    The certificate must hold from the first day to the last, so that a visit may fall on any. A
    leave keeps away only when no day of the window is free of it: else the visit finds a day.
    """
    if not active:
        return Lack.LEFT
    if valid[1] < window[1]:
        return Lack.EXPIRED
    if valid[0] > window[0]:
        return Lack.NOT_YET
    return Lack.LEAVE if free_day(leaves, window) is None else None


def free_day(leaves: Iterable[Days], window: Days) -> date | None:
    """The first day of the window on which there is no leave, None when there is none."""
    day = window[0]
    for first, last in sorted(leaves):
        if first <= day <= last:
            day = last + timedelta(days=1)
    return day if day <= window[1] else None
