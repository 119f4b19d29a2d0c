"""The randomness of a round from the entries of the log (spec/3-acts-and-draw.md, "Randomness").

The writer and the verifier gather it with the same function.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from fairdraw.announcement import Announcement
from fairdraw.entries import Entry
from fairdraw.errors import Fault
from fairdraw.randomness import Opened, Source, combine, witness_commitment, witnesses_value


@dataclass(frozen=True, slots=True)
class Gathered:
    """b, and how many of the committed numbers were opened."""

    randomness: bytes
    commits: int
    opened: int


@dataclass(slots=True)
class _Gathering:
    announced: Announcement
    pool_digest: bytes
    round: Entry
    commits: dict[str, Entry]
    sources: list[Source] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)
    values: dict[str, bytes] = field(default_factory=dict)

    def opening(self, entry: Entry) -> None:
        digest = entry.get("commit")
        commit = self.commits.get(digest)
        if commit is None:
            raise Fault("opening-unknown", "opening commit", commit=digest)
        place = f"opening seat {commit.get('seat')}"
        if self.values:
            raise Fault("opening-late", place, source=next(iter(self.values)))
        if digest in self.numbers:
            raise Fault("opening-second", place)
        opened = Opened(entry.get("number"), entry.bytes_of("nonce"))
        seat = int(commit.get("seat"))
        made = witness_commitment(self.pool_digest, seat, opened, self.announced.digest)
        if made != commit.bytes_of("commitment"):
            raise Fault("opening-mismatch", place, name=commit.get("name"))
        self.numbers[digest] = opened.number

    def value(self, entry: Entry) -> None:
        source = next((known for known in self.sources if known.kind == entry.kind), None)
        if source is None:
            raise Fault("source-unannounced", entry.kind)
        if entry.kind in self.values:
            raise Fault("source-second", entry.kind)
        for earlier in self.sources[: self.sources.index(source)]:
            if earlier.kind != "witnesses" and earlier.kind not in self.values:
                raise Fault("source-missing", entry.kind, source=earlier.text)
        self._check_margin(entry)
        if entry.kind == "dice":
            if len(set(entry.all("typed"))) < 2:
                raise Fault("dice-people", "dice typed")
            self.values["dice"] = source.dice_value(entry.get("throws"))
        else:
            self.values["server"] = entry.bytes_of("value")

    def _check_margin(self, entry: Entry) -> None:
        bound = datetime.fromisoformat(self.round.get("time"))
        known = datetime.fromisoformat(entry.get("time"))
        if int((known - bound).total_seconds()) < self.announced.margin:
            raise Fault("margin-short", f"{entry.kind} time", margin=self.announced.margin)

    def finished(self) -> Gathered:
        values = []
        for source in self.sources:
            if source.kind == "witnesses":
                value = witnesses_value(
                    (commit.bytes_of("commitment"), self.numbers.get(digest))
                    for digest, commit in self.commits.items()
                )
            elif source.kind in self.values:
                value = self.values[source.kind]
            else:
                raise Fault("source-missing", "log", source=source.text)
            values.append((source, value))
        combined = combine(values, self.announced.digest)
        return Gathered(combined, len(self.commits), len(self.numbers))


def gather(
    announced: Announcement,
    pool: Entry,
    round_entry: Entry,
    commits: Sequence[Entry],
    contributions: Iterable[Entry],
) -> Gathered:
    """Gather b from the entries `opening`, `dice` and `server` of a round, in the log's order.

    `commits`: the entries `commit` that the round entry lists, by seat.
    Faults: `commit-unannounced`, `opening-unknown`, `opening-late`, `opening-second`,
    `opening-mismatch`, `source-unannounced`, `source-second`, `source-missing`, `margin-short`,
    `dice-people`, `dice-count`, `dice-face`.
    """
    by_digest = {commit.digest(announced.hash).hex(): commit for commit in commits}
    sources = announced.source_list()
    if commits and all(source.kind != "witnesses" for source in sources):
        raise Fault("commit-unannounced", "commit seat 1")
    pool_digest = pool.digest(announced.hash)
    state = _Gathering(announced, pool_digest, round_entry, by_digest, sources)
    for entry in contributions:
        if entry.kind == "opening":
            state.opening(entry)
        else:
            state.value(entry)
    return state.finished()
