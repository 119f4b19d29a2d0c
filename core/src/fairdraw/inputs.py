"""What the lists of a round mean, checked against announcement and pool
(spec/3-acts-and-draw.md, "Lists")."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from fairdraw.announcement import Announcement, Round
from fairdraw.encoding import CELL, is_certificate
from fairdraw.errors import Fault
from fairdraw.pool import ELIGIBLE, Pool
from fairdraw.schema import FORMS
from fairdraw.tables import Tables
from fairdraw.teams import Edges, TeamRule

_CAP = re.compile(r"0|[1-9][0-9]{0,8}")
_ORIGIN = re.compile(r"[0-9a-f]{64}|-")

CYCLE, CAP = "cycle", "cap"
NEVER = "-"
UNKNOWN = "-"


class Passed(NamedTuple):
    """Why a row is passed over: `word` is `cycle` or `cap`; `origin` is D(round entry) in hex of
    the draw that has it, or `-`."""

    word: str
    origin: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """The lists of a round, ready for the draw; `cells` is id to cell.

    `admitted`: cell to role to {certificate: rung from which on}; `barred`: id to {certificate:
    rung from which on the pair may meet, None for never}; `raised`: rung to visits more for each.
    """

    roles: tuple[str, ...]
    caps: Mapping[str, int]
    admitted: Mapping[str, Mapping[str, Mapping[str, int]]]
    barred: Mapping[str, Mapping[str, int | None]]
    cells: Mapping[str, str]
    skips: Mapping[str, Passed]
    raised: tuple[int, ...] = (0,)

    def rule(self, rung: int) -> TeamRule:
        """Return roles and caps at a rung of the ladder."""
        more = self.raised[rung]
        return TeamRule(self.roles, {name: cap + more for name, cap in self.caps.items()})

    def at(self, rung: int) -> tuple[TeamRule, Edges]:
        """Return rule and edges at a rung of the ladder."""
        return self.rule(rung), self.edges(rung)

    def edges(self, rung: int) -> Edges:
        """Return who is admissible at a rung of the ladder."""
        cells = {
            cell: {
                role: tuple(sorted(name for name, since in names.items() if since <= rung))
                for role, names in roles.items()
            }
            for cell, roles in self.admitted.items()
        }
        barred = {
            row: frozenset(name for name, until in names.items() if until is None or until > rung)
            for row, names in self.barred.items()
        }
        return Edges(cells, barred)


def read(tables: Tables, announced: Announcement, pool: Pool, planned: Round) -> Inputs:
    """Read the lists of the round `planned`.

    Faults: `table-syntax`, `officer-twice`, `officer-not-valid`, `caps-officers`, `cap-high`,
    `edge-officer`, `edge-role`, `edge-row`, `edge-rung`, `cell-missing`, `cell-twice`, `skip-row`,
    `skip-twice`, `skip-unannounced`, `table-not-empty` (teams' lists in a draw without roles).
    """
    skips = _skips(tables, announced, pool)
    raised = tuple(announced.raised(rung) for rung in range(len(announced.rungs) + 1))
    if not announced.roles:
        for name in ("officers", "edges", "caps"):
            if tables.of(name):
                raise Fault("table-not-empty", f"{tables.place}{name}.tsv")
        return Inputs((), {}, {}, {}, {}, skips, raised)
    officers = _officers(tables, planned)
    caps = _caps(tables, officers, planned)
    rungs = {(rung.kind, str(rung.number)) for rung in announced.rungs}
    where = f"{tables.place}edges.tsv"
    edges = _Edges(where, frozenset(announced.roles), frozenset(rungs), officers, _free(pool))
    edges.read(tables.edges)
    return Inputs(announced.roles, caps, edges.admitted, edges.barred, edges.cell_of, skips, raised)


def _rows(tables: Tables, name: str, width: int) -> Iterator[tuple[str, list[str]]]:
    for number, line in enumerate(tables.of(name), 1):
        place = f"{tables.place}{name}.tsv line {number}"
        parts = _columns(line, place)
        if len(parts) != width:
            raise _syntax(place, parts)
        yield place, parts


def _columns(line: bytes, place: str) -> list[str]:
    try:
        return line.decode("utf-8").split("\t")
    except UnicodeDecodeError:
        raise Fault("table-syntax", place, line="") from None


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
        raise Fault("caps-officers", f"{tables.place}caps.tsv", certificate=min(missing))
    return caps


@dataclass(slots=True)
class _Edges:
    """Reads the lines of `edges.tsv`."""

    where: str
    roles: frozenset[str]
    rungs: frozenset[tuple[str, str]]
    officers: set[str]
    free: set[str]
    admitted: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)
    cell_of: dict[str, str] = field(default_factory=dict)
    barred: dict[str, dict[str, int | None]] = field(default_factory=dict)

    def admissible(self, place: str, cell: str, role: str, name: str, rung: str = "0") -> None:
        self._officer(place, name)
        if role not in self.roles:
            raise Fault("edge-role", place, role=role)
        if rung != "0" and ("borrow", rung) not in self.rungs:
            raise Fault("edge-rung", place, rung=rung)
        since = self.admitted.setdefault(cell, {}).setdefault(role, {})
        since[name] = min(int(rung), since.get(name, int(rung)))

    def row(self, place: str, row: str, cell: str) -> None:
        self._row(place, row)
        if row in self.cell_of:
            raise Fault("cell-twice", place, id=row)
        self.cell_of[row] = cell

    def pair(self, place: str, row: str, name: str, rung: str) -> None:
        self._row(place, row)
        self._officer(place, name)
        if rung != NEVER and ("recent", rung) not in self.rungs:
            raise Fault("edge-rung", place, rung=rung)
        names = self.barred.setdefault(row, {})
        until = None if rung == NEVER else int(rung)
        before = names.get(name, 0)
        names[name] = None if until is None or before is None else max(until, before)

    def read(self, lines: Sequence[bytes]) -> None:
        for number, line in enumerate(lines, 1):
            place = f"{self.where} line {number}"
            match _columns(line, place):
                case ["B", cell, role, name, rung] if CELL.fullmatch(cell) and rung != "0":
                    self.admissible(place, cell, role, name, rung)
                case ["C", cell, role, name] if CELL.fullmatch(cell):
                    self.admissible(place, cell, role, name)
                case ["R", row, cell] if CELL.fullmatch(cell):
                    self.row(place, row, cell)
                case ["X", row, name, rung]:
                    self.pair(place, row, name, rung)
                case parts:
                    raise _syntax(place, parts)
        missing = self.free - self.cell_of.keys()
        if missing:
            raise Fault("cell-missing", self.where, id=min(missing))

    def _officer(self, place: str, certificate: str) -> None:
        if certificate not in self.officers:
            raise Fault("edge-officer", place, certificate=certificate)

    def _row(self, place: str, row: str) -> None:
        if row not in self.free:
            raise Fault("edge-row", place, id=row)


def _free(pool: Pool) -> set[str]:
    tail = f"\t{ELIGIBLE}\n".encode()
    return {line.split(b"\t", 1)[0].decode("ascii") for line in pool if line.endswith(tail)}


def _skips(tables: Tables, announced: Announcement, pool: Pool) -> dict[str, Passed]:
    skips: dict[str, Passed] = {}
    for place, (row, word, origin) in _rows(tables, "skips", 3):
        if word not in (CYCLE, CAP) or not _ORIGIN.fullmatch(origin):
            raise _syntax(place, [row, word, origin])
        index = pool.find(row) if row.isascii() else None
        if index is None or pool.row(index).reason != ELIGIBLE:
            raise Fault("skip-row", place, id=row)
        if row in skips:
            raise Fault("skip-twice", place, id=row)
        if word == CYCLE and announced.cycle_rule == "none":
            raise Fault("skip-unannounced", place, id=row)
        skips[row] = Passed(word, origin)
    return skips
