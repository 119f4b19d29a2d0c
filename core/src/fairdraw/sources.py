"""The randomness of a round or a substitute from the entries of the log
(spec/3-acts-and-draw.md, "Randomness").

The writer and the verifier gather it with the same functions.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from fairdraw.announcement import Announcement
from fairdraw.entries import Entry
from fairdraw.errors import Fault
from fairdraw.randomness import Opened, Source, combine, witness_commitment, witnesses_value

VALUES = ("server", "dice", "lottery", "drand")
"""Kinds of entries that carry a value."""

CONTRIBUTIONS = ("opening", "failed", *VALUES)
"""Kinds of entries whose key `for` names the round or substitute they serve."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """b, how many of the committed numbers were opened, and the sources that gave it."""

    randomness: bytes
    commits: int
    opened: int
    sources: tuple[Source, ...]
    failed: tuple[Source, ...]


def moment(entry: Entry) -> int:
    """Return the time of an entry in seconds since 1970."""
    return int(datetime.fromisoformat(entry.get("time")).timestamp())


def later(time: str, seconds: int) -> str:
    """Return a time `seconds` later, in the form of the log."""
    return (datetime.fromisoformat(time) + timedelta(seconds=seconds)).strftime(
        "%Y-%m-%dT%H:%M:%SZ"
    )


def bound_sources(announced: Sequence[Source], texts: Sequence[str], place: str) -> list[Source]:
    """Read the sources bound by an entry; `Fault("source-bound")` unless each is an instance of
    the announced one at its place."""
    bound = [Source.parse(text) for text in texts]
    fits = len(bound) == len(announced)
    if not fits or not all(one.binds(of) for one, of in zip(bound, announced, strict=True)):
        raise Fault("source-bound", place, found=", ".join(texts))
    return bound


@dataclass(slots=True)
class _Gathering:
    announced: Announcement
    serves: Entry
    sources: list[Source]
    commits: Mapping[str, Entry] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    values: dict[str, bytes] = field(default_factory=dict)
    since: dict[str, int] = field(default_factory=dict)
    failed: list[Source] = field(default_factory=list)

    def opening(self, entry: Entry) -> None:
        digest = entry.get("commit")
        commit = self.commits.get(digest)
        if commit is None:
            raise Fault("opening-unknown", "opening commit", commit=digest)
        place = f"opening seat {commit.get('seat')}"
        at = moment(entry)
        early = [s.text for s in self.sources if s.since is not None and s.since <= at]
        if self.values or early:
            raise Fault("opening-late", place, source=next(iter([*self.values, *early])))
        if digest in self.numbers:
            raise Fault("opening-second", place)
        opened = Opened(entry.get("number"), entry.bytes_of("nonce"))
        if promise(self.announced, commit, opened) != commit.bytes_of("commitment"):
            raise Fault("opening-mismatch", place, name=commit.get("name"))
        self.numbers[digest] = opened.number

    def fail(self, entry: Entry) -> None:
        place = next((n for n, s in enumerate(self.sources) if s.text == entry.get("source")), None)
        instead = Source.parse(entry.get("instead"))
        allowed = None if place is None else self._fallbacks().get(self.sources[place].kind)
        if place is None or allowed is None or not instead.binds(allowed):
            raise Fault("fallback-unannounced", "failed instead", value=instead.text)
        old = self.sources[place]
        if old.kind in self.values:
            raise Fault("failed-late", "failed", source=old.text)
        if len(set(entry.all("by"))) < max(2, len(entry.all("by"))):
            raise Fault("announce-people", "failed by")
        at = moment(entry)
        if instead.since is not None and instead.since < at + self.announced.margin:
            raise Fault("margin-short", "failed instead", margin=self.announced.margin)
        self.failed.append(old)
        self.since[instead.kind] = at
        self.sources[place] = instead

    def _fallbacks(self) -> dict[str, Source]:
        if self.serves.kind != "round":
            return {}
        named = self.announced.source_list()
        return {named[n - 1].kind: source for n, source in self.announced.fallback_list()}

    def value(self, entry: Entry) -> None:
        source = next((known for known in self.sources if known.kind == entry.kind), None)
        if source is None:
            raise Fault("source-unannounced", entry.kind)
        if entry.kind in self.values:
            raise Fault("source-second", entry.kind)
        for earlier in self.sources[: self.sources.index(source)]:
            if earlier.kind != "witnesses" and earlier.kind not in self.values:
                raise Fault("source-missing", entry.kind, source=earlier.text)
        self._check_times(source, entry)
        self.values[entry.kind] = _value(source, entry)

    def _check_times(self, source: Source, entry: Entry) -> None:
        known = moment(entry) if source.since is None else source.since
        since = self.since.get(source.kind, moment(self.serves))
        if known < since + self.announced.margin:
            raise Fault("margin-short", f"{entry.kind} time", margin=self.announced.margin)
        if moment(entry) < known:
            raise Fault("source-early", f"{entry.kind} time", known=source.known)

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
        counts = len(self.commits), len(self.numbers)
        return Gathered(combined, *counts, tuple(self.sources), tuple(self.failed))


def _value(source: Source, entry: Entry) -> bytes:
    if entry.kind in ("dice", "lottery") and len(set(entry.all("typed"))) < 2:
        raise Fault("dice-people", f"{entry.kind} typed")
    if entry.kind == "dice":
        return source.dice_value(entry.get("throws"))
    if entry.kind == "lottery":
        return entry.get("numbers").encode("ascii")
    if entry.kind == "drand":
        return source.drand_value(entry.bytes_of("signature"))
    return entry.bytes_of("value")


def promise(announced: Announcement, commit: Entry, opened: Opened) -> bytes:
    """Return what a number and nonce commit to at the seat and round of an entry `commit`."""
    number, seat = int(commit.get("round")), int(commit.get("seat"))
    pool = commit.bytes_of("pool")
    return witness_commitment(pool, number, seat, opened, announced.digest)


def _gather(state: _Gathering, contributions: Iterable[Entry]) -> Gathered:
    for entry in contributions:
        if entry.kind == "opening":
            state.opening(entry)
        elif entry.kind == "failed":
            state.fail(entry)
        else:
            state.value(entry)
    return state.finished()


def gather(
    announced: Announcement,
    round_entry: Entry,
    commits: Sequence[Entry],
    contributions: Iterable[Entry],
) -> Gathered:
    """Gather b from the entries that serve a round, in the log's order.

    `commits`: the entries `commit` that the round entry lists, by seat.
    Faults: `source-bound`, `commit-unannounced`, `opening-unknown`, `opening-late`,
    `opening-second`, `opening-mismatch`, `source-unannounced`, `source-second`, `source-missing`,
    `source-early`, `margin-short`, `dice-people`, `dice-count`, `dice-face`, `drand-signature`,
    `fallback-unannounced`, `failed-late`.
    """
    by_digest = {commit.digest(announced.hash).hex(): commit for commit in commits}
    sources = bound_sources(announced.source_list(), round_entry.all("source"), "round source")
    if commits and all(source.kind != "witnesses" for source in sources):
        raise Fault("commit-unannounced", "commit seat 1")
    return _gather(_Gathering(announced, round_entry, sources, by_digest), contributions)


def gather_fresh(
    announced: Announcement, substitute: Entry, contributions: Iterable[Entry]
) -> Gathered:
    """Gather b from the entries that serve a substitute; faults as for `gather`."""
    announced_fresh = announced.fresh_list()
    sources = bound_sources(announced_fresh, substitute.all("source"), "substitute source")
    return _gather(_Gathering(announced, substitute, sources), contributions)
