"""The look-ahead draw of teams (spec, "Teams")."""

from collections.abc import Callable, Sequence
from itertools import islice

from fairdraw.matching import Search
from fairdraw.teams.barriers import Barriers, Block
from fairdraw.teams.model import Assignment, Edges, Skip, Team, TeamRule, TightSet, Visit
from fairdraw.teams.rankings import rankings
from fairdraw.teams.table import Table
from fairdraw.teams.tickets import Ranking

Progress = Callable[[int, int], None]
"""Called with (visits done, all visits) every now and then."""

_STEP = 256


def assign(
    visits: Sequence[Visit],
    rule: TeamRule,
    edges: Edges,
    *,
    seed: bytes,
    hash_name: str,
    progress: Progress | None = None,
    processes: int = 1,
) -> Assignment:
    """Return the lexicographically first complete assignment, and every officer passed over.

    Visits come in ticket order. Visit by visit and role by role, the place goes to the admissible
    officer with the smallest ticket whose choice leaves every other place fillable: caps hold,
    nobody is twice in a team. An officer without places left, or in the team already, is not
    admissible and no skip. `NotStaffable` if there is no complete assignment at all. `processes`:
    how many make the officers' tickets; the answer is the same for any number.
    """
    table = Table(visits, rule, edges)
    lookahead = _Lookahead(table)
    ranked = rankings(table, lookahead.left, seed, hash_name, processes)
    for index, ranking in enumerate(ranked):
        lookahead.draw(index, ranking)
        if progress and (index + 1) % _STEP == 0:
            progress(index + 1, len(visits))
    if progress:
        progress(len(visits), len(visits))
    return lookahead.assignment()


class _Lookahead:
    """Settles place after place inside a matching that stays complete throughout."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._roles = len(table.roles)
        self._matching = table.matching()
        missing, officers, places = self._matching.fill()
        if missing:
            raise table.not_staffable(missing, officers, places)
        self._barriers = Barriers(len(table.caps), len(table.kinds))
        self._skips: list[tuple[int, int, Block]] = []
        self.left = list(table.caps)

    def draw(self, visit: int, ranking: Ranking) -> None:
        """Settle the places of one visit."""
        for place in range(visit * self._roles, (visit + 1) * self._roles):
            self._settle(place, ranking)

    def assignment(self) -> Assignment:
        """Return what was settled."""
        table, roles = self._table, self._roles
        names = (table.certificates[officer] for officer in self._matching.holder)
        teams = tuple(Team(visit, tuple(islice(names, roles))) for visit in table.visits)
        tight: dict[Block, TightSet] = {}
        skips = []
        for place, officer, block in self._skips:
            if block not in tight:
                tight[block] = table.tight_set(block.officers, block.places)
            position, role = table.visits[place // roles].position, table.roles[place % roles]
            skips.append(Skip(position, role, table.certificates[officer], tight[block]))
        return Assignment(teams, tuple(skips))

    def _settle(self, place: int, ranking: Ranking) -> None:
        matching, left = self._matching, self.left
        visit = place // self._roles
        eligible = matching.eligible[matching.kinds[place]]
        for earlier in range(visit * self._roles, place):
            eligible &= ~(1 << matching.holder[earlier])
        present = matching.vacate(place)
        candidates = (o for o in ranking if eligible >> o & 1 and left[o])
        while (officer := next(candidates)) != present:  # the one present is always possible
            block = self._refuses(place, officer)
            if block is None:
                break
            self._skips.append((place, officer, block))
        else:
            matching.settle(place, officer)
        left[officer] -= 1

    def _refuses(self, place: int, officer: int) -> Block | None:
        """Settle the vacant place if all others stay filled; else return why not."""
        matching, barriers = self._matching, self._barriers
        block = barriers.bars(officer, place)
        if block:
            return block
        other = matching.place_in_team(place // self._roles, officer)
        if other >= 0:
            return self._refuses_move(place, officer, other)
        if matching.room[officer] > 0:
            matching.settle(place, officer)
            return None
        matching.settle(place, officer)
        group = barriers.group(officer)
        for within in (group, matching.everyone) if group != matching.everyone else (group,):
            search = Search(matching, within)
            if search.from_officer(officer):
                search.apply()
                return None
        matching.unsettle(place)
        return barriers.add(*search.closed())

    def _refuses_move(self, place: int, officer: int, other: int) -> Block | None:
        matching, barriers = self._matching, self._barriers
        kind = matching.kinds[other]
        block = barriers.bars_move(kind, other, place)
        if block:
            return block
        matching.vacate(other)
        matching.settle(place, officer)
        search = Search(matching, matching.everyone)
        if search.from_place(other):
            search.apply()
            return None
        matching.unsettle(place)
        matching.hold(other, officer)
        return barriers.add(*search.closed(), moved=kind)
