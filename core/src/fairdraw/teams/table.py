"""The draw's places and officers as numbers and bit masks, for `fairdraw.matching`."""

from collections.abc import Sequence
from itertools import pairwise

from fairdraw.errors import Fault
from fairdraw.matching import Matching, members
from fairdraw.teams.model import Edges, NotStaffable, TeamRule, TightSet, Visit


class Table:
    """Officers are numbered in the order of their certificates (code points, so UTF-8 bytes).

    `Fault("cap-missing")` for an admissible officer without a cap; `ValueError` if the visits are
    not in ascending positions.
    """

    def __init__(self, visits: Sequence[Visit], rule: TeamRule, edges: Edges) -> None:
        if any(a.position >= b.position for a, b in pairwise(visits)):
            raise ValueError("visits must come in ascending positions, each position once")
        self.visits = visits
        self.roles = rule.roles
        self.certificates = sorted(rule.cap)
        self.number = {c: number for number, c in enumerate(self.certificates)}
        self.caps = [rule.cap[c] for c in self.certificates]
        self.by_cell = {
            cell: [self._mask(by_role.get(role, ()), f"{cell} {role}") for role in rule.roles]
            for cell, by_role in edges.cells.items()
        }
        self.eligible: list[int] = []
        self.kinds: list[int] = []
        self._number_kinds(edges)

    def matching(self) -> Matching:
        """Return a matching over all places, all vacant."""
        return Matching(self.eligible, self.kinds, len(self.roles), self.caps)

    def names(self, officers: int) -> tuple[str, ...]:
        """Return the certificates of a mask of officers, sorted."""
        return tuple(self.certificates[officer] for officer in members(officers))

    def places(self, mask: int) -> tuple[tuple[int, str], ...]:
        """Return (position, role) of a mask of places, in draw order."""
        count = len(self.roles)
        return tuple(
            (self.visits[place // count].position, self.roles[place % count])
            for place in members(mask)
        )

    def tight_set(self, officers: int, places: int) -> TightSet:
        """Return the tight set of two masks."""
        return TightSet(self.names(officers), self.places(places))

    def not_staffable(self, missing: int, officers: int, places: int) -> NotStaffable:
        """Return the exception for a minimum cut."""
        return NotStaffable(self.names(officers), self.places(places), missing)

    def _mask(self, certificates: Sequence[str], place: str) -> int:
        mask = 0
        for certificate in certificates:
            if certificate not in self.number:
                raise Fault("cap-missing", place, certificate=certificate)
            mask |= 1 << self.number[certificate]
        return mask

    def _number_kinds(self, edges: Edges) -> None:
        known: dict[int, int] = {}
        nobody = [0] * len(self.roles)
        for visit in self.visits:
            barred = 0
            for certificate in edges.barred.get(visit.id, ()):
                if certificate in self.number:
                    barred |= 1 << self.number[certificate]
            for mask in self.by_cell.get(visit.cell, nobody):
                eligible = mask & ~barred
                kind = known.setdefault(eligible, len(known))
                if kind == len(self.eligible):
                    self.eligible.append(eligible)
                self.kinds.append(kind)
