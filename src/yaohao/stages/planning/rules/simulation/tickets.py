"""Lots of a few years as the core casts them: SHA-256 tickets, and teams with look-ahead."""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from fairdraw.digest import hasher
from fairdraw.pool import salt_key
from fairdraw.quota import split_number
from fairdraw.teams import Edges, Staffing, TeamRule, Visit, staff
from fairdraw.ticket import Ticket, round_key, ticket

from yaohao.stages.planning.rules.simulation.running import Team
from yaohao.stages.planning.rules.simulation.stream import Stream
from yaohao.stages.planning.rules.simulation.year import Turn, Urn, Year, YearLine

HASH = "sha256"


def keys_of(seed: bytes, number: int, line: YearLine, turn: Turn) -> tuple[bytes, bytes]:
    """K of the line and the seed of its round in this simulated year, of 32 bytes each."""
    whole = b"\0".join((seed, str(number).encode(), line.label.encode()))
    key = sha256(b"yaohao/simulation/key\0" + whole).digest()
    return key, sha256(b"yaohao/simulation/round\0" + key + bytes([turn.number])).digest()


class Tickets:
    """The lots of one year from tickets."""

    def __init__(self, year: Year, seed: bytes, number: int) -> None:
        self._year, self._seed, self._number = year, seed, number
        self._digest = hasher(HASH)
        self._stream = Stream(seed + b"months", number)
        self._tickets: dict[int, Ticket] = {}

    def order(self, line: YearLine, turn: Turn, urn: Urn, wanted: int) -> Iterator[int]:
        """The places by (ticket, id)."""
        digest, (key, seed) = self._digest, keys_of(self._seed, self._number, line, turn)
        prefix, of_round = salt_key(key, digest), round_key(seed, digest)
        cast = []
        for row in urn.rows:
            name = self._year.ids[row].encode("ascii")
            cast.append((ticket(of_round, digest(prefix + name), digest), name, row))
        self._tickets.update((each[2], each) for each in cast)
        return iter(sorted(range(len(cast)), key=cast.__getitem__))

    def fraction(self, line: YearLine, turn: Turn, urn: Urn) -> int:
        """u as the core makes it."""
        key, seed = keys_of(self._seed, self._number, line, turn)
        return split_number(key, seed, urn.code, self._digest)

    def months(self, turn: Turn, count: int) -> list[int]:
        """Visits fall on any working day of the window."""
        if not turn.months:
            return [turn.start.month - 1] * count
        return [turn.months[day] for day in self._stream.below(len(turn.months), count)]

    def teams(self, line: YearLine, turn: Turn, won: Sequence[int]) -> list[Team]:
        """The teams of the core, its deferred visits without one."""
        year, digest = self._year, self._digest
        key, seed = keys_of(self._seed, self._number, line, turn)
        prefix, names = salt_key(key, digest), year.certificates
        drawn = sorted(self._tickets[row] for row in won)
        visits = [
            Visit(place, name.decode("ascii"), year.cells[row], digest(prefix + name))
            for place, (_ticket, name, row) in enumerate(drawn)
        ]
        made = self.staffed(line, turn, visits, won, seed)
        place_of = {name: place for place, name in enumerate(names)}
        teams: list[Team] = [
            tuple(place_of[name] for name in team.members) for team in made.assignment.teams
        ]
        return teams + [()] * len(made.deferred)

    def staffed(
        self, line: YearLine, turn: Turn, visits: Sequence[Visit], won: Sequence[int], seed: bytes
    ) -> Staffing:
        """The core's teams without a ladder."""
        year, names = self._year, self._year.certificates
        barred = {
            year.ids[row]: frozenset(names[officer] for officer in year.barred[row])
            for row in won
            if row in year.barred
        }
        cells = {
            cell: {
                role: tuple(sorted(names[officer] for officer in able))
                for role, able in zip(line.roles, roles, strict=True)
            }
            for cell, roles in turn.able.items()
        }
        at = TeamRule(line.roles, dict.fromkeys(names, turn.cap)), Edges(cells, barred)
        return staff(visits, lambda _rung: at, 0, seed=seed, hash_name=HASH)
