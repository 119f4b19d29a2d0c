"""Picks that look accidental and are the same in every run: SHA-256 of a seed and a counter.

Nothing of a draw uses this: it only invents the people and firms of the demo bureau.
"""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """An endless row of numbers that follows from `seed`."""

    def __init__(self, seed: str) -> None:
        self._seed = seed.encode()
        self._count = 0

    def below(self, limit: int) -> int:
        """A whole number in 0..limit-1 (the bias at these sizes does not matter here)."""
        self._count += 1
        digest = hashlib.sha256(self._seed + self._count.to_bytes(8, "big")).digest()
        return int.from_bytes(digest, "big") % limit

    def pick(self, choices: Sequence[T]) -> T:
        """One of `choices`."""
        return choices[self.below(len(choices))]

    def weighted(self, choices: dict[T, int]) -> T:
        """One of the keys, as often as its weight says."""
        place = self.below(sum(choices.values()))
        for choice, weight in choices.items():
            if place < weight:
                return choice
            place -= weight
        raise AssertionError("weights add up")

    def digits(self, count: int) -> str:
        """That many decimal digits."""
        return "".join(str(self.below(10)) for _ in range(count))
