"""The entries that follow an announcement (spec/2-entries.md, "Kinds").

`Acts` knows the announcement and writes each later entry from values. It checks what the verifier
would refuse, so a wrong value never reaches the log. Times are `YYYY-MM-DDThh:mm:ssZ` and must not
go back within a draw.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from fairdraw import pool as pools
from fairdraw.announcement import Announcement
from fairdraw.draw import Draw, Result
from fairdraw.entries import Entry, build
from fairdraw.errors import Fault
from fairdraw.inputs import read as read_inputs
from fairdraw.merkle import Frontier
from fairdraw.pool import Pool
from fairdraw.randomness import Opened, witness_commitment
from fairdraw.sources import gather
from fairdraw.tables import NAMES, Tables

Pairs = list[tuple[str, object]]


@dataclass(frozen=True, slots=True)
class Acts:
    """Writes the entries of one draw."""

    announce: Entry
    announced: Announcement

    @classmethod
    def of(cls, announce: Entry) -> Self:
        """Start from the entry `announce`; faults as for `Announcement.of`."""
        return cls(announce, Announcement.of(announce))

    def _digest(self, entry: Entry) -> str:
        return entry.digest(self.announced.hash).hex()

    def pool(
        self, *, pool: Pool, key: bytes, time: str, by: Iterable[str], register: str = "-"
    ) -> Entry:
        """Return the entry `pool`; faults: `pool-stratum`, `pool-reason`, `commitment-mismatch`.

        `register` is the digest of the register's root in hex, or `-`.
        """
        if pools.commitment(key, self.announced.digest) != self.announced.commitment:
            raise Fault("commitment-mismatch", "key")
        fields: Pairs = [
            ("announce", self._digest(self.announce)),
            ("time", time),
            ("rows", len(pool)),
            ("root", pools.root(pool, key, self.announced.digest).hex()),
            ("register", register),
            *count_fields(self.announced, pool),
            *(("by", name) for name in by),
        ]
        return build("pool", fields)

    def commit(
        self, *, pool: Entry, seat: int, name: str, office: str, commitment: bytes, time: str
    ) -> Entry:
        """Return the entry `commit` of a witness; make `commitment` with `witness_commitment`."""
        fields: Pairs = [("pool", self._digest(pool)), ("time", time), ("seat", seat)]
        fields += [("name", name), ("office", office), ("commitment", commitment.hex())]
        return build("commit", fields)

    def witness_commitment(self, *, pool: Entry, seat: int, opened: Opened) -> bytes:
        """Return what a witness commits to before the round entry (32 bytes)."""
        digest = pool.digest(self.announced.hash)
        return witness_commitment(digest, seat, opened, self.announced.digest)

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
    ) -> Entry:
        """Return the entry `round`; faults as for `fairdraw.inputs.read`.

        `log` is the frontier of the log over everything before this entry; `commits` are all
        entries `commit` of this pool so far, by seat.
        """
        planned = self.announced.round(number)
        read_inputs(tables, self.announced, rows, planned)
        heads = tables.heads(key, number, self.announced.digest)
        fields: Pairs = [
            ("announce", self._digest(self.announce)),
            ("pool", self._digest(pool)),
            ("time", time),
            ("round", number),
            ("log", _head(log)),
            ("window", f"{planned.start} {planned.end}"),
            *((name, heads[name]) for name in NAMES),
            *(("commit", self._digest(commit)) for commit in commits),
            *(("by", name) for name in by),
        ]
        return build("round", fields)

    def opening(self, *, round: Entry, commit: Entry, opened: Opened, time: str) -> Entry:  # noqa: A002
        """Return the entry `opening`; `Fault("opening-mismatch")` for another number or nonce."""
        seat = int(commit.get("seat"))
        pool_digest = commit.bytes_of("pool")
        made = witness_commitment(pool_digest, seat, opened, self.announced.digest)
        if made != commit.bytes_of("commitment"):
            raise Fault("opening-mismatch", f"opening seat {seat}", name=commit.get("name"))
        fields: Pairs = [("round", self._digest(round)), ("commit", self._digest(commit))]
        fields += [("time", time), ("number", opened.number), ("nonce", opened.nonce.hex())]
        return build("opening", fields)

    def dice(self, *, round: Entry, throws: str, typed: tuple[str, str], time: str) -> Entry:  # noqa: A002
        """Return the entry `dice`; faults: `dice-count`, `dice-face`, `dice-people`,
        `source-unannounced`."""
        sources = [source for source in self.announced.source_list() if source.kind == "dice"]
        if not sources:
            raise Fault("source-unannounced", "dice")
        sources[0].dice_value(throws)
        if typed[0] == typed[1]:
            raise Fault("dice-people", "dice typed")
        fields: Pairs = [("round", self._digest(round)), ("time", time), ("throws", throws)]
        return build("dice", [*fields, *(("typed", name) for name in typed)])

    def server(self, *, round: Entry, value: bytes, time: str) -> Entry:  # noqa: A002
        """Return the entry `server` with 32 bytes from the server's random source."""
        fields: Pairs = [("round", self._digest(round)), ("time", time), ("value", value.hex())]
        return build("server", fields)

    def draw(
        self,
        *,
        key: bytes,
        rows: Pool,
        tables: Tables,
        pool: Entry,
        round: Entry,  # noqa: A002
        commits: Sequence[Entry],
        contributions: Iterable[Entry],
    ) -> Draw:
        """Gather the randomness from the log's entries and return what `draw` needs.

        `contributions`: entries `opening`, `server`, `dice` of this round in the log's order;
        faults as for `fairdraw.sources.gather`.
        """
        number = int(round.get("round"))
        gathered = gather(self.announced, pool, round, commits, contributions)
        inputs = read_inputs(tables, self.announced, rows, self.announced.round(number))
        digest = round.digest(self.announced.hash)
        return Draw(self.announced, key, rows, inputs, number, digest, gathered.randomness)

    def seal(
        self,
        *,
        round: Entry,  # noqa: A002
        given: Draw,
        result: Result,
        log: Frontier,
        time: str,
    ) -> Entry:
        """Return the entry `seal`: b and the root of the sealed lines.

        `log` is the frontier of the log over everything before this entry.
        """
        fields: Pairs = [("round", self._digest(round)), ("time", time), ("log", _head(log))]
        fields += [("randomness", given.randomness.hex()), ("root", result.root.hex())]
        return build("seal", fields)

    def open(self, *, seal: Entry, position: int, to: str, time: str) -> Entry:
        """Return the entry `open`: position `j` is opened to `officers` or `enterprise`."""
        fields: Pairs = [("seal", self._digest(seal)), ("time", time)]
        return build("open", [*fields, ("position", position), ("to", to)])

    def reveal(self, *, key: bytes, log: Frontier, time: str) -> Entry:
        """Return the entry `reveal`; `Fault("commitment-mismatch")` for another key.

        `log` is the frontier of the log over everything before this entry.
        """
        if pools.commitment(key, self.announced.digest) != self.announced.commitment:
            raise Fault("commitment-mismatch", "key")
        fields: Pairs = [("announce", self._digest(self.announce)), ("time", time)]
        return build("reveal", [*fields, ("log", _head(log)), ("key", key.hex())])


def _head(log: Frontier) -> str:
    return f"{log.size()} {log.root().hex()}"


def count_fields(announced: Announcement, pool: Pool) -> Pairs:
    """Return the counts of a pool as fields: every announced stratum, every reason that occurs.

    Faults: `pool-stratum`, `pool-reason` (in the pool, but not announced).
    """
    counts = pool.counts()
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
                for number, line in enumerate(pool.lines, 1)
                if code.encode() in line[:-1].split(b"\t")[1:]
            )
            raise Fault(fault, f"pool.tsv line {place}", code=code, id=pool.row(place - 1).id)
