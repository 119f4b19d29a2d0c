"""Mean, standard deviation and the middle nine tenths of a figure that differs year by year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, sqrt

LOW, HIGH = Fraction(5, 100), Fraction(95, 100)


@dataclass(frozen=True, slots=True)
class Spread:
    """`low` and `high`: one year in twenty lies below, one above (nearest rank)."""

    mean: float
    deviation: float
    low: int
    high: int


def spread_of(years: Mapping[int, int], whole: int) -> Spread:
    """The spread of a figure from value -> years; years that are missing had none of it."""
    if not whole:
        return Spread(0.0, 0.0, 0, 0)
    counts = dict(years)
    counts[0] = counts.get(0, 0) + whole - sum(years.values())
    total = sum(value * number for value, number in counts.items())
    squares = sum(value * value * number for value, number in counts.items())
    variance = Fraction(squares, whole) - Fraction(total, whole) ** 2
    return Spread(
        round(total / whole, 4),
        round(sqrt(variance), 4),
        _rank(counts, ceil(LOW * whole)),
        _rank(counts, ceil(HIGH * whole)),
    )


def _rank(counts: Mapping[int, int], wanted: int) -> int:
    seen = 0
    for value in sorted(counts):
        seen += counts[value]
        if seen >= wanted:
            return value
    return 0


def counted(values: Iterable[int]) -> dict[int, int]:
    """Value -> how often."""
    counts: dict[int, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return counts
