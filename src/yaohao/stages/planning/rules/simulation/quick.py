"""Lots of thousands of years: keystream for objects, and teams one after the other.

As in the core an officer has one ticket for a visit, the same for all roles, so each visit has one
order of officers. The core's look-ahead is left out: with few people more visits stay without a
team here than the real draw leaves. The years with true tickets show how many.
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
        """Per visit one order of all who have visits left; each role takes the first who may."""
        free = {cell: sorted(set().union(*roles)) for cell, roles in turn.able.items()}
        able = {cell: [frozenset(role) for role in roles] for cell, roles in turn.able.items()}
        left = [turn.cap] * len(self._year.certificates)
        cells, barred = self._year.cells, self._year.barred
        teams: list[Team] = []
        for row in won:
            cell = cells[row]
            team = self._team(free[cell], able[cell], barred.get(row, _NOBODY))
            for officer in team:
                left[officer] -= 1
                if not left[officer]:
                    _forget(free, officer)
            teams.append(team)
        return teams

    def _team(
        self, free: Sequence[int], roles: Sequence[frozenset[int]], never: frozenset[int]
    ) -> Team:
        """Thousands of visits in thousands of years: few calls in here."""
        numbers, count = self._stream.numbers, len(free)
        met: list[int] = []
        team: list[int] = []
        for able in roles:
            for officer in met:
                if officer in able and officer not in team and officer not in never:
                    break
            else:
                while len(met) < count:
                    officer = free[next(numbers) * count >> 64]
                    if officer in met:
                        if len(met) * 2 < count:
                            continue
                        rest = [one for one in free if one not in met]
                        officer = rest[next(numbers) * len(rest) >> 64]
                    met.append(officer)
                    if officer in able and officer not in never:
                        break
                else:
                    return ()
            team.append(officer)
        return tuple(team)


def _forget(free: Mapping[str, list[int]], officer: int) -> None:
    for officers in free.values():
        if officer in officers:
            officers.remove(officer)
