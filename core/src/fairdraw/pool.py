"""The frozen list of candidates (spec/3-acts-and-draw.md, "Pool").

A row is one line of bytes, `id TAB stratum TAB reason LF`. Since TAB sorts before every character
of an id, strictly ascending lines are strictly ascending ids when no id occurs twice.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, Self

from fairdraw import merkle
from fairdraw.digest import Hash
from fairdraw.encoding import tag
from fairdraw.errors import Fault

ELIGIBLE = "-"
_CREDIT_CODE = 18
MEMBER = "pool.tsv"
_ROW = re.compile(rb"[0-9A-Z]{1,23}\t[0-9A-Z_-]{1,16}\t[0-9A-Z_-]{1,16}\n")


class Row(NamedTuple):
    """A candidate: business id, stratum, and the public reason why not (`-`: none)."""

    id: str
    stratum: str
    reason: str

    def line(self) -> bytes:
        """Return the bytes of the row, with its line feed."""
        return f"{self.id}\t{self.stratum}\t{self.reason}\n".encode()


def read_row(line: bytes, place: str = MEMBER) -> Row:
    """Read one row; `Fault("row-syntax")`. Nothing is normalised: what is not exact is refused."""
    if not _ROW.fullmatch(line):
        shown = line[:80].decode("utf-8", "replace").rstrip("\n")
        raise Fault("row-syntax", place, line=shown)
    return Row(*line[:-1].decode("ascii").split("\t"))


class Count(NamedTuple):
    """Of one stratum: all rows, and rows with reason `-` (the base of its quota)."""

    rows: int
    base: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of a pool: per stratum that occurs, and per public reason other than `-`."""

    strata: dict[str, Count]
    reasons: dict[str, int]


@dataclass(frozen=True, slots=True)
class Pool:
    """Rows as bytes in strictly ascending order of id; made by `frozen` or `parse`."""

    lines: list[bytes]

    @classmethod
    def frozen(cls, rows: Iterable[tuple[str, str, str]]) -> Self:
        """Sort rows (id, stratum, reason) of any order; faults: `row-syntax`, `row-duplicate`."""
        lines = []
        for number, row in enumerate(rows, 1):
            line = "\t".join(row).encode("utf-8", "replace") + b"\n"
            if not _ROW.fullmatch(line):
                raise Fault("row-syntax", f"row {number}", line=" | ".join(row)[:80])
            lines.append(line)
        lines.sort()
        _check_ascending(lines)
        return cls(lines)

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read `pool.tsv`; faults: `row-syntax`, `row-duplicate`, `row-order`."""
        lines = data.splitlines(keepends=True)
        for number, line in enumerate(lines, 1):
            if not _ROW.fullmatch(line):
                read_row(line, f"{MEMBER} line {number}")
        _check_ascending(lines)
        return cls(lines)

    def __len__(self) -> int:
        return len(self.lines)

    def dump(self) -> bytes:
        """Return the bytes of `pool.tsv`."""
        return b"".join(self.lines)

    def row(self, index: int) -> Row:
        """Return one row."""
        return Row(*self.lines[index][:-1].decode("ascii").split("\t"))

    def place(self, row_id: str) -> int:
        """Return the index at which the row of an id stands, or would stand."""
        return bisect_left(self.lines, row_id.encode() + b"\t")

    def find(self, row_id: str) -> int | None:
        """Return the index of the row of an id, or None."""
        index = self.place(row_id)
        start = row_id.encode() + b"\t"
        return index if index < len(self.lines) and self.lines[index].startswith(start) else None

    def counts(self) -> Counts:
        """Count rows and bases per stratum, and rows per public reason."""
        tally = Counter(line.split(b"\t", 1)[1] for line in self.lines)
        strata: dict[str, Count] = {}
        reasons: dict[str, int] = {}
        for tail, number in sorted(tally.items()):
            stratum, reason = tail[:-1].decode("ascii").split("\t")
            rows, base = strata.get(stratum, (0, 0))
            free = number if reason == ELIGIBLE else 0
            strata[stratum] = Count(rows + number, base + free)
            if reason != ELIGIBLE:
                reasons[reason] = reasons.get(reason, 0) + number
        return Counts(dict(sorted(strata.items())), dict(sorted(reasons.items())))


def _check_ascending(lines: list[bytes]) -> None:
    before = b""
    for number, line in enumerate(lines, 1):
        row_id = line.split(b"\t", 1)[0]
        if row_id <= before:
            code = "row-duplicate" if row_id == before else "row-order"
            raise Fault(code, f"{MEMBER} line {number}", id=row_id.decode("ascii"))
        before = row_id


def aliases(pool: Pool) -> list[tuple[str, ...]]:
    """Return groups of ids that seem to be one firm: the same first 18 characters (sites of one
    credit code), or the same characters 9 to 17 of a credit code (the organisation code)."""
    groups: dict[bytes, list[str]] = {}
    for line in pool.lines:
        row_id = line.split(b"\t", 1)[0]
        if len(row_id) >= _CREDIT_CODE:
            groups.setdefault(row_id[8:17], []).append(row_id.decode("ascii"))
    return sorted(tuple(group) for group in groups.values() if len(group) > 1)


def commitment(key: bytes, digest: Hash) -> bytes:
    """Return the commitment to K (32 bytes): H(T("commit") || K)."""
    return digest(tag("commit") + key)


def salt_key(key: bytes, digest: Hash) -> bytes:
    """Return K_salt: H(T("salt") || K)."""
    return digest(tag("salt") + key)


def salts(pool: Pool, key: bytes, digest: Hash) -> list[bytes]:
    """Return the salt s_i = H(K_salt || id) of every row."""
    prefix = salt_key(key, digest)
    return [digest(prefix + line.split(b"\t", 1)[0]) for line in pool.lines]


def leaf(line: bytes, salt: bytes, digest: Hash) -> bytes:
    """Return the leaf hash of a row: H(00 || row || H(s_i))."""
    return digest(b"\0" + line + digest(salt))


def leaves(pool: Pool, row_salts: Iterable[bytes], digest: Hash) -> list[bytes]:
    """Return the leaf hashes of all rows."""
    return [
        digest(b"\0" + line + digest(salt))
        for line, salt in zip(pool.lines, row_salts, strict=True)
    ]


def root(pool: Pool, key: bytes, digest: Hash) -> bytes:
    """Return the root of the pool under the key K."""
    return merkle.root(leaves(pool, salts(pool, key, digest), digest), digest)
