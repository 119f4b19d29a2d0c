"""Which enterprises two lines of the plan both meet, and what one joint visit would save.

An object of stratum s is drawn by a line with probability p_s = quota / objects of s. Two lines
draw apart from one another, so an object is met by both with p·q. One joint visit at the higher of
the two ratios visits it with max(p, q) instead of p + q visits: min(p, q) are saved.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

Chances = Mapping[int, float]
"""Line → the chance of one object in it, more than 0."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """`common` objects of two lines; figures are expectations over both draws."""

    one: int
    other: int
    common: int
    alone: float
    both: float
    saved: float


def meetings(kinds: Iterable[tuple[Chances, int]], pairs: set[tuple[int, int]]) -> list[Meeting]:
    """The meetings of the `pairs` of lines, those that save most first.

    `kinds`: objects that are alike (the same lines with the same chances), and how many they are.
    """
    sums: dict[tuple[int, int], list[float]] = {}
    for chances, count in kinds:
        lines = sorted(chances)
        for place, one in enumerate(lines):
            for other in lines[place + 1 :]:
                if (one, other) in pairs:
                    p, q = chances[one], chances[other]
                    found = sums.setdefault((one, other), [0.0, 0.0, 0.0, 0.0])
                    found[0] += count
                    found[1] += count * (p + q)
                    found[2] += count * p * q
                    found[3] += count * min(p, q)
    told = [Meeting(*pair, int(found[0]), *found[1:]) for pair, found in sums.items()]
    return sorted(told, key=lambda each: (-each.saved, each.one, each.other))


def quarters(window: tuple[date, date]) -> frozenset[tuple[int, int]]:
    """The quarters that the days of a window touch."""
    first, last = (day.year * 4 + (day.month - 1) // 3 for day in window)
    return frozenset((place // 4, place % 4 + 1) for place in range(first, last + 1))
