"""Can these numbers of visits per cell be staffed? One maximum flow.

source -> officer (cap) -> (officer, cell) (visits of the cell) -> (cell, role) (visits) -> sink.
A saturating flow gives in each cell a bipartite multigraph of roles and officers whose degrees are
at most the number of visits: by König's theorem it splits into that many teams without anybody
twice. Officers with equal cells, roles and cap share one node with multiplied capacities: a flow
through it, divided evenly, is a fractional flow of the single officers, so a whole one exists.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from fairdraw.feasibility.flow import Flow
from fairdraw.feasibility.model import Cell, Cut, CutPlace, Question

Counts = tuple[int, ...]
"""Visits per cell, in the order of the cells."""


@dataclass(frozen=True, slots=True)
class Group:
    """Interchangeable officers; `roles`: cell number -> role numbers."""

    officers: tuple[str, ...]
    cap: int
    roles: dict[int, tuple[int, ...]]


class Roster:
    """The officers of some cells, grouped."""

    def __init__(self, question: Question, cells: Sequence[Cell]) -> None:
        self.cells = cells
        self.roles = question.roles
        self.groups = _groups(question, cells)
        self._able = {c for group in self.groups for c in group.officers}

    def cut(self, counts: Counts) -> Cut | None:
        """Return why `counts` visits per cell cannot be staffed, `None` if they can."""
        flow = self._network(counts)
        needed = sum(counts) * len(self.roles)
        missing = needed - flow.run()
        return self._cut(flow.before_sink(), counts, missing) if missing else None

    def weights(self, cut: Cut) -> list[int]:
        """Return per cell how much one more visit adds to what is missing by this very cut."""
        roles = {place.cell: frozenset(place.roles) for place in cut.places}
        inside = frozenset(cut.officers)
        weights = []
        for cell in self.cells:
            wanted = roles.get(cell.name, frozenset())
            others = {c for role in wanted for c in cell.admissible.get(role, ())} - inside
            weights.append(len(wanted) - len(others & self._able))
        return weights

    def _network(self, counts: Counts) -> Flow:
        roles, first_place = len(self.roles), 2 + len(self.groups)
        first_pair = first_place + len(counts) * roles
        flow = Flow(first_pair + sum(len(group.roles) for group in self.groups))
        for place in range(len(counts) * roles):
            flow.arc(first_place + place, 1, counts[place // roles])
        pair = first_pair
        for number, group in enumerate(self.groups):
            size = len(group.officers)
            flow.arc(0, 2 + number, size * group.cap)
            for cell, able in group.roles.items():
                flow.arc(2 + number, pair, size * counts[cell])
                for role in able:
                    flow.arc(pair, first_place + cell * roles + role, size * counts[cell])
                pair += 1
        return flow

    def _cut(self, inside: list[bool], counts: Counts, missing: int) -> Cut:
        roles, first_place = len(self.roles), 2 + len(self.groups)
        groups = [group for number, group in enumerate(self.groups) if inside[2 + number]]
        places = []
        for number, cell in enumerate(self.cells):
            here = first_place + number * roles
            wanted = tuple(role for i, role in enumerate(self.roles) if inside[here + i])
            if wanted and counts[number]:
                places.append(CutPlace(cell.name, wanted, counts[number]))
        needed = sum(place.visits * len(place.roles) for place in places)
        room = sum(group.cap * len(group.officers) for group in groups)
        officers = tuple(sorted(c for group in groups for c in group.officers))
        return Cut(officers, tuple(places), needed, room, needed - room - missing)


def _groups(question: Question, cells: Sequence[Cell]) -> list[Group]:
    able: dict[str, dict[int, list[int]]] = {}
    for number, cell in enumerate(cells):
        for role_number, role in enumerate(question.roles):
            for certificate in cell.admissible.get(role, ()):
                if question.cap.get(certificate, 0) > 0:
                    able.setdefault(certificate, {}).setdefault(number, []).append(role_number)
    groups: dict[tuple[int, tuple[tuple[int, tuple[int, ...]], ...]], list[str]] = {}
    for certificate in sorted(able):
        signature = tuple((cell, tuple(roles)) for cell, roles in able[certificate].items())
        groups.setdefault((question.cap[certificate], signature), []).append(certificate)
    return [Group(tuple(names), cap, dict(roles)) for (cap, roles), names in groups.items()]
