"""One year gone through: quotas, rounds, cycles and limits; the same for every kind of lot."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from fairdraw.quota import round_count

from yaohao.stages.planning.rules.simulation.year import Turn, Urn, Year, YearLine

Team = tuple[int, ...]
"""Officers in the order of the roles; empty for a visit that nobody could be found for."""


class Lots(Protocol):
    """Where chance comes from: keystream or true tickets."""

    def order(self, line: YearLine, turn: Turn, urn: Urn, wanted: int) -> Iterator[int]:
        """The places of the urn's rows in the order of their tickets."""

    def fraction(self, line: YearLine, turn: Turn, urn: Urn) -> int:
        """u of the core's `round_count`, 256 bits."""

    def teams(self, line: YearLine, turn: Turn, won: Sequence[int]) -> Iterable[Team]:
        """The teams of the drawn rows, in any order; empty ones for those without."""

    def months(self, turn: Turn, count: int) -> list[int]:
        """The months of so many visits."""


@dataclass(slots=True)
class Happened:
    """A year as it came: rows visited line by line, rows passed over because a limit was reached,
    teams with their month (of lines with teams)."""

    visits: list[list[int]]
    lost: set[int] = field(default_factory=set)
    teams: list[tuple[Team, int]] = field(default_factory=list)


def take(
    order: Iterable[int],
    rows: Sequence[int],
    count: int,
    shut: bytearray,
    full: Callable[[int], bool],
    lost: set[int],
) -> list[int]:
    """The first `count` open rows in the order of their tickets, which are shut from now on.

    The core takes the smallest tickets among rows that no cycle and no limit passes over; in the
    order of the tickets that is the same. `lost`: rows that a limit alone kept from being drawn.
    """
    won: list[int] = []
    if count <= 0:
        return won
    for place in order:
        row = rows[place]
        if shut[row]:
            continue
        if full(row):
            lost.add(row)
            continue
        shut[row] = 1
        won.append(row)
        if len(won) == count:
            break
    return won


def run(year: Year, lots: Lots) -> Happened:
    """Go through a year."""
    happened = Happened([[] for _ in year.lines])
    shut = [bytearray(rows) for rows in year.shut]
    used = [bytearray(rows) for rows in year.used]
    standing: dict[tuple[int, str], int] = {}
    for number, line, turn in year.schedule:
        limits = [(used[pot], limit) for pot, limit in line.limits]
        full = _full(limits)
        won: list[int] = []
        for urn in line.urns:
            before = standing.get((number, urn.code), 0)
            count = _count(line, turn, urn, before, lots)
            order = lots.order(line, turn, urn, count)
            drawn = take(order, urn.rows, count, shut[line.group], full, happened.lost)
            standing[number, urn.code] = before + len(drawn)
            won += drawn
        for taken, _limit in limits:
            for row in won:
                taken[row] += 1
        happened.visits[number] += won
        if turn.able:
            months = lots.months(turn, len(won))
            happened.teams += zip(lots.teams(line, turn, won), months, strict=True)
    return happened


def _count(line: YearLine, turn: Turn, urn: Urn, before: int, lots: Lots) -> int:
    """How many this round draws, as the core says; those open may be fewer."""
    weights = [each.weight for each in line.turns if each.number >= turn.number]
    u = lots.fraction(line, turn, urn) if len(weights) > 1 else 0
    return round_count(max(0, urn.quota - before), weights, len(urn.rows), u)


def _full(limits: Sequence[tuple[bytearray, bytes]]) -> Callable[[int], bool]:
    """Whether a row has no place left; one pot is the rule."""
    if not limits:
        return lambda _row: False
    if len(limits) == 1:
        taken, limit = limits[0]
        return lambda row: taken[row] >= limit[row]
    return lambda row: any(taken[row] >= limit[row] for taken, limit in limits)
