"""A slow, obvious team draw for the tests, and small tight instances for it."""

import random
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from fairdraw.digest import hasher
from fairdraw.teams import Edges, TeamRule, Visit, officer_ticket

from core.tests.flow_reference import max_flow

SEED = sha256(b"teams").digest()
ROLES = ("lead", "second", "expert")


@dataclass(frozen=True)
class Case:
    visits: list[Visit]
    rule: TeamRule
    edges: Edges


def small_cases(count: int, seed: int) -> Iterator[Case]:
    """Yield instances with two to five visits and hardly more places than officers can take."""
    rnd = random.Random(seed)
    for _ in range(count):
        yield _small_case(rnd)


def _small_case(rnd: random.Random) -> Case:
    roles = ROLES[: rnd.choice((1, 2, 2, 2, 3, 3))]
    officers = [f"执{number}" for number in range(rnd.randint(len(roles), 6))]
    visits = [
        Visit(position * 2, f"E{position}", rnd.choice("AB"), rnd.randbytes(32))
        for position in range(rnd.randint(2, 5 if len(roles) < 3 else 3))
    ]
    cells = {cell: _roles_of_cell(rnd, roles, officers) for cell in "AB"}
    barred = {
        visit.id: frozenset(rnd.sample(officers, rnd.randint(1, 2)))
        for visit in visits
        if len(officers) > 2 and rnd.random() < 0.2
    }
    cap = dict.fromkeys(officers, 0)
    for _ in range(len(visits) * len(roles) + rnd.choice((0, 0, 1, 2))):
        cap[rnd.choice(officers)] += 1
    return Case(visits, TeamRule(roles, cap), Edges(cells, barred))


def _roles_of_cell(
    rnd: random.Random, roles: tuple[str, ...], officers: list[str]
) -> dict[str, tuple[str, ...]]:
    """Each role's officers: nested (a lead may also be second), or independent of each other."""
    if rnd.random() < 0.6:
        pool = rnd.sample(officers, rnd.randint(max(1, len(officers) - 2), len(officers)))
        sizes = sorted(rnd.randint(1, len(pool)) for _ in roles)
        return {role: tuple(sorted(pool[:size])) for role, size in zip(roles, sizes, strict=True)}
    return {
        role: tuple(sorted(rnd.sample(officers, rnd.randint(1, len(officers))))) for role in roles
    }


Place = tuple[Visit, str]


class Reference:
    """Tries everything. `look_ahead=False` is the naive draw that looks at no later place."""

    def __init__(self, case: Case, *, look_ahead: bool = True, once_per_team: bool = True) -> None:
        self.case = case
        self.look_ahead = look_ahead
        self.once_per_team = once_per_team
        self.places = [(visit, role) for visit in case.visits for role in case.rule.roles]
        self.left = dict(case.rule.cap)
        self.teams: dict[str, list[str]] = {visit.id: [] for visit in case.visits}
        self.skips: list[tuple[int, str, str]] = []

    def candidates(self, place: Place) -> list[str]:
        visit, role = place
        able = [
            c
            for c in self.case.edges.cells[visit.cell][role]
            if c not in self.case.edges.barred.get(visit.id, ())
            and self.left[c] > 0
            and not (self.once_per_team and c in self.teams[visit.id])
        ]
        digest = hasher("sha256")
        return sorted(able, key=lambda c: (officer_ticket(SEED, visit.salt, c, digest), c))

    def fillable(self, index: int) -> bool:
        """Tell whether the places from `index` on can all be filled."""
        if index == len(self.places):
            return True
        return any(self.with_officer(index, c) for c in self.candidates(self.places[index]))

    def with_officer(self, index: int, certificate: str) -> bool:
        """Tell whether the places after `index` can be filled with this officer there."""
        self.take(index, certificate)
        possible = self.fillable(index + 1)
        self.teams[self.places[index][0].id].pop()
        self.left[certificate] += 1
        return possible

    def take(self, index: int, certificate: str) -> None:
        self.left[certificate] -= 1
        self.teams[self.places[index][0].id].append(certificate)

    def draw(self) -> list[tuple[str, ...]] | None:
        """Return the teams in order, `None` if a place stays empty."""
        for index, place in enumerate(self.places):
            passed: list[str] = []
            for certificate in self.candidates(place):
                if not self.look_ahead or self.with_officer(index, certificate):
                    self.take(index, certificate)
                    break
                passed.append(certificate)
            else:
                return None
            self.skips += [(place[0].position, place[1], c) for c in passed]
        return [tuple(self.teams[visit.id]) for visit in self.case.visits]


class FlowReference(Reference):
    """The same draw with a textbook flow for "still fillable": for larger instances."""

    def fillable(self, index: int) -> bool:
        arcs: list[tuple[Hashable, Hashable, int]] = [
            ("source", ("officer", c), left) for c, left in self.left.items()
        ]
        for visit, role in self.places[index:]:
            place = ("place", visit.id, role)
            arcs.append((place, "sink", 1))
            for c in self.candidates((visit, role)):
                arcs.append((("pair", c, visit.id), place, 1))
                arcs.append((("officer", c), ("pair", c, visit.id), 1))
        merged = {(tail, head): capacity for tail, head, capacity in arcs}
        flow = max_flow(((a, b, c) for (a, b), c in merged.items()), "source", "sink")
        return flow == len(self.places) - index


def larger_cases(count: int, seed: int) -> Iterator[Case]:
    """Yield instances with up to 16 visits whose caps are what some complete draw used up."""
    rnd = random.Random(seed)
    for _ in range(count):
        yield _larger_case(rnd)


def _larger_case(rnd: random.Random) -> Case:
    """Overlapping cells in a row, nested roles; every cap used up, or one or two to spare."""
    roles = ROLES[: rnd.choice((2, 2, 3))]
    officers = [f"执{number:02d}" for number in range(rnd.randint(6, 14))]
    width = rnd.randint(len(roles) + 1, 6)
    names = "ABCD"[: rnd.randint(1, 4)]
    cells = {}
    for cell in names:
        start = rnd.randrange(len(officers))
        pool = [officers[(start + step) % len(officers)] for step in range(width)]
        sizes = sorted(rnd.randint(1, width) for _ in roles)
        cells[cell] = {
            role: tuple(sorted(pool[:size])) for role, size in zip(roles, sizes, strict=True)
        }
    edges = Edges(cells, {})
    cap = dict.fromkeys(officers, 0)
    visits: list[Visit] = []
    for position in range(rnd.randint(6, 16)):
        visit = Visit(position, f"E{position}", rnd.choice(names), rnd.randbytes(32))
        team: list[str] = []
        for role in roles:
            able = [c for c in edges.admits(visit, role) if c not in team]
            if able:
                team.append(rnd.choice(able))
        if len(team) == len(roles):
            visits.append(visit)
            for member in team:
                cap[member] += 1
    for _ in range(rnd.choice((0, 0, 1, 2))):
        cap[rnd.choice(officers)] += 1
    barred = {v.id: frozenset(rnd.sample(officers, 1)) for v in visits if rnd.random() < 0.1}
    return Case(visits, TeamRule(roles, cap), Edges(cells, barred))
