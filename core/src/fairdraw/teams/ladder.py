"""The relaxation ladder and deferred visits (spec/4-teams.md, "Ladder")."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fairdraw.matching import Search
from fairdraw.teams.lookahead import Progress, assign
from fairdraw.teams.model import Assignment, Edges, NotStaffable, TeamRule, Visit
from fairdraw.teams.table import Table

AtRung = Callable[[int], tuple[TeamRule, Edges]]


@dataclass(frozen=True, slots=True)
class Staffing:
    """The rung used, the teams of the visits kept, and those deferred, both in draw order."""

    rung: int
    assignment: Assignment
    deferred: tuple[Visit, ...]


def staff(
    visits: Sequence[Visit],
    at: AtRung,
    last: int,
    *,
    seed: bytes,
    hash_name: str,
    progress: Progress | None = None,
    processes: int = 1,
) -> Staffing:
    """Assign teams at the first rung from 0 to `last` that can staff every visit; if none can, at
    the last rung as many as the order of the visits allows. `at` gives rule and edges of a rung."""
    for rung in range(last + 1):
        rule, edges = at(rung)
        try:
            made = assign(
                visits, rule, edges,
                seed=seed, hash_name=hash_name, progress=progress, processes=processes,
            )  # fmt: skip
        except NotStaffable:
            continue
        return Staffing(rung, made, ())
    rule, edges = at(last)
    kept = _kept(visits, rule, edges)
    made = assign(
        [visits[index] for index in kept], rule, edges,
        seed=seed, hash_name=hash_name, progress=progress, processes=processes,
    )  # fmt: skip
    chosen = set(kept)
    left = tuple(visit for index, visit in enumerate(visits) if index not in chosen)
    return Staffing(last, made, left)


def _kept(visits: Sequence[Visit], rule: TeamRule, edges: Edges) -> list[int]:
    """Return the visits that, each together with all kept before, can be completely assigned."""
    matching = Table(visits, rule, edges).matching()
    roles, kept = len(rule.roles), []
    for index in range(len(visits)):
        places = range(index * roles, (index + 1) * roles)
        for place in places:
            search = Search(matching, matching.everyone)
            if not search.from_place(place):
                break
            search.apply()
        else:
            kept.append(index)
            continue
        for place in places:
            if matching.holder[place] >= 0:
                matching.vacate(place)
    return kept
