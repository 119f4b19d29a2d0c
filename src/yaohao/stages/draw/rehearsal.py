"""A draw rehearsed a thousand times before it is drawn: how often each officer is in a team.

With the frozen pool, the officers of each round and the announced ladder, by the core's own
selection and teams, under keys that come from the pool's public root. Sealed results have no part
in it: nothing is passed over, so objects that this cycle or a limit passes over count as open.
"""

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fairdraw.pool import ELIGIBLE
from fairdraw.teams import Edges, Staffing, TeamRule, Visit
from fairdraw.teams import staff as staff_visits

from yaohao.stages.draw.ladder import ladder_of
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries.public import PublicDraw, public_draw
from yaohao.stages.draw.queries.sealed import frozen_pool
from yaohao.stages.draw.rules import LEAD
from yaohao.stages.draw.rules.probabilities import OfficerChance, PairChance, keys_for, seed_of
from yaohao.stages.draw.staffing import Staff, staff_for
from yaohao.stages.planning.rules import EXPERTS, is_expert, is_joint
from yaohao.stages.planning.rules.simulation.running import run
from yaohao.stages.planning.rules.simulation.tally import Tally
from yaohao.stages.planning.rules.simulation.tickets import HASH, Tickets
from yaohao.stages.planning.rules.simulation.year import Turn, Urn, Year, YearLine


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What a rehearsal found: over `keys` keys from `seed` (hexadecimal)."""

    seed: str
    keys: int
    officers: tuple[OfficerChance, ...]
    pairs: tuple[PairChance, ...]


class _Lots(Tickets):
    """Tickets of a key, with the ladder of the draw."""

    def __init__(
        self, year: Year, seed: bytes, number: int, staffs: Mapping[int, Staff],
        rungs: Mapping[int, Sequence[tuple[TeamRule, Edges]]], met: "_Met",
    ) -> None:  # fmt: skip
        super().__init__(year, seed, number)
        self._staffs, self._rungs, self._met = staffs, rungs, met

    def staffed(
        self, line: YearLine, turn: Turn, visits: Sequence[Visit], won: Sequence[int], seed: bytes
    ) -> Staffing:
        """The teams at the first rung that staffs every visit."""
        rungs = self._rungs[turn.number]
        made = staff_visits(visits, rungs.__getitem__, len(rungs) - 1, seed=seed, hash_name=HASH)
        self._met.add(made)
        return made


class _Met:
    """Whom the officers met in all rehearsed draws, by stratum and field of the enterprise."""

    def __init__(self, rows: Sequence[tuple[str, str]], cells: Mapping[str, str]) -> None:
        self._group = {row_id: (stratum, cells[row_id]) for row_id, stratum in rows}
        self._rows = Counter(self._group.values())
        self._visits: Counter[tuple[str, tuple[str, str]]] = Counter()

    def add(self, made: Staffing) -> None:
        self._visits.update(
            (certificate, self._group[team.visit.id])
            for team in made.assignment.teams
            for certificate in team.members
        )

    def chances(self) -> tuple[PairChance, ...]:
        return tuple(
            PairChance(certificate, *group, self._rows[group], visits)
            for (certificate, group), visits in sorted(self._visits.items())
        )


def rehearse(draw: Draw, keys: int = 0) -> Rehearsed:
    """Rehearse a frozen draw; without `keys` as many as `keys_for` says."""
    told = public_draw(draw.number)
    ladder, pool = ladder_of(draw), frozen_pool(draw)
    planned = [each for each in draw.rounds if not each.reserve]
    staffs = {each.number: staff_for(draw.line, each, pool, ladder) for each in planned}
    rungs = {number: _rungs(staff) for number, staff in staffs.items()}
    names = sorted(
        {person.certificate for staff in staffs.values() for person in staff.people},
        key=str.encode,
    )
    every = map(pool.row, range(len(pool)))
    rows = [(row.id, row.stratum) for row in every if row.reason == ELIGIBLE]
    year = _year(draw, told, rows, staffs, names)
    met = _Met(rows, next(iter(staffs.values())).cells)
    visits = sum(stratum.quota or 0 for stratum in told.strata)
    keys = keys or keys_for(len(rows), visits, len(names))
    seed, tally = seed_of(told.pool_root), Tally(year)
    for number in range(keys):
        tally.add(run(year, _Lots(year, seed, number, staffs, rungs, met)))
    return Rehearsed(seed.hex(), keys, _chances(tally, names, staffs), met.chances())


def _rungs(staff: Staff) -> list[tuple[TeamRule, Edges]]:
    return [
        (TeamRule(staff.roles, staff.caps(rung)), staff.edges(rung))
        for rung in range(len(staff.ladder.rungs) + 1)
    ]


def _year(
    draw: Draw, told: PublicDraw, rows: Sequence[tuple[str, str]], staffs: Mapping[int, Staff],
    names: Sequence[str],
) -> Year:  # fmt: skip
    urns: dict[str, array[int]] = {}
    for place, (_id, stratum) in enumerate(rows):
        urns.setdefault(stratum, array("L")).append(place)
    quota = {stratum.code: stratum.quota or 0 for stratum in told.strata}
    cells = next(iter(staffs.values())).cells
    turns = tuple(
        # Who may go is asked of `_rungs`; here it only says that there are teams.
        Turn(each.number, each.start, each.weight, each.cap, b"", {"": ()})
        for each in draw.rounds
        if not each.reserve
    )
    line = YearLine(
        draw.number, draw.line.title, 0,
        tuple(Urn(code, places, quota[code]) for code, places in sorted(urns.items())),
        turns, tuple(draw.line.roles),
    )  # fmt: skip
    return Year(
        ids=[row_id for row_id, _stratum in rows],
        cells=[cells[row_id] for row_id, _stratum in rows],
        lines=(line,),
        shut=(bytes(len(rows)),),
        used=(),
        certificates=tuple(names),
        dimensions={},
    )


def _chances(
    tally: Tally, names: Sequence[str], staffs: Mapping[int, Staff]
) -> tuple[OfficerChance, ...]:
    leads: dict[str, set[str]] = {}
    for staff in staffs.values():
        for (field, role), able in staff.able.items():
            kind = _kind(field, role)
            for certificate, _rung in able if kind else ():
                leads.setdefault(certificate, set()).add(kind)
    visits, met = dict.fromkeys(range(len(names)), 0), dict.fromkeys(range(len(names)), 0)
    for (officer, count), keys in tally.whole.items():
        visits[officer] += count * keys
        met[officer] += keys
    return tuple(
        OfficerChance(name, tuple(sorted(leads.get(name, ()))), visits[place], met[place])
        for place, name in enumerate(names)
    )


def _kind(field: str, role: str) -> str:
    """What tells classes of people apart: where they lead, the department they go for, experts."""
    if is_joint(role):
        return role
    if is_expert(role):
        return EXPERTS[0]
    return field if role == LEAD else ""
