"""What waits for a person, sorted by how near it is; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class When(StrEnum):
    """How near a duty is; the first three are the numbers of the home page."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that waits for one person: what, where, until when."""

    title: str
    act: str
    url: str
    due: date


def when(due: date, today: date) -> When:
    """The place of a deadline; the week ends on Sunday."""
    if due < today:
        return When.OVERDUE
    if due == today:
        return When.TODAY
    sunday = today + timedelta(days=6 - today.weekday())
    return When.WEEK if due <= sunday else When.LATER


def sorted_by_nearness(duties: Iterable[Duty], today: date) -> dict[When, list[Duty]]:
    """All duties by place, the nearest first; every place is there, also an empty one."""
    places: dict[When, list[Duty]] = {place: [] for place in When}
    for duty in sorted(duties, key=lambda duty: (duty.due, duty.title, duty.url)):
        places[when(duty.due, today)].append(duty)
    return places
