"""Values of the team draw: what goes in and what comes out (spec, "Teams")."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Visit:
    """One drawn enterprise: its sealed `position`, its row's `id` and `salt` s_i, its `cell`."""

    position: int
    id: str
    cell: str
    salt: bytes


@dataclass(frozen=True, slots=True)
class TeamRule:
    """`roles` in team order; `cap`: certificate -> most places of this officer in this round."""

    roles: tuple[str, ...]
    cap: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Edges:
    """Who is admissible. `cells`: cell -> role -> sorted certificates; `barred`: id -> certificates
    not admissible at this enterprise in any role."""

    cells: Mapping[str, Mapping[str, tuple[str, ...]]]
    barred: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def admits(self, visit: Visit, role: str) -> Iterable[str]:
        """Return the certificates admissible for `role` at `visit`, sorted."""
        admissible = self.cells.get(visit.cell, {}).get(role, ())
        barred = self.barred.get(visit.id)
        return [c for c in admissible if c not in barred] if barred else admissible


@dataclass(frozen=True, slots=True)
class Team:
    """The team of one visit: certificates in role order."""

    visit: Visit
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TightSet:
    """Officers who are all used up by places that nobody else can take (Hall 1935).

    `places`: (position, role) in draw order. Those settled before the skip count as served.
    """

    officers: tuple[str, ...]
    places: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Skip:
    """An admissible officer with places left whose smaller ticket was passed over, and why."""

    position: int
    role: str
    certificate: str
    tight: TightSet


@dataclass(frozen=True, slots=True)
class Assignment:
    """`teams` in the order of the visits; `skips` in the order in which they were met."""

    teams: tuple[Team, ...]
    skips: tuple[Skip, ...]


class NotStaffable(Exception):
    """No complete assignment exists. `officers` and `places` are a minimum cut.

    `places` (position, role) can be given to these `officers` alone, apart from colleagues who can
    join a visit once and do so already; `missing` places stay vacant whatever one does.
    """

    def __init__(
        self, officers: tuple[str, ...], places: tuple[tuple[int, str], ...], missing: int
    ) -> None:
        super().__init__(officers, places, missing)
        self.officers = officers
        self.places = places
        self.missing = missing

    def __str__(self) -> str:
        return (
            f"{self.missing} places cannot be filled: {len(self.places)} places depend on "
            f"{len(self.officers)} officers"
        )
