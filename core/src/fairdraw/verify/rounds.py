"""The checks of each round: binding, lists, randomness, draw (spec/6-verification.md, "Record")."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from fairdraw import record as records
from fairdraw.announcement import Announcement, Round
from fairdraw.draw import Before, Draw, Progress, Result, draw
from fairdraw.entries import Entry
from fairdraw.errors import Fault
from fairdraw.inputs import Inputs
from fairdraw.inputs import read as read_inputs
from fairdraw.link import RoundActs
from fairdraw.pool import Pool
from fairdraw.record import Record
from fairdraw.sources import Gathered, bound_sources, gather
from fairdraw.tables import NAMES, Tables, parse_lines
from fairdraw.verify.compare import compare


@dataclass(slots=True)
class RoundCase:
    """One round under examination: each check adds what it established for those after it."""

    announced: Announcement
    acts: RoundActs
    commits: Sequence[Entry] = ()
    tables: Tables = field(default_factory=Tables)
    inputs: Inputs | None = None
    gathered: Gathered | None = None
    given: Draw | None = None
    result: Result | None = None

    @property
    def number(self) -> int:
        """The number of the round."""
        return self.acts.number

    @property
    def planned(self) -> Round:
        """The round as announced; `Fault("round-unannounced")`."""
        return self.announced.round(self.number)

    def bind(self) -> None:
        """Check window, sources, seats and commitments of the round entry.

        Faults: `round-unannounced`, `round-window`, `source-bound`, `commit-seat`,
        `round-commits`.
        """
        bound = self.acts.bound
        place = f"entry {bound.index} round"
        check_bound(self.announced, bound.entry, place)
        before = [commit for commit in self.acts.commits if commit.index < bound.index]
        by_seat = sorted(before, key=lambda commit: int(commit.entry.get("seat")))
        seats = [commit.entry.get("seat") for commit in by_seat]
        if seats != [str(number) for number in range(1, len(seats) + 1)]:
            raise Fault("commit-seat", "commit seat", seats=", ".join(seats))
        if bound.entry.all("commit") != tuple(commit.digest for commit in by_seat):
            raise Fault("round-commits", f"{place} commit")
        self.commits = [commit.entry for commit in by_seat]

    def read(self, record: Record, rows: Pool, key: bytes) -> None:
        """Check the lists of the round; faults of `Tables.parse`, `list-root`, of `inputs.read`."""
        self.tables = record.tables(self.number)
        heads = self.tables.heads(key, self.number, self.announced.digest)
        for name in NAMES:
            if heads[name] != self.acts.bound.entry.get(name):
                member = records.list_member(self.number, name)
                raise Fault("list-root", member, name=name)
        self.inputs = read_inputs(self.tables, self.announced, rows, self.planned)

    def gather(self) -> None:
        """Gather the randomness, which an aborted round may lack; faults of `sources.gather`,
        `randomness-mismatch`."""
        contributions = [act.entry for act in self.acts.contributions]
        try:
            found = gather(self.announced, self.acts.bound.entry, self.commits, contributions)
        except Fault as fault:
            if self.acts.seal is None and fault.code == "source-missing":
                return
            raise
        seal = self.acts.seal
        if seal and found.randomness != seal.entry.bytes_of("randomness"):
            raise Fault("randomness-mismatch", f"entry {seal.index} seal randomness")
        self.gathered = found

    def draw(
        self,
        rows: Pool,
        key: bytes,
        before: Before,
        progress: Progress | None,
        processes: int = 1,
    ) -> Result:
        """Draw the round again."""
        assert self.inputs
        assert self.gathered
        digest = bytes.fromhex(self.acts.bound.digest)
        self.given = Draw(
            self.announced, key, rows, self.inputs, self.number, digest,
            self.gathered.randomness, before,
        )  # fmt: skip
        self.result = draw(self.given, progress, processes)
        return self.result

    def compare(self, record: Record) -> None:
        """Compare the drawn lines with those of the record; faults of `compare`."""
        assert self.result
        member = records.list_member(self.number, "sealed")
        compare(self.result.lines, parse_lines(record.member(member), member), member)


def check_bound(announced: Announcement, entry: Entry, place: str) -> None:
    """Refuse a round entry whose number, window or sources are not the announced ones; faults:
    `round-unannounced`, `round-window`, `source-bound`."""
    planned = announced.round(int(entry.get("round")))
    if entry.get("window") != f"{planned.start} {planned.end}":
        raise Fault("round-window", f"{place} window", found=entry.get("window"))
    bound_sources(announced.source_list(), entry.all("source"), f"{place} source")
