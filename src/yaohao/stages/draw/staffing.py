"""Who may be drawn for which enterprise: from the registers to the lists of the core.

Article 13: by affiliation, function and duty; article 16: two officers with valid certificates.
The first place needs an officer qualified to lead in the enterprise's field, the others any. The
relaxation ladder of a small bureau loosens who was there lately, how often one goes, and whose
officers they are; never certificate, recusal or function.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fairdraw.pool import ELIGIBLE, Pool
from fairdraw.tables import Officer as ListedOfficer
from fairdraw.tables import Tables
from fairdraw.teams import Edges

from yaohao.stages.draw.ladder import Ladder, recent_pairs
from yaohao.stages.draw.rules import LEAD, Planned
from yaohao.stages.planning.models import Line
from yaohao.stages.registers.models import InspectionObject, Officer
from yaohao.stages.registers.queries import recusals
from yaohao.stages.registers.queries.fitness import officers_for

NEVER = "-"


@dataclass(frozen=True, slots=True)
class Staff:
    """The officers of a round and their places.

    `cells`: id of a row that may be drawn to its field; `able`: (field, role) to the officers'
    certificates, sorted, with the rung from which each may go (0: at once); `barred`: (id,
    certificate) to the rung from which the pair may meet, None for never.
    """

    cap: int
    roles: tuple[str, ...]
    officers: Sequence[Officer]
    cells: Mapping[str, str]
    able: Mapping[tuple[str, str], Sequence[tuple[str, int]]]
    barred: Mapping[tuple[str, str], int | None]
    ladder: Ladder

    def caps(self, rung: int = 0) -> dict[str, int]:
        """Certificate to the most visits of this officer at a rung of the ladder."""
        most = self.cap + self.ladder.raised(rung)
        return {officer.certificate: most for officer in self.officers}

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
                ListedOfficer(o.certificate, o.bureau.code, str(o.valid_from), str(o.valid_to))
                for o in self.officers
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
    officers: dict[str, Officer] = {}
    since: dict[str, int] = {}
    for rung, lenders in [(0, [line.bureau]), *ladder.borrowing]:
        for lender in lenders:
            for officer in officers_for(lender, planned.window):
                officers.setdefault(officer.certificate, officer)
                since.setdefault(officer.certificate, rung)
    cells = _cells(line, free_ids(pool))
    fields = sorted(set(cells.values()))
    return Staff(
        cap=planned.cap,
        roles=tuple(line.roles),
        officers=list(officers.values()),
        cells=cells,
        able={
            (field, role): _able(officers.values(), field, role, since)
            for field in fields
            for role in line.roles
        },
        barred=_barred(line, cells, officers.keys(), planned.start, ladder),
        ladder=ladder,
    )


def free_ids(pool: Pool) -> list[str]:
    """The ids of the rows that may be drawn."""
    rows = (pool.row(index) for index in range(len(pool)))
    return [row.id for row in rows if row.reason == ELIGIBLE]


def _cells(line: Line, ids: list[str]) -> dict[str, str]:
    fields = dict(InspectionObject.objects.of(line.bureau).values_list("object_id", "field"))
    return {object_id: fields[object_id] for object_id in ids}


def _able(
    officers: Iterable[Officer], field: str, role: str, since: Mapping[str, int]
) -> Sequence[tuple[str, int]]:
    able = [o.certificate for o in officers if role != LEAD or field in o.functions]
    return [(name, since[name]) for name in sorted(able, key=str.encode)]


def _barred(
    line: Line, cells: Mapping[str, str], known: Container[str], start: date, ladder: Ladder
) -> dict[tuple[str, str], int | None]:
    """Recusals, for good; who was there lately, until the rung that lets it be."""
    barred: dict[tuple[str, str], int | None] = {}
    if ladder.recent:
        for pair in recent_pairs(line.bureau, start):
            barred[pair] = ladder.recent
    for recusal in recusals(line.bureau):
        barred[recusal.object.object_id, recusal.officer.certificate] = None
    return {pair: until for pair, until in barred.items() if pair[0] in cells and pair[1] in known}
