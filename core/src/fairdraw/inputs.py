"""What the lists of a round mean, checked against announcement and pool
(spec/3-acts-and-draw.md, "Lists")."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fairdraw.announcement import Announcement, Round
from fairdraw.encoding import CELL, is_certificate
from fairdraw.errors import Fault
from fairdraw.pool import ELIGIBLE, Pool
from fairdraw.schema import FORMS
from fairdraw.tables import Tables
from fairdraw.teams import Edges, TeamRule

_CAP = re.compile(r"0|[1-9][0-9]{0,8}")
_WORD = re.compile(r"cycle|cap|[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Inputs:
    """The lists of a round, ready for the draw; `cells` is id to cell, `skips` id to word."""

    rule: TeamRule
    edges: Edges
    cells: Mapping[str, str]
    skips: Mapping[str, str]


def read(tables: Tables, announced: Announcement, pool: Pool, planned: Round) -> Inputs:
    """Read the lists of the round `planned`.

    Faults: `table-syntax`, `officer-twice`, `officer-not-valid`, `caps-officers`, `cap-high`,
    `edge-officer`, `edge-role`, `edge-row`, `edge-rung`, `cell-missing`, `cell-twice`, `skip-row`,
    `skip-twice`, `skip-unannounced`, `table-not-empty` (teams' lists in a draw without roles).
    """
    skips = _skips(tables, announced, pool)
    if not announced.roles:
        for name in ("officers", "edges", "caps"):
            if tables.of(name):
                raise Fault("table-not-empty", f"{name}.tsv")
        return Inputs(TeamRule((), {}), Edges({}, {}), {}, skips)
    officers = _officers(tables, planned)
    caps = _caps(tables, officers, planned)
    rungs = frozenset({"-", *(str(number) for number, _ in announced.rungs)})
    edges = _Edges(frozenset(announced.roles), rungs, officers, _free(pool))
    edges.read(tables.edges)
    return Inputs(TeamRule(announced.roles, caps), edges.edges(), edges.cell_of, skips)


def _rows(tables: Tables, name: str, width: int) -> Iterator[tuple[str, list[str]]]:
    for number, line in enumerate(tables.of(name), 1):
        place = f"{name}.tsv line {number}"
        try:
            parts = line.decode("utf-8").split("\t")
        except UnicodeDecodeError:
            raise Fault("table-syntax", place, line="") from None
        if len(parts) != width:
            raise _syntax(place, parts)
        yield place, parts


def _syntax(place: str, parts: list[str]) -> Fault:
    return Fault("table-syntax", place, line=" | ".join(parts)[:80])


def _officers(tables: Tables, planned: Round) -> set[str]:
    officers: set[str] = set()
    for place, parts in _rows(tables, "officers", 4):
        certificate, bureau, valid_from, valid_to = parts
        dates = FORMS["window"](f"{valid_from} {valid_to}")
        if not (is_certificate(certificate) and is_certificate(bureau) and dates):
            raise _syntax(place, parts)
        if certificate in officers:
            raise Fault("officer-twice", place, certificate=certificate)
        if not valid_from <= planned.end <= valid_to:
            raise Fault(
                "officer-not-valid", place, certificate=certificate, day=planned.end,
                valid_from=valid_from, valid_to=valid_to,
            )  # fmt: skip
        officers.add(certificate)
    return officers


def _caps(tables: Tables, officers: set[str], planned: Round) -> dict[str, int]:
    caps: dict[str, int] = {}
    for place, (certificate, cap) in _rows(tables, "caps", 2):
        if not _CAP.fullmatch(cap):
            raise _syntax(place, [certificate, cap])
        if certificate not in officers or certificate in caps:
            raise Fault("caps-officers", place, certificate=certificate)
        if int(cap) > planned.cap:
            raise Fault("cap-high", place, certificate=certificate, cap=cap, most=planned.cap)
        caps[certificate] = int(cap)
    missing = officers - caps.keys()
    if missing:
        raise Fault("caps-officers", "caps.tsv", certificate=min(missing))
    return caps


@dataclass(slots=True)
class _Edges:
    """Reads the lines of `edges.tsv`; lines come sorted, so every tuple of officers is sorted."""

    roles: frozenset[str]
    rungs: frozenset[str]
    officers: set[str]
    free: set[str]
    cells: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    cell_of: dict[str, str] = field(default_factory=dict)
    barred: dict[str, set[str]] = field(default_factory=dict)

    def admissible(self, place: str, cell: str, role: str, certificate: str) -> None:
        self._officer(place, certificate)
        if role not in self.roles:
            raise Fault("edge-role", place, role=role)
        self.cells.setdefault(cell, {}).setdefault(role, []).append(certificate)

    def row(self, place: str, row: str, cell: str) -> None:
        self._row(place, row)
        if row in self.cell_of:
            raise Fault("cell-twice", place, id=row)
        self.cell_of[row] = cell

    def pair(self, place: str, row: str, certificate: str, rung: str) -> None:
        self._row(place, row)
        self._officer(place, certificate)
        if rung not in self.rungs:
            raise Fault("edge-rung", place, rung=rung)
        self.barred.setdefault(row, set()).add(certificate)

    def read(self, lines: Sequence[bytes]) -> None:
        for number, line in enumerate(lines, 1):
            place = f"edges.tsv line {number}"
            match line.decode("utf-8", "replace").split("\t"):
                case ["C", cell, role, certificate] if CELL.fullmatch(cell):
                    self.admissible(place, cell, role, certificate)
                case ["R", row, cell] if CELL.fullmatch(cell):
                    self.row(place, row, cell)
                case ["X", row, certificate, rung]:
                    self.pair(place, row, certificate, rung)
                case parts:
                    raise _syntax(place, parts)
        missing = self.free - self.cell_of.keys()
        if missing:
            raise Fault("cell-missing", "edges.tsv", id=min(missing))

    def edges(self) -> Edges:
        cells = {
            cell: {role: tuple(names) for role, names in roles.items()}
            for cell, roles in self.cells.items()
        }
        return Edges(cells, {row: frozenset(names) for row, names in self.barred.items()})

    def _officer(self, place: str, certificate: str) -> None:
        if certificate not in self.officers:
            raise Fault("edge-officer", place, certificate=certificate)

    def _row(self, place: str, row: str) -> None:
        if row not in self.free:
            raise Fault("edge-row", place, id=row)


def _free(pool: Pool) -> set[str]:
    tail = f"\t{ELIGIBLE}\n".encode()
    return {line.split(b"\t", 1)[0].decode("ascii") for line in pool.lines if line.endswith(tail)}


def _skips(tables: Tables, announced: Announcement, pool: Pool) -> dict[str, str]:
    skips: dict[str, str] = {}
    for place, (row, word) in _rows(tables, "skips", 2):
        if not _WORD.fullmatch(word):
            raise _syntax(place, [row, word])
        index = pool.find(row) if row.isascii() else None
        if index is None or pool.row(index).reason != ELIGIBLE:
            raise Fault("skip-row", place, id=row)
        if row in skips:
            raise Fault("skip-twice", place, id=row)
        if word == "cycle" and announced.cycle_rule == "none":
            raise Fault("skip-unannounced", place, id=row)
        skips[row] = word
    return skips
