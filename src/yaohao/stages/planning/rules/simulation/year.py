"""What a simulated year holds: objects and officers as numbers, lines with strata and rounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

FREE = 255  # no limit in this pot

Able = Mapping[str, tuple[tuple[int, ...], ...]]
"""Cell (field of the enterprise) to the officers who may go, role by role."""


@dataclass(frozen=True, slots=True)
class Urn:
    """A stratum of a line: the rows that may be drawn, by id, and how many of them are."""

    code: str
    rows: Sequence[int]
    quota: int


@dataclass(frozen=True, slots=True)
class Turn:
    """A round: first day, weight, most visits of an officer, months (0 … 11) of its working days.

    `able`: who may go, of those who are there.
    """

    number: int
    start: date
    weight: int
    cap: int
    months: bytes
    able: Able


@dataclass(frozen=True, slots=True)
class YearLine:
    """A line of the plan. `group`: number of its item's cycle, which it may share with others.

    `limits`: (number of the pot, limit of each row; `FREE`: none).
    """

    label: str
    title: str
    group: int
    urns: tuple[Urn, ...]
    turns: tuple[Turn, ...]
    roles: tuple[str, ...]
    limits: tuple[tuple[int, bytes], ...] = ()

    @property
    def base(self) -> int:
        """The rows that may be drawn."""
        return sum(len(urn.rows) for urn in self.urns)

    @property
    def quota(self) -> int:
        """The visits that are planned."""
        return sum(urn.quota for urn in self.urns)


@dataclass(frozen=True, slots=True)
class Dimension:
    """A way to divide the objects: the codes, and the place of each row's code among them."""

    codes: tuple[str, ...]
    of_row: Sequence[int]


@dataclass(frozen=True, slots=True)
class Year:
    """Everything that a year is simulated from.

    `ids` and `cells` by row; `shut` by cycle: 1 for a row that was drawn in it already; `used` by
    pot: visits booked already; `certificates` by officer; `barred`: row to officers who never go.
    """

    ids: Sequence[str]
    cells: Sequence[str]
    lines: tuple[YearLine, ...]
    shut: tuple[bytes, ...]
    used: tuple[bytes, ...]
    certificates: tuple[str, ...]
    dimensions: Mapping[str, Dimension]
    barred: Mapping[int, frozenset[int]] = field(default_factory=dict)

    @property
    def schedule(self) -> list[tuple[int, YearLine, Turn]]:
        """The rounds of all lines in the order of their days, with the number of the line."""
        turns = [
            (place, line, turn) for place, line in enumerate(self.lines) for turn in line.turns
        ]
        return sorted(turns, key=lambda each: (each[2].start, each[0], each[2].number))
