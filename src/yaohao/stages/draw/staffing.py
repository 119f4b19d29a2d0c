"""Who may be drawn for which enterprise: from the registers to the lists of the core.

Article 13: by affiliation, function and duty; article 16: two officers with valid certificates.
The first place needs an officer qualified to lead in the enterprise's field, the others any.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fairdraw.pool import ELIGIBLE, Pool
from fairdraw.tables import Officer as ListedOfficer
from fairdraw.tables import Tables
from fairdraw.teams import Edges

from yaohao.stages.draw.rules import LEAD
from yaohao.stages.planning.models import Line
from yaohao.stages.registers.models import InspectionObject, Officer
from yaohao.stages.registers.queries import officers_valid, recusals


@dataclass(frozen=True, slots=True)
class Staff:
    """The officers of a draw and their places.

    `cells`: id of a row that may be drawn to its field; `able`: (field, role) to the officers'
    certificates, sorted; `barred`: (id, certificate) of standing recusals.
    """

    bureau: str
    cap: int
    roles: tuple[str, ...]
    officers: Sequence[Officer]
    cells: Mapping[str, str]
    able: Mapping[tuple[str, str], tuple[str, ...]]
    barred: Sequence[tuple[str, str]]

    @property
    def caps(self) -> dict[str, int]:
        """Certificate to the most visits of this officer."""
        return {officer.certificate: self.cap for officer in self.officers}

    def edges(self) -> Edges:
        """Who is admissible where, as the core asks before the freeze."""
        cells = {
            field: {role: self.able[field, role] for role in self.roles}
            for field in set(self.cells.values())
        }
        barred: dict[str, set[str]] = {}
        for object_id, certificate in self.barred:
            barred.setdefault(object_id, set()).add(certificate)
        return Edges(cells, {key: frozenset(names) for key, names in barred.items()})

    def tables(self, skips: Iterable[tuple[str, str, str]]) -> Tables:
        """The lists of the round entry; faults of `Tables.made`."""
        return Tables.made(
            officers=[
                ListedOfficer(o.certificate, self.bureau, str(o.valid_from), str(o.valid_to))
                for o in self.officers
            ],
            caps=self.caps,
            admissible=[
                (field, role, certificate)
                for (field, role), certificates in self.able.items()
                for certificate in certificates
            ],
            cells=self.cells.items(),
            barred=[(*pair, "-") for pair in self.barred],
            skips=skips,
        )


def staff_for(line: Line, pool: Pool) -> Staff:
    """The staff of a line for this pool, as the registers stand now."""
    officers = officers_for(line)
    cells = _cells(line, free_ids(pool))
    known = {officer.certificate for officer in officers}
    return Staff(
        bureau=line.bureau.code,
        cap=line.cap,
        roles=tuple(line.roles),
        officers=officers,
        cells=cells,
        able={
            (field, role): _able(officers, field, role)
            for field in sorted(set(cells.values()))
            for role in line.roles
        },
        barred=[
            (recusal.object.object_id, recusal.officer.certificate)
            for recusal in recusals(line.bureau)
            if recusal.object.object_id in cells and recusal.officer.certificate in known
        ],
    )


def officers_for(line: Line) -> list[Officer]:
    """Officers whose certificate covers the whole window, first day to last."""
    valid = officers_valid(line.bureau, line.window_end)
    return list(valid.filter(valid_from__lte=line.window_start))


def ending_in_window(line: Line) -> list[Officer]:
    """Officers valid when the window opens whose certificate ends before it closes."""
    valid = officers_valid(line.bureau, line.window_start)
    return list(valid.filter(valid_to__lt=line.window_end))


def free_ids(pool: Pool) -> list[str]:
    """The ids of the rows that may be drawn."""
    rows = (pool.row(index) for index in range(len(pool)))
    return [row.id for row in rows if row.reason == ELIGIBLE]


def _cells(line: Line, ids: list[str]) -> dict[str, str]:
    fields = dict(InspectionObject.objects.of(line.bureau).values_list("object_id", "field"))
    return {object_id: fields[object_id] for object_id in ids}


def _able(officers: list[Officer], field: str, role: str) -> tuple[str, ...]:
    return tuple(
        sorted(
            (o.certificate for o in officers if role != LEAD or field in o.functions),
            key=str.encode,
        )
    )
