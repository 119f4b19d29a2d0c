"""Who takes an officer's place (spec/3-acts-and-draw.md, "Substitutes").

Fresh randomness, the same lists, all other places fixed: nobody names a substitute by hand.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from fairdraw import seal
from fairdraw.digest import Hash
from fairdraw.draw import Draw
from fairdraw.history import NOBODY, History, Where
from fairdraw.pool import salt_key
from fairdraw.teams import Edges, Visit, officer_ticket


@dataclass(slots=True)
class Places:
    """Who holds which place now: `teams` is visit to role to certificate (`-`: nobody)."""

    history: History
    given: Mapping[int, Draw]
    teams: dict[Where, dict[str, str]] = field(default_factory=dict)
    gone: dict[Where, set[str]] = field(default_factory=dict)

    def settle(self, place: Where, role: str, certificate: str, until: int) -> None:
        """Give a place to another officer; who held it does not come back to this visit."""
        team = self.team(place, until)
        before = team.get(role, NOBODY)
        if before != NOBODY:
            self.gone.setdefault(place, set()).add(before)
        self.teams[place] = {**team, role: certificate}

    def team(self, place: Where, until: int) -> dict[str, str]:
        """Return role to certificate of a visit as it stands."""
        if place in self.teams:
            return self.teams[place]
        staffed = self.history.staffed(until).get(place)
        return dict(staffed[1]) if staffed else {}

    def _held(self, number: int, until: int) -> Counter[str]:
        voids = self.history.voids(until)
        places = {*self.history.staffed(until), *self.teams} - voids
        return Counter(
            name
            for place in places
            if self.history.staffing_round(place, until) == number
            for name in self.team(place, until).values()
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
        here = {*self.team(place, until).values(), *self.gone.get(place, ())}
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
