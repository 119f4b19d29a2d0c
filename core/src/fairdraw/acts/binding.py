"""Pool, commitments and round entries."""

from collections.abc import Iterable, Sequence

from fairdraw import pool as pools
from fairdraw.acts.writer import Pairs, Writer, head_of
from fairdraw.announcement import Announcement
from fairdraw.entries import Entry, build
from fairdraw.errors import Fault
from fairdraw.inputs import read as read_inputs
from fairdraw.merkle import Frontier
from fairdraw.pool import Pool, Progress
from fairdraw.randomness import Opened, witness_commitment
from fairdraw.sources import bound_sources
from fairdraw.tables import NAMES, Tables


class Binding(Writer):
    """Writes what is bound before any randomness."""

    __slots__ = ()

    def pool(
        self,
        *,
        pool: Pool,
        key: bytes,
        time: str,
        by: Iterable[str],
        register: str = "-",
        processes: int = 1,
        progress: Progress | None = None,
    ) -> Entry:
        """Return the entry `pool`; faults: `pool-stratum`, `pool-reason`, `commitment-mismatch`.

        `register` is the digest of the register's root in hex, or `-`; `processes`: how many
        compute the root; `progress` is called with (rows done, rows).
        """
        if pools.commitment(key, self.announced.digest) != self.announced.commitment:
            raise Fault("commitment-mismatch", "key")
        fields: Pairs = [
            ("announce", self.digest(self.announce)),
            ("time", time),
            ("rows", len(pool)),
            ("root", pool.root(key, self.announced.digest, processes, progress).hex()),
            ("register", register),
            *count_fields(self.announced, pool, processes),
            *(("by", name) for name in by),
        ]
        return build("pool", fields)

    def commit(
        self,
        *,
        pool: Entry,
        seat: int,
        name: str,
        office: str,
        commitment: bytes,
        time: str,
        number: int = 1,
    ) -> Entry:
        """Return the entry `commit` of a witness for a round; make `commitment` with
        `witness_commitment`."""
        fields: Pairs = [("pool", self.digest(pool)), ("time", time), ("round", number)]
        fields += [("seat", seat), ("name", name), ("office", office)]
        return build("commit", [*fields, ("commitment", commitment.hex())])

    def witness_commitment(
        self, *, pool: Entry, seat: int, opened: Opened, number: int = 1
    ) -> bytes:
        """Return what a witness commits to before the round entry (32 bytes)."""
        digest = pool.digest(self.announced.hash)
        return witness_commitment(digest, number, seat, opened, self.announced.digest)

    def round(
        self,
        *,
        pool: Entry,
        rows: Pool,
        tables: Tables,
        key: bytes,
        log: Frontier,
        commits: Sequence[Entry],
        time: str,
        by: Iterable[str],
        number: int = 1,
        sources: Sequence[str] | None = None,
        after: Sequence[str] = (),
    ) -> Entry:
        """Return the entry `round`; faults as for `fairdraw.inputs.read`, and `source-bound`.

        `log` is the frontier of the log over everything before this entry; `commits` are all
        entries `commit` of this pool and round so far, by seat; `sources` the bound sources in
        announced order (default: as announced); `after` D(round entry) of other draws, in hex.
        """
        planned = self.announced.round(number)
        read_inputs(tables, self.announced, rows, planned)
        bound = self.announced.sources if sources is None else sources
        bound_sources(self.announced.source_list(), bound, "round source")
        heads = tables.heads(key, number, self.announced.digest)
        fields: Pairs = [
            ("announce", self.digest(self.announce)),
            ("pool", self.digest(pool)),
            ("time", time),
            ("round", number),
            ("log", head_of(log)),
            *(("after", digest) for digest in after),
            ("window", f"{planned.start} {planned.end}"),
            *(("source", text) for text in bound),
            *((name, heads[name]) for name in NAMES),
            *(("commit", self.digest(commit)) for commit in commits),
            *(("by", name) for name in by),
        ]
        return build("round", fields)


def count_fields(announced: Announcement, pool: Pool, processes: int = 1) -> Pairs:
    """Return the counts of a pool as fields: every announced stratum, every reason that occurs.

    Faults: `pool-stratum`, `pool-reason` (in the pool, but not announced).
    """
    counts = pool.counts(processes)
    codes = [stratum.code for stratum in announced.strata]
    _within(pool, counts.strata, codes, "pool-stratum")
    _within(pool, counts.reasons, [code for code, _ in announced.reasons], "pool-reason")
    fields: Pairs = []
    for code in codes:
        rows, base = counts.strata.get(code, (0, 0))
        fields.append(("stratum", f"{code} {rows} {base}"))
    fields += [("reason", f"{code} {number}") for code, number in counts.reasons.items()]
    return fields


def _within(pool: Pool, found: Iterable[str], known: Sequence[str], fault: str) -> None:
    for code in found:
        if code not in known:
            place = next(
                number
                for number, line in enumerate(pool, 1)
                if code.encode() in line[:-1].split(b"\t")[1:]
            )
            raise Fault(fault, f"pool.tsv line {place}", code=code, id=pool.row(place - 1).id)
