"""The register's lines behind its daily root (spec/2-entries.md, "Register").

A line is `owner TAB id TAB reason { TAB attribute } LF`, printable ASCII without spaces, so no
name of anybody fits in. TAB sorts before every character of a field: lines in the order of bytes
are in the order of (owner, id), and a second line of one object stands beside the first.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fairdraw import merkle
from fairdraw.digest import sha256
from fairdraw.errors import Fault
from fairdraw.pool import ELIGIBLE, Pool

PLACE = "register"
_FIELD = "[!-~]{1,64}"
_LINE = re.compile(rf"{_FIELD}\t[0-9A-Z]{{1,23}}\t[0-9A-Z_-]{{1,16}}(?:\t{_FIELD})*\n".encode())


class Key(NamedTuple):
    """What a line is of: the owner of the register, and the id."""

    owner: str
    id: str


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a register, each with its LF; made by `parse` or `Lines.of`."""

    lines: tuple[bytes, ...]

    @classmethod
    def of(cls, lines: Iterable[bytes]) -> "Lines":
        """Sort lines into the order of bytes; faults of `parse`."""
        return parse(b"".join(sorted(lines)))

    def __len__(self) -> int:
        return len(self.lines)

    def dump(self) -> bytes:
        """Return the bytes of the file."""
        return b"".join(self.lines)

    def root(self) -> bytes:
        """Return the root: the tree (SHA-256) over the leaves H(00 || line)."""
        return merkle.root([merkle.leaf(line, sha256) for line in self.lines], sha256)

    def reasons(self) -> dict[str, int]:
        """Count the lines per reason, `-` included, ascending."""
        return dict(sorted(Counter(reason_of(line) for line in self.lines).items()))

    def by_key(self) -> dict[bytes, bytes]:
        """Return the lines by `owner TAB id`."""
        return {_head(line): line for line in self.lines}


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one register on the way to the next: lines, and pairs of old and new.

    `ended`: a reason has come where `-` was, or the line is gone (then `new` is None); `changed`:
    any other line that differs.
    """

    added: tuple[bytes, ...]
    ended: tuple[tuple[bytes, bytes | None], ...]
    changed: tuple[tuple[bytes, bytes], ...]

    def counts(self) -> tuple[int, int, int]:
        """Return how many were added, ended, changed."""
        return len(self.added), len(self.ended), len(self.changed)

    def pairs(self) -> list[tuple[bytes | None, bytes | None]]:
        """Return (old, new) of every line that differs, in the order of bytes of the keys."""
        found: list[tuple[bytes | None, bytes | None]] = [(None, line) for line in self.added]
        found += [*self.ended, *self.changed]
        return sorted(found, key=lambda pair: _head(pair[0] or pair[1] or b""))


def parse(data: bytes, place: str = PLACE) -> Lines:
    """Read a file of lines; faults: `register-line`, `register-order`."""
    lines = tuple(data.splitlines(keepends=True))
    before = b""
    for number, line in enumerate(lines, 1):
        if not _LINE.fullmatch(line):
            shown = line[:80].decode("utf-8", "replace").rstrip("\n")
            raise Fault("register-line", f"{place} line {number}", line=shown)
        head = _head(line)
        if head <= before:
            raise Fault("register-order", f"{place} line {number}", id=_shown(head))
        before = head
    return Lines(lines)


def fields(line: bytes) -> list[str]:
    """Return the fields of a line: owner, id, reason, attributes."""
    return line[:-1].decode("ascii").split("\t")


def key(line: bytes) -> Key:
    """Return what a line is of."""
    return Key(*fields(line)[:2])


def reason_of(line: bytes) -> str:
    """Return the third field: `-`, or the public reason why the row is not drawn."""
    return line[:-1].split(b"\t", 3)[2].decode("ascii")


def difference(before: Lines, after: Lines) -> Difference:
    """Compare two registers line by line."""
    old, new = before.by_key(), after.by_key()
    added = tuple(line for head, line in new.items() if head not in old)
    ended: list[tuple[bytes, bytes | None]] = []
    changed: list[tuple[bytes, bytes]] = []
    for head, line in old.items():
        now = new.get(head)
        if now == line:
            continue
        if now is None or (reason_of(line) == ELIGIBLE != reason_of(now)):
            ended.append((line, now))
        else:
            changed.append((line, now))
    return Difference(added, tuple(ended), tuple(changed))


class Agreement(NamedTuple):
    """How a pool stands in a register: its owner, and that owner's ids the pool leaves out."""

    owner: str
    outside: tuple[str, ...]


def agree(lines: Lines, pool: Pool, *, undirected: bool) -> Agreement:
    """Compare a frozen pool with the register it was taken from.

    Every row stands in the register of one owner with the same reason, and one column of it gives
    every stratum (or there is one stratum alone); an undirected pool leaves nobody out. Faults:
    `register-row`, `register-left-out`.
    """
    owners: dict[str, dict[str, list[str]]] = {}
    for line in lines.lines:
        owner, row_id, *rest = fields(line)
        owners.setdefault(owner, {})[row_id] = rest
    owner = _owner(owners, pool)
    rows = owners.get(owner, {})
    _check_rows(rows, pool)
    ids = {pool.row(index).id for index in range(len(pool))}
    outside = tuple(row_id for row_id in rows if row_id not in ids)
    if undirected and outside:
        raise Fault("register-left-out", PLACE, id=outside[0], count=len(outside))
    return Agreement(owner, outside)


def _owner(owners: Mapping[str, Mapping[str, Sequence[str]]], pool: Pool) -> str:
    """Return the owner in whose register most rows stand: the rest are then named one by one."""
    rows = [pool.row(index) for index in range(len(pool))]

    def standing(owner: str) -> int:
        known = owners[owner]
        return sum(known.get(row.id, ("",))[0] == row.reason for row in rows)

    return max(sorted(owners), key=standing, default="")


def _check_rows(rows: Mapping[str, Sequence[str]], pool: Pool) -> None:
    columns: set[int] | None = None
    strata = set()
    for index in range(len(pool)):
        row = pool.row(index)
        reason, *attributes = rows.get(row.id, ("",))
        here = {column for column, value in enumerate(attributes) if value == row.stratum}
        shared = here if columns is None else columns & here
        strata.add(row.stratum)
        if reason != row.reason or (not shared and (columns or len(strata) > 1)):
            raise Fault("register-row", f"pool.tsv line {index + 1}", id=row.id)
        columns = shared


def _head(line: bytes) -> bytes:
    return b"\t".join(line.split(b"\t", 2)[:2])


def _shown(head: bytes) -> str:
    return head.decode("ascii").replace("\t", " ")
