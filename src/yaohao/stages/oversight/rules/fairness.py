"""Whether the lots of a year fell as they could: tails of unequal chances, and many questions.

A count of draws is a sum of independent yes-or-no events of unequal chance (Poisson binomial); the
pool of one cycle takes out whom it drew, which makes far counts rarer still, so that no tail told
here is too small. Whoever asks ten thousand questions gets ten thousand chances to be surprised:
the smallest tails are multiplied by the number of questions that are left (Holm 1979), so that of
twenty fair years nineteen name nobody at all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, sqrt

LEVEL = 0.05  # of a year in which any name at all is told without cause
BAND = 1.96  # standard deviations around the expected: 95 of 100 fall into it


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: `code` was met `seen` times where `expected` were to be expected; `tail` is the
    chance of so many or more (or, where fewer, so few or less), twice the smaller one."""

    code: str
    seen: int
    expected: float
    tail: float


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with its tail corrected for all that were asked."""

    asked: Asked
    corrected: float

    @property
    def unlikely(self) -> bool:
        """Chance alone hardly explains it."""
        return self.corrected < LEVEL


@lru_cache(4096)
def masses(chances: tuple[float, ...]) -> tuple[float, ...]:
    """The chance of 0, 1, … of these events; they add up to one."""
    found = [1.0]
    for chance in chances:
        grown = [0.0] * (len(found) + 1)
        for count, mass in enumerate(found):
            grown[count] += mass * (1 - chance)
            grown[count + 1] += mass * chance
        found = grown
    return tuple(found)


def two_sided(chances: tuple[float, ...], seen: int) -> float:
    """Twice the smaller tail of the sum of such events at `seen`, at most one."""
    mass = masses(chances)
    return min(1.0, 2 * min(sum(mass[: seen + 1]), sum(mass[seen:])))


def at_least(chances: tuple[float, ...], seen: int) -> float:
    """The chance of `seen` or more of such events."""
    return min(1.0, sum(masses(chances)[seen:]))


def poisson_tail(expected: float, seen: int) -> float:
    """Twice the smaller tail of a Poisson count: a wider spread than any lot with caps has."""
    mass, below = exp(-expected), 0.0
    for count in range(seen):
        below += mass
        mass *= expected / (count + 1)
    return min(1.0, 2 * min(below + mass, max(0.0, 1 - below)))


def judge(asked: Iterable[Asked], questions: int) -> list[Judged]:
    """The questions with corrected tails, the smallest first.

    `questions` counts all that could have been asked: those that are left out have tail one.
    """
    order = sorted(asked, key=lambda one: (one.tail, one.code))
    found, most = [], 0.0
    for place, one in enumerate(order):
        most = max(most, min(1.0, one.tail * max(1, questions - place)))
        found.append(Judged(one, most))
    return found


def spread(chances: Iterable[tuple[float, ...]]) -> list[tuple[int, float, float]]:
    """How many are to be expected with 0, 1, … draws, each with its standard deviation."""
    sums: list[float] = []
    squares: list[float] = []
    for each in chances:
        for count, mass in enumerate(masses(each)):
            if count == len(sums):
                sums.append(0.0)
                squares.append(0.0)
            sums[count] += mass
            squares[count] += mass * (1 - mass)
    return [(count, sums[count], sqrt(squares[count])) for count in range(len(sums))]


def grouped(events: Iterable[Mapping[str, float]]) -> dict[str, tuple[float, ...]]:
    """Code to the chances it had, draw by draw, sorted so that equal ones are computed once."""
    found: dict[str, list[float]] = {}
    for chances in events:
        for code, chance in chances.items():
            found.setdefault(code, []).append(chance)
    return {code: tuple(sorted(each)) for code, each in found.items()}


def band(expected: float, deviation: float) -> tuple[float, float]:
    """From where to where 95 of 100 fall."""
    return max(0.0, expected - BAND * deviation), expected + BAND * deviation


def named(judged: Sequence[Judged]) -> list[Judged]:
    """Those that chance hardly explains."""
    return [one for one in judged if one.unlikely]
