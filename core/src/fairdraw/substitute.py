"""Who takes an officer's place (spec/3-acts-and-draw.md, "Substitutes").

Fresh randomness, the same lists, all other places fixed: nobody names a substitute by hand.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from fairdraw import seal
from fairdraw.digest import Hash
from fairdraw.draw import Draw
from fairdraw.history import NOBODY, History, Staffed, Where
from fairdraw.pool import salt_key
from fairdraw.teams import Edges, Visit, officer_ticket


class _Settled(NamedTuple):
    """A team after a substitution; `staffed` is the round whose seal had given it by then, or 0."""

    staffed: int
    team: dict[str, str]


@dataclass(slots=True)
class Places:
    """Who holds which place now: the teams that seals gave, and what substitutions changed."""

    history: History
    given: Mapping[int, Draw]
    _settled: dict[Where, _Settled] = field(default_factory=dict)
    _gone: dict[Where, set[str]] = field(default_factory=dict)

    def settle(self, place: Where, role: str, certificate: str, until: int) -> None:
        """Give a place to another officer; who held it does not come back to this visit."""
        staffed = self.history.staffed(until).get(place)
        team = self._team(place, staffed)
        before = team.get(role, NOBODY)
        if before != NOBODY:
            self._gone.setdefault(place, set()).add(before)
        self._settled[place] = _Settled(staffed[0] if staffed else 0, {**team, role: certificate})

    def team(self, place: Where, until: int) -> dict[str, str]:
        """Return role to certificate of a visit as it stands."""
        return self._team(place, self.history.staffed(until).get(place))

    def _team(self, place: Where, staffed: Staffed | None) -> dict[str, str]:
        # A visit that had no team when its substitute was settled may get one from a later seal.
        settled = self._settled.get(place)
        if settled and settled.staffed == (staffed[0] if staffed else 0):
            return settled.team
        return dict(staffed[1]) if staffed else {}

    def _held(self, number: int, until: int) -> Counter[str]:
        voids, staffed = self.history.voids(until), self.history.staffed(until)
        return Counter(
            name
            for place, of in self.history.staffing_rounds(until).items()
            if of == number and place not in voids
            for name in self._team(place, staffed.get(place)).values()
            if name != NOBODY
        )

    def choose(self, place: Where, role: str, seed: bytes, until: int) -> str:
        """Return the certificate drawn for a place with the seed of the substitution, or `-`.

        `until` is the index of the entry `substituted`.
        """
        number = self.history.staffing_round(place, until)
        given = self.given[number]
        rule, edges = given.inputs.at(seal.ladder(self.history.sealed[number]).rung)
        visit = self._visit(place, given, until)
        here = {*self.team(place, until).values(), *self._gone.get(place, ())}
        held = self._held(number, until)
        able = [
            name
            for name in _admitted(edges, visit, role)
            if name not in here and held[name] < rule.cap[name]
        ]
        digest = given.announced.digest
        return min(able, key=lambda name: _order(seed, visit, name, digest), default=NOBODY)

    def _visit(self, place: Where, given: Draw, until: int) -> Visit:
        row_id = next(visit.id for at, visit in self.history.visits(until) if at == place)
        digest = given.announced.digest
        salt = digest(salt_key(given.key, digest) + row_id.encode())
        return Visit(place[1], row_id, given.inputs.cells[row_id], salt)


def _admitted(edges: Edges, visit: Visit, role: str) -> list[str]:
    return list(edges.admits(visit, role))


def _order(seed: bytes, visit: Visit, name: str, digest: Hash) -> tuple[bytes, bytes]:
    return officer_ticket(seed, visit.salt, name, digest), name.encode()
