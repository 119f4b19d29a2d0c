"""The question before the freeze and its three answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal


@dataclass(frozen=True, slots=True)
class Cell:
    """Rows of one stratum with equal admissible officers: role -> certificates."""

    name: str
    stratum: str
    rows: int
    admissible: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Question:
    """What is drawn and who could go.

    `quota`: stratum -> k_h; this round draws at most ceil(k_h * weight / divisor) of it (weight 1
    of 1 where there is one round). `cap`: certificate -> most places in this round. A certificate
    without cap counts as 0.
    """

    cells: tuple[Cell, ...]
    roles: tuple[str, ...]
    quota: Mapping[str, int]
    cap: Mapping[str, int]
    weight: int = 1
    divisor: int = 1

    def drawn(self, stratum: str) -> int:
        """Return the most visits this round can draw from `stratum`."""
        share = -(-self.quota.get(stratum, 0) * self.weight // self.divisor)
        return min(share, sum(cell.rows for cell in self.cells if cell.stratum == stratum))


@dataclass(frozen=True, slots=True)
class CutPlace:
    """Places of a cut: `visits` in the cell `cell`, each in need of `roles`."""

    cell: str
    roles: tuple[str, ...]
    visits: int


@dataclass(frozen=True, slots=True)
class Cut:
    """A minimum cut: why there are not enough people.

    `needed` places depend on `officers`, who can take `room` in all; other colleagues can take
    `others` of them at most (nobody twice in a team); `missing` = needed - room - others > 0.
    """

    officers: tuple[str, ...]
    places: tuple[CutPlace, ...]
    needed: int
    room: int
    others: int

    @property
    def missing(self) -> int:
        """Return how many places stay vacant."""
        return self.needed - self.room - self.others


@dataclass(frozen=True, slots=True)
class Proven:
    """Every outcome can be staffed; shown by reservation for all, or at every vertex."""

    how: Literal["reservation", "vertices"]


@dataclass(frozen=True, slots=True)
class Refused:
    """This `outcome` (cell, visits) can be drawn and cannot be staffed: `cut` says why."""

    outcome: tuple[tuple[str, int], ...]
    cut: Cut
    failures: int
    simulations: int


@dataclass(frozen=True, slots=True)
class NotProven:
    """Neither shown nor refuted. `cut` is that of the reservation, which demands too much."""

    cut: Cut
    failures: int
    simulations: int


Result = Proven | Refused | NotProven


@dataclass(frozen=True, slots=True)
class PairProbability:
    """Each of `officers` goes to a given enterprise of `cell` with `probability`."""

    officers: tuple[str, ...]
    cell: str
    probability: Fraction
