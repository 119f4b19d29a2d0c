"""A frozen pool whose rows an engine goes through (docs/scale.md).

To everybody else it is a `Pool` over the bytes of `pool.tsv`; what is asked of all rows at once is
asked of the engine. Under SM3, which engines lack, the reference answers.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from fairdraw import merkle, rows
from fairdraw.casting import Found
from fairdraw.digest import Hash, sha256
from fairdraw.engines import sql
from fairdraw.pool import Counts, Pool, Progress, salt_key, tallied
from fairdraw.ticket import Ticket

SPAN = 1 << 23
"""Rows whose tickets are made by one statement: between two of them progress is shown."""


class Computer(Protocol):
    """Asks an engine about the rows in a Parquet file, by the statements of `sql`."""

    def counts(self, table: Path) -> Iterable[tuple[str, str, int]]:
        """Return (stratum, reason, number of rows)."""

    def passed_counts(self, table: Path, passed: Sequence[bytes]) -> Iterable[tuple[str, int]]:
        """Return (stratum, number of rows with reason `-` that are passed over)."""

    def candidates(
        self,
        table: Path,
        given: sql.Cast,
        limits: Iterable[tuple[str, bytes]],
        passed: Sequence[bytes],
    ) -> Iterable[tuple[str, Ticket]]:
        """Return (stratum, ticket) of the rows worth a look, in the order of tickets."""

    def chunk_roots(
        self, table: Path, number: int, salt_key: bytes, progress: Progress | None
    ) -> list[bytes]:
        """Return the roots of the aligned chunks of `number` rows, in order."""

    def repeated(self, table: Path) -> Iterable[tuple[str]]:
        """Return the organisation codes that more than one id has."""

    def aliases(self, table: Path, codes: Sequence[str]) -> Iterable[tuple[str, str]]:
        """Return (code, id) of the ids that have one of the codes."""


@dataclass(frozen=True, slots=True, eq=False)
class Frozen(Pool):
    """Rows in strictly ascending order of id, in `table` (Parquet) too."""

    table: Path
    computer: Computer
    _counted: list[Counts] = field(default_factory=list)

    @classmethod
    def over(
        cls, data: memoryview, marks: "array[int]", count: int, table: Path, computer: Computer
    ) -> "Frozen":
        """Return the pool over bytes already checked."""
        return cls(data, marks, count, table, computer)

    def counts(self, processes: int = 1) -> Counts:
        """Count rows and bases per stratum, rows per public reason; the engine is asked once."""
        if not self._counted:
            found = self.computer.counts(self.table)
            numbers = {(stratum, reason): number for stratum, reason, number in found}
            self._counted.append(tallied(numbers))
        return self._counted[0]

    def root(
        self, key: bytes, digest: Hash, processes: int = 1, progress: Progress | None = None
    ) -> bytes:
        """Return the root under the key K: chunk roots from the engine, folded here."""
        if digest is not sha256:
            return Pool.root(self, key, digest, processes, progress)
        prefix = salt_key(key, digest)
        return merkle.root(self.computer.chunk_roots(self.table, len(self), prefix, progress))

    def paths(self, key: bytes, digest: Hash) -> Callable[[int], tuple[bytes, ...]]:
        """Return what gives the inclusion path of a row by its index: within its chunk, made anew,
        then above the chunks."""
        if digest is not sha256:
            return Pool.paths(self, key, digest)
        prefix = salt_key(key, digest)
        above = merkle.Tree.over(self.computer.chunk_roots(self.table, len(self), prefix, None))

        def path(index: int) -> tuple[bytes, ...]:
            chunk, place = divmod(index, sql.CHUNK)
            numbers = range(chunk * sql.CHUNK, min((chunk + 1) * sql.CHUNK, len(self)))
            lines = [self.line(number) for number in numbers]
            some = Pool.parse(b"".join(lines))
            within = Pool.paths(some, key, digest)(place)
            return (*within, *above.path(chunk))

        return path

    def aliases(self, processes: int = 1) -> list[tuple[str, ...]]:
        """Return groups of ids that seem to be one firm."""
        codes = [code for (code,) in self.computer.repeated(self.table)]
        if not codes:
            return []
        groups: dict[str, list[str]] = {}
        for code, row_id in self.computer.aliases(self.table, codes):
            groups.setdefault(code, []).append(row_id)
        return sorted(tuple(sorted(ids)) for ids in groups.values())

    def left(self, base: Mapping[str, int], passed: Sequence[bytes]) -> dict[str, int]:
        """Return by stratum how many rows are eligible."""
        gone = Counter(dict(self.computer.passed_counts(self.table, passed) if passed else ()))
        return {code: number - gone[code] for code, number in base.items()}

    def cast(
        self,
        casting: rows.Casting,
        passed: Sequence[bytes],
        processes: int = 1,
        progress: Progress | None = None,
    ) -> Found:
        """Return by stratum how many rows are eligible, and their tickets below the limits."""
        if casting.digest is not sha256:
            return Pool.cast(self, casting, passed, processes, progress)
        base = {code: count.base for code, count in self.counts().strata.items()}
        eligible = self.left(base, passed)
        limits = [(code, casting.below.get(code.encode(), sql.EVERY)) for code in eligible]
        highest = max((limit for _, limit in limits), default=sql.EVERY)
        found: dict[str, list[Ticket]] = {}
        for start in range(0, len(self), SPAN):
            end = min(start + SPAN, len(self))
            places = (start, end) if len(self) > SPAN else None
            given = sql.Cast(
                casting.prefix, casting.key, b"" if highest == sql.EVERY else highest,
                bool(passed), places,
            )  # fmt: skip
            for stratum, ticket in self.computer.candidates(self.table, given, limits, passed):
                found.setdefault(stratum, []).append(ticket)
            if progress:
                progress(end, len(self))
        return Counter({code: number for code, number in eligible.items() if number}), found
