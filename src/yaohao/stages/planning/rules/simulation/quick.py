"""Lots of thousands of years: keystream for objects, and teams one after the other.

Teams are taken without the core's look-ahead, each place from those who have visits left: with
few people more visits stay without a team than the real draw leaves. The years with true tickets
show how many.
"""

from collections.abc import Iterator, Mapping, Sequence

from yaohao.stages.planning.rules.simulation.running import Team
from yaohao.stages.planning.rules.simulation.stream import Stream
from yaohao.stages.planning.rules.simulation.year import Turn, Urn, Year, YearLine

_NOBODY: frozenset[int] = frozenset()


class Quick:
    """The lots of one year from its stream."""

    def __init__(self, year: Year, seed: bytes, number: int) -> None:
        self._year = year
        self._stream = Stream(seed, number)

    def order(self, line: YearLine, turn: Turn, urn: Urn, wanted: int) -> Iterator[int]:
        """A random order of the urn."""
        return self._stream.order(len(urn.rows), wanted)

    def fraction(self, line: YearLine, turn: Turn, urn: Urn) -> int:
        """A number of 256 bits."""
        return self._stream.wide()

    def months(self, turn: Turn, count: int) -> list[int]:
        """Visits fall on any working day of the window."""
        if not turn.months:
            return [turn.start.month - 1] * count
        return [turn.months[day] for day in self._stream.below(len(turn.months), count)]

    def teams(self, line: YearLine, turn: Turn, won: Sequence[int]) -> list[Team]:
        """Each place by lot among those who have visits left and are not in the team."""
        free = {cell: [list(role) for role in roles] for cell, roles in turn.able.items()}
        left = [turn.cap] * len(self._year.certificates)
        cells, barred, numbers = self._year.cells, self._year.barred, self._stream.numbers
        teams: list[Team] = []
        for row in won:  # thousands of visits in thousands of years: no calls in here
            team: list[int] = []
            never = barred.get(row, _NOBODY)
            for able in free[cells[row]]:
                count = len(able)
                officer = able[next(numbers) * count >> 64] if count else -1
                if officer < 0 or officer in team or officer in never:
                    officer = self._another(able, team, never)
                    if officer < 0:
                        team = []
                        break
                team.append(officer)
            for officer in team:
                left[officer] -= 1
                if not left[officer]:
                    _forget(free, officer)
            teams.append(tuple(team))
        return teams

    def _another(self, able: Sequence[int], team: Sequence[int], never: frozenset[int]) -> int:
        """One of those who are left, -1 for none."""
        rest = [one for one in able if one not in team and one not in never]
        return rest[self._stream.one(len(rest))] if rest else -1


def _forget(free: Mapping[str, list[list[int]]], officer: int) -> None:
    for roles in free.values():
        for able in roles:
            if officer in able:
                able.remove(officer)
