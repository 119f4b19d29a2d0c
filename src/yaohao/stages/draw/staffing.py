"""Who may be drawn for which enterprise: from the registers to the lists of the core.

Article 13: by affiliation, function and duty; article 16: two officers with valid certificates.
The first place needs an officer qualified to lead in the enterprise's field, the others any; a
department that joins fills its own place, and experts come by trade (`draw.people`). The
relaxation ladder of a small bureau loosens who was there lately, how often one goes, and whose
officers they are; never certificate, recusal or function.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fairdraw.pool import ELIGIBLE, Pool
from fairdraw.tables import Officer as ListedOfficer
from fairdraw.tables import Tables
from fairdraw.teams import Edges

from yaohao.stages.draw.ladder import Ladder, recent_pairs
from yaohao.stages.draw.people import Candidate, Person, candidates
from yaohao.stages.draw.rules import Planned
from yaohao.stages.planning.models import Line
from yaohao.stages.registers.models import InspectionObject
from yaohao.stages.registers.queries import recusals, recusals_elsewhere
from yaohao.stages.registers.queries.experts import recused_experts

NEVER = "-"


@dataclass(frozen=True, slots=True)
class Staff:
    """The people of a round and their places.

    `cells`: id of a row that may be drawn to its field; `able`: (field, role) to certificates,
    sorted, with the rung from which each may go (0: at once); `barred`: (id, certificate) to the
    rung from which the pair may meet, None for never.
    """

    cap: int
    roles: tuple[str, ...]
    people: Sequence[Person]
    cells: Mapping[str, str]
    able: Mapping[tuple[str, str], Sequence[tuple[str, int]]]
    barred: Mapping[tuple[str, str], int | None]
    ladder: Ladder

    def caps(self, rung: int = 0) -> dict[str, int]:
        """Certificate to the most visits of this person at a rung of the ladder."""
        most = self.cap + self.ladder.raised(rung)
        return {person.certificate: most for person in self.people}

    def edges(self, rung: int = 0) -> Edges:
        """Who is admissible where at a rung, as the core asks before the freeze."""
        cells = {
            field: {role: self._at(field, role, rung) for role in self.roles}
            for field in set(self.cells.values())
        }
        barred: dict[str, set[str]] = {}
        for (object_id, certificate), until in self.barred.items():
            if until is None or until > rung:
                barred.setdefault(object_id, set()).add(certificate)
        return Edges(cells, {key: frozenset(names) for key, names in barred.items()})

    def tables(self, skips: Iterable[tuple[str, str, str]]) -> Tables:
        """The lists of the round entry; faults of `Tables.made`."""
        able = [
            (field, role, certificate, rung)
            for (field, role), certificates in self.able.items()
            for certificate, rung in certificates
        ]
        return Tables.made(
            officers=[
                ListedOfficer(one.certificate, one.bureau, str(one.valid_from), str(one.valid_to))
                for one in self.people
            ],
            caps=self.caps(),
            admissible=[each[:3] for each in able if not each[3]],
            borrowed=[(*each[:3], str(each[3])) for each in able if each[3]],
            cells=self.cells.items(),
            barred=[
                (*pair, NEVER if until is None else str(until))
                for pair, until in self.barred.items()
            ],
            skips=skips,
        )

    def _at(self, field: str, role: str, rung: int) -> tuple[str, ...]:
        return tuple(name for name, since in self.able[field, role] if since <= rung)


def staff_for(line: Line, planned: Planned, pool: Pool, ladder: Ladder) -> Staff:
    """The staff of a round of a line for this pool, as the registers stand now."""
    found = candidates(line, planned.window, ladder)
    people = {each.person.certificate: each.person for group in found.values() for each in group}
    cells = _cells(line, free_ids(pool))
    fields = sorted(set(cells.values()))
    return Staff(
        cap=planned.cap,
        roles=tuple(line.roles),
        people=list(people.values()),
        cells=cells,
        able={
            (field, role): _able(group, field, role)
            for field in fields
            for role, group in found.items()
        },
        barred=_barred(line, cells, people, planned.start, ladder),
        ladder=ladder,
    )


def free_ids(pool: Pool) -> list[str]:
    """The ids of the rows that may be drawn."""
    rows = (pool.row(index) for index in range(len(pool)))
    return [row.id for row in rows if row.reason == ELIGIBLE]


def _cells(line: Line, ids: list[str]) -> dict[str, str]:
    fields = dict(InspectionObject.objects.of(line.bureau).values_list("object_id", "field"))
    return {object_id: fields[object_id] for object_id in ids}


def _able(group: Iterable[Candidate], field: str, role: str) -> Sequence[tuple[str, int]]:
    able = [(one.person.certificate, one.since) for one in group if one.may(role, field)]
    return sorted(able, key=lambda pair: pair[0].encode())


def _barred(
    line: Line, cells: Mapping[str, str], known: Mapping[str, Person], start: date, ladder: Ladder
) -> dict[tuple[str, str], int | None]:
    """Recusals, for good, those of other bureaus' officers from their own registers too; who was
    there lately, until the rung that lets it be."""
    barred: dict[tuple[str, str], int | None] = {}
    if ladder.recent:
        for pair in recent_pairs(line.bureau, start):
            barred[pair] = ladder.recent
    others = {person.bureau for person in known.values()}
    for recusal in (*recusals(line.bureau), *recusals_elsewhere(line.bureau, others)):
        barred[recusal.object.object_id, recusal.officer.certificate] = None
    for each in recused_experts(line.bureau):
        barred[each.object.object_id, each.expert.certificate] = None
    return {pair: until for pair, until in barred.items() if pair[0] in cells and pair[1] in known}
