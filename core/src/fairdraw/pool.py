"""The frozen list of candidates (spec/3-acts-and-draw.md, "Pool").

A row is one line of bytes, `id TAB stratum TAB reason LF`. Since TAB sorts before every character
of an id, strictly ascending lines are strictly ascending ids when no id occurs twice.

A pool may have ten million rows: it is kept as the bytes of `pool.tsv` with a mark at every 64th
row, never as a list of rows, and examined block by block (`fairdraw.rows`). `processes` says in how
many processes at once; the answer is the same for any number.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import NamedTuple, Self

from fairdraw import merkle, rows
from fairdraw.casting import Found, cast
from fairdraw.digest import Hash
from fairdraw.encoding import tag
from fairdraw.errors import Fault
from fairdraw.processes import spread
from fairdraw.rows import STEP
from fairdraw.sorting import sorted_lines

ELIGIBLE = "-"
MEMBER = "pool.tsv"

Progress = Callable[[int, int], None]

Reader = Callable[[bytes | memoryview, int], "Pool"]
"""Reads the bytes of `pool.tsv` with so many processes, with the faults of `Pool.parse`."""


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
    if not rows.ROW.fullmatch(line):
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
    """Rows in strictly ascending order of id; made by `frozen` or `parse`. Iterating yields the
    rows as bytes."""

    data: memoryview
    _marks: "array[int]" = field(repr=False, compare=False)
    _count: int = field(repr=False, compare=False)

    @classmethod
    def frozen(cls, given: Iterable[tuple[str, str, str]]) -> Self:
        """Sort rows (id, stratum, reason) of any order; faults: `row-syntax`, `row-duplicate`."""
        return cls.parse(sorted_lines(_lines(given)))

    @classmethod
    def parse(cls, data: bytes | bytearray | memoryview, processes: int = 1) -> Self:
        """Read `pool.tsv`, which must not change later; faults: `row-syntax`, `row-duplicate`,
        `row-order`."""
        view = memoryview(data).toreadonly()
        marks = rows.marks(view)
        pool = cls(view, marks, (len(marks) - 1) * STEP + _line_feeds(view[marks[-1] :]))
        _check(spread(rows.check, pool.blocks(), processes))
        return pool

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[bytes]:
        for block in self.blocks(STEP):
            yield from block.splitlines(keepends=True)

    def blocks(self, size: int = rows.BLOCK) -> Iterator[bytes]:
        """Yield the rows in blocks of `size` (a multiple of 64), the last as long as is left."""
        starts = self._marks[:: size // STEP]
        starts.append(len(self.data))
        for start, end in pairwise(starts):
            if start < end:
                yield bytes(self.data[start:end])

    def dump(self) -> bytes:
        """Return the bytes of `pool.tsv`."""
        return bytes(self.data)

    def line(self, index: int) -> bytes:
        """Return the bytes of one row, with its line feed; `IndexError` when there is none."""
        if not 0 <= index < self._count:
            raise IndexError(index)
        return self._group(index // STEP)[index % STEP]

    def row(self, index: int) -> Row:
        """Return one row; `IndexError` when there is none."""
        return Row(*self.line(index)[:-1].decode("ascii").split("\t"))

    def place(self, row_id: str) -> int:
        """Return the index at which the row of an id stands, or would stand."""
        wanted = row_id.encode() + b"\t"
        low, high = 0, len(self._marks)
        while high - low > 1:
            middle = (low + high) // 2
            start = self._marks[middle]
            if bytes(self.data[start : start + len(wanted)]) < wanted and start < len(self.data):
                low = middle
            else:
                high = middle
        return low * STEP + sum(line < wanted for line in self._group(low))

    def find(self, row_id: str) -> int | None:
        """Return the index of the row of an id, or None."""
        index = self.place(row_id)
        start = row_id.encode() + b"\t"
        return index if index < self._count and self.line(index).startswith(start) else None

    def counts(self, processes: int = 1) -> Counts:
        """Count rows and bases per stratum, and rows per public reason."""
        tally: Counter[tuple[bytes, bytes]] = Counter()
        for part in spread(rows.count, self.blocks(), processes):
            tally.update(part)
        return tallied(
            {(one.decode("ascii"), two.decode("ascii")): n for (one, two), n in tally.items()}
        )

    def root(
        self, key: bytes, digest: Hash, processes: int = 1, progress: Progress | None = None
    ) -> bytes:
        """Return the root under the key K; `progress` is called with (rows done, rows)."""
        return root(self, key, digest, processes, progress)

    def paths(self, key: bytes, digest: Hash) -> Callable[[int], tuple[bytes, ...]]:
        """Return what gives the inclusion path of a row by its index; prepared for many."""
        made = leaves(self, salts(self, key, digest), digest)
        return merkle.Tree.over(made, digest).path

    def aliases(self, processes: int = 1) -> list[tuple[str, ...]]:
        """Return groups of ids that seem to be one firm."""
        return aliases(self, processes)

    def left(self, base: Mapping[str, int], passed: Sequence[bytes]) -> dict[str, int]:
        """Return by stratum how many rows are eligible: `base` less those among `passed`."""
        gone: Counter[str] = Counter()
        for name in passed:
            index = self.find(name.decode("ascii"))
            if index is not None:
                row = self.row(index)
                gone[row.stratum] += row.reason == ELIGIBLE
        return {code: number - gone[code] for code, number in base.items()}

    def cast(
        self,
        casting: rows.Casting,
        passed: Sequence[bytes],
        processes: int = 1,
        progress: Progress | None = None,
    ) -> Found:
        """Return by stratum how many rows are eligible, and their tickets below the limits;
        `passed` are the ids passed over, ascending."""
        size = rows.BLOCK

        def done(blocks: int) -> None:
            if progress:
                progress(min(blocks * size, len(self)), len(self))

        return cast(
            self.blocks(), casting, passed,
            eligible=ELIGIBLE.encode(), processes=processes, done=done,
        )  # fmt: skip

    def _group(self, number: int) -> list[bytes]:
        marks = self._marks
        end = marks[number + 1] if number + 1 < len(marks) else len(self.data)
        return bytes(self.data[marks[number] : end]).splitlines(keepends=True)


def tallied(tally: Mapping[tuple[str, str], int]) -> Counts:
    """Return counts from the number of rows of each (stratum, reason)."""
    strata: dict[str, Count] = {}
    reasons: dict[str, int] = {}
    for (stratum, reason), number in tally.items():
        all_rows, base = strata.get(stratum, (0, 0))
        free = number if reason == ELIGIBLE else 0
        strata[stratum] = Count(all_rows + number, base + free)
        if reason != ELIGIBLE:
            reasons[reason] = reasons.get(reason, 0) + number
    return Counts(dict(sorted(strata.items())), dict(sorted(reasons.items())))


def _line_feeds(view: memoryview) -> int:
    return bytes(view).count(b"\n")


def _lines(given: Iterable[tuple[str, str, str]]) -> Iterator[bytes]:
    for number, row in enumerate(given, 1):
        line = "\t".join(row).encode("utf-8", "replace") + b"\n"
        if not rows.ROW.fullmatch(line):
            raise Fault("row-syntax", f"row {number}", line=" | ".join(row)[:80])
        yield line


def _check(found: Iterable[rows.Checked]) -> None:
    """Raise the first `row-syntax` of all blocks; if there is none, the first fault of order."""
    done, before, misplaced = 0, b"", None
    for part in found:
        if part.wrong:
            number, line = part.wrong
            read_row(line, f"{MEMBER} line {done + number + 1}")
        if misplaced is None:
            misplaced = _misplaced(part, done, before)
        done, before = done + part.rows, part.last
    if misplaced:
        raise misplaced


def _misplaced(part: rows.Checked, done: int, before: bytes) -> Fault | None:
    if not part.rows:
        return None
    number, row_id, ahead = 0, part.first, before
    if row_id > ahead:
        if part.fallen is None:
            return None
        number, row_id, ahead = part.fallen
    code = "row-duplicate" if row_id == ahead else "row-order"
    return Fault(code, f"{MEMBER} line {done + number + 1}", id=row_id.decode("ascii"))


def aliases(pool: Pool, processes: int = 1) -> list[tuple[str, ...]]:
    """Return groups of ids that seem to be one firm: the same first 18 characters (sites of one
    credit code), or the same characters 9 to 17 of a credit code (the organisation code)."""
    parts: list[bytearray] = []
    for found in spread(rows.codes, pool.blocks(), processes):
        parts = parts or [bytearray() for _ in found]
        for part, more in zip(parts, found, strict=True):
            part += more
    pieces = (bytes(part) for part in parts)
    repeated = {code for some in spread(rows.repeated, pieces, processes) for code in some}
    if not repeated:
        return []
    groups: dict[bytes, list[str]] = {}
    for block in pool.blocks():
        for row_id in rows.ids(block):
            if len(row_id) >= rows.CREDIT_CODE and row_id[8:17] in repeated:
                groups.setdefault(row_id[8:17], []).append(row_id.decode("ascii"))
    return sorted(map(tuple, groups.values()))


def commitment(key: bytes, digest: Hash) -> bytes:
    """Return the commitment to K (32 bytes): H(T("commit") || K)."""
    return digest(tag("commit") + key)


def salt_key(key: bytes, digest: Hash) -> bytes:
    """Return K_salt: H(T("salt") || K)."""
    return digest(tag("salt") + key)


def salt(row_id: str, key: bytes, digest: Hash) -> bytes:
    """Return the salt s_i = H(K_salt || id) of one row."""
    return digest(salt_key(key, digest) + row_id.encode("ascii"))


def salts(pool: Pool, key: bytes, digest: Hash) -> list[bytes]:
    """Return the salts of all rows."""
    prefix = salt_key(key, digest)
    return [digest(prefix + row_id) for block in pool.blocks() for row_id in rows.ids(block)]


def leaf(line: bytes, salt: bytes, digest: Hash) -> bytes:
    """Return the leaf hash of a row: H(00 || row || H(s_i))."""
    return digest(b"\0" + line + digest(salt))


def leaves(pool: Pool, row_salts: Iterable[bytes], digest: Hash) -> list[bytes]:
    """Return the leaf hashes of all rows."""
    return [leaf(line, salt, digest) for line, salt in zip(pool, row_salts, strict=True)]


def root(
    pool: Pool,
    key: bytes,
    digest: Hash,
    processes: int = 1,
    progress: Progress | None = None,
) -> bytes:
    """Return the root of the pool under the key K; `progress` is called with (rows done, rows)."""
    work = partial(rows.subroot, prefix=salt_key(key, digest), digest=digest)
    nodes = []
    for node in spread(work, pool.blocks(), processes):
        nodes.append(node)
        if progress:
            progress(min(len(nodes) * rows.BLOCK, len(pool)), len(pool))
    return merkle.root(nodes, digest)
