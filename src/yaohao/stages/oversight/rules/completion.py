"""How far a year's plan is done, as numbers (articles 4, 12, 14).

Random, key and special inspections are never added to each other: `grouped` keeps the regime in
every key.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

Group = TypeVar("Group")


@dataclass(frozen=True, slots=True)
class Completion:
    """Enterprises planned, drawn, visited, reported, and overdue.

    The first two and `overdue` are None where the plan does not say how many fall here.
    """

    planned: int | None
    drawn: int | None
    visited: int
    reported: int
    overdue: int | None

    @property
    def done(self) -> int | None:
        """Visited of planned in whole per cent, rounded down; None where nothing is planned."""
        return 100 * self.visited // self.planned if self.planned else None


NOTHING = Completion(0, 0, 0, 0, 0)


def overdue(planned: int | None, visited: int, void: int, last: date, today: date) -> int | None:
    """How many should have been visited by now: the last day of the visits is over.

    A visit that was made void is not owed any more.
    """
    if planned is None:
        return None
    return max(0, planned - visited - void) if today > last else 0


def total(parts: Iterable[Completion]) -> Completion:
    """The sum; what is known of one part and not of another is summed over those that know it."""
    found = list(parts)
    return Completion(
        _known(part.planned for part in found),
        _known(part.drawn for part in found),
        sum(part.visited for part in found),
        sum(part.reported for part in found),
        _known(part.overdue for part in found),
    )


def grouped(parts: Iterable[tuple[Group, Completion]]) -> dict[Group, Completion]:
    """The sum of every group, in the order in which the groups first come."""
    found: dict[Group, list[Completion]] = {}
    for group, part in parts:
        found.setdefault(group, []).append(part)
    return {group: total(each) for group, each in found.items()}


def _known(values: Iterable[int | None]) -> int | None:
    told: Sequence[int] = [value for value in values if value is not None]
    return sum(told) if told else None
