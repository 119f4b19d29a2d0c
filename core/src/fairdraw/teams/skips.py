"""Check the explanation of a skip without repeating the look-ahead (spec, "Teams")."""

from collections import Counter
from collections.abc import Sequence

from fairdraw.teams.model import Edges, Skip, Team, TeamRule


def check_skip(teams: Sequence[Team], rule: TeamRule, edges: Edges, skip: Skip) -> bool:
    """Tell whether the skip's tight set proves that the officer could not be taken.

    Given the places settled before, and the officer in this one, the open places of the tight set
    can be filled at most as often as its officers have places left, plus once per visit by each
    other admissible colleague who is not in that team. Fewer than its open places: proven. Also
    `False` if the officer was not admissible at all. Time: tight set x admissible officers.
    """
    left = Counter(rule.cap)
    later: dict[tuple[int, str], int] = {}
    seats: dict[int, set[str]] = {}
    chosen = None
    for index, team in enumerate(teams):
        for role, member in zip(rule.roles, team.members, strict=True):
            here = (team.visit.position, role)
            if here == (skip.position, skip.role):
                chosen = team
            elif chosen is None:
                left[member] -= 1
                seats.setdefault(team.visit.position, set()).add(member)
            else:
                later[here] = index
    if chosen is None or not _admissible(chosen, edges, skip, left, seats):
        return False
    left[skip.certificate] -= 1
    seats.setdefault(skip.position, set()).add(skip.certificate)
    inside = frozenset(skip.tight.officers)
    visits: dict[int, list[str]] = {}
    for place in set(skip.tight.places) & later.keys():
        visits.setdefault(later[place], []).append(place[1])
    demand = sum(len(roles) for roles in visits.values())
    supply = sum(left[officer] for officer in inside)
    for index, roles in visits.items():
        supply += len(_others(teams[index], roles, edges, inside, seats))
    return supply < demand


def _admissible(
    team: Team, edges: Edges, skip: Skip, left: Counter[str], seats: dict[int, set[str]]
) -> bool:
    return (
        left[skip.certificate] > 0
        and skip.certificate not in seats.get(skip.position, ())
        and skip.certificate in edges.admits(team.visit, skip.role)
    )


def _others(
    team: Team, roles: list[str], edges: Edges, inside: frozenset[str], seats: dict[int, set[str]]
) -> set[str]:
    able = {c for role in roles for c in edges.admits(team.visit, role)}
    return able - inside - seats.get(team.visit.position, set())
