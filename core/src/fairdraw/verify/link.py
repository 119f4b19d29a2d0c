"""Finds the acts of one draw among the entries of a log (spec/6-verification.md, "Record").

A draw has one pool, one round entry, one seal and one reveal; a second of any refuses it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from fairdraw.entries import Entry
from fairdraw.errors import Fault


@dataclass(frozen=True, slots=True)
class At:
    """An entry, its index in the file, and D(e) in hex."""

    index: int
    entry: Entry
    digest: str


@dataclass(frozen=True, slots=True)
class Acts:
    """The acts of one draw; `contributions` are its entries `opening`, `server` and `dice`."""

    announce: At
    pool: At
    commits: tuple[At, ...]
    round: At
    contributions: tuple[At, ...]
    seal: At
    opens: tuple[At, ...]
    reveal: At

    def all(self) -> list[At]:
        """Return every act, in the order of the log."""
        several = (*self.commits, *self.contributions, *self.opens)
        single = (self.announce, self.pool, self.round, self.seal, self.reveal)
        return sorted((*single, *several), key=lambda act: act.index)


def link(entries: Sequence[Entry]) -> Acts:
    """Return the acts of the draw that the last entry reveals.

    Faults: `reveal-last`, `announce-missing`, `reveal-second`, `pool-missing`, `pool-second`,
    `round-missing`, `round-second`, `round-link`, `seal-missing`, `seal-second`, `act-order`,
    `opening-late`, `source-late`, `time-order`.
    """
    last = entries[-1]
    if last.kind != "reveal":
        raise Fault("reveal-last", f"entry {len(entries) - 1}", kind=last.kind)
    announce = _announce(entries, last.get("announce"))
    placed = _Placed(entries, announce.entry.get("hash"))
    reveal = placed.one("reveal", announce=announce.digest)
    pool = placed.one("pool", announce=announce.digest)
    bound = placed.one("round", announce=announce.digest, pool=pool.digest)
    if (bound.entry.get("announce"), bound.entry.get("pool")) != (announce.digest, pool.digest):
        raise Fault("round-link", f"entry {bound.index} round")
    seal = placed.one("seal", round=bound.digest)
    acts = Acts(
        announce,
        pool,
        tuple(placed.of("commit", pool=pool.digest)),
        bound,
        tuple(placed.of("opening", "server", "dice", round=bound.digest)),
        seal,
        tuple(placed.of("open", seal=seal.digest)),
        reveal,
    )
    _check_order(acts)
    return acts


def _announce(entries: Sequence[Entry], digest: str) -> At:
    refused = None
    for index, entry in enumerate(entries):
        if entry.kind == "announce":
            try:
                found = entry.digest(entry.get("hash")).hex()
            except Fault as fault:
                refused = fault
                continue
            if found == digest:
                return At(index, entry, found)
    if refused:
        raise refused
    raise Fault("announce-missing", f"entry {len(entries) - 1} reveal announce", digest=digest)


class _Placed:
    """The entries of known kinds with their digests under the draw's hash."""

    def __init__(self, entries: Sequence[Entry], hash_name: str) -> None:
        self._acts = [
            At(index, entry, entry.digest(hash_name).hex()) for index, entry in enumerate(entries)
        ]

    def of(self, *kinds: str, **links: str) -> list[At]:
        """Return, in the log's order, the entries of some kinds that name one of the digests
        under its key."""
        return [
            act
            for act in self._acts
            if act.entry.kind in kinds
            and any(act.entry.find(key) == digest for key, digest in links.items())
        ]

    def one(self, kind: str, **links: str) -> At:
        found = self.of(kind, **links)
        if not found:
            raise Fault(f"{kind}-missing", "log")
        if len(found) > 1:
            raise Fault(f"{kind}-second", f"entry {found[1].index}", first=found[0].index)
        return found[0]


def _check_order(acts: Acts) -> None:
    line = (acts.announce, acts.pool, acts.round, acts.seal, acts.reveal)
    for before, after in pairwise(line):
        _before(before, after)
    for act in acts.commits:
        _before(acts.pool, act)
    for act in acts.contributions:
        _before(acts.round, act)
        if act.index > acts.seal.index:
            code = "opening-late" if act.entry.kind == "opening" else "source-late"
            raise Fault(code, f"entry {act.index} {act.entry.kind}", source="seal")
    for act in acts.opens:
        _before(acts.seal, act)
    for before, after in pairwise(acts.all()):
        if after.entry.get("time") < before.entry.get("time"):
            raise Fault("time-order", f"entry {after.index} {after.entry.kind} time")


def _before(first: At, second: At) -> None:
    if first.index >= second.index:
        place = f"entry {second.index} {second.entry.kind}"
        raise Fault("act-order", place, other=f"entry {first.index} {first.entry.kind}")
