"""Finds the acts of one draw among the entries of a log (spec/3-acts-and-draw.md, "Order").

A draw has one pool, one round entry for each number, one seal for each, one reveal; a second of
any refuses it. The writer follows a draw that is under way with the same functions.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from fairdraw.entries import Entry
from fairdraw.errors import Fault
from fairdraw.sources import CONTRIBUTIONS, VALUES


@dataclass(frozen=True, slots=True)
class At:
    """An entry, its index in the log, and D(e) in hex."""

    index: int
    entry: Entry
    digest: str


@dataclass(frozen=True, slots=True)
class Substitution:
    """A substitute entry, what serves it, and its outcome once there is one."""

    asked: At
    contributions: tuple[At, ...]
    done: At | None


@dataclass(frozen=True, slots=True)
class RoundActs:
    """The acts of one round; `seal` is None while it is not sealed."""

    number: int
    bound: At
    commits: tuple[At, ...]
    contributions: tuple[At, ...]
    seal: At | None
    opens: tuple[At, ...]
    events: tuple[At, ...]
    substitutions: tuple[Substitution, ...]

    def all(self) -> Iterator[At]:
        """Yield every act of this round, in no order."""
        yield self.bound
        yield from (*self.commits, *self.contributions, *self.opens, *self.events)
        if self.seal:
            yield self.seal
        for each in self.substitutions:
            yield each.asked
            yield from each.contributions
            if each.done:
                yield each.done


@dataclass(frozen=True, slots=True)
class Acts:
    """The acts of one draw, as far as it went."""

    announce: At
    pool: At | None
    rounds: tuple[RoundActs, ...]
    abort: At | None
    reveal: At | None
    waiting: tuple[At, ...] = ()
    """Commitments of witnesses to rounds that are not bound."""

    def all(self) -> list[At]:
        """Return every act, in the order of the log."""
        single = (self.announce, self.pool, self.abort, self.reveal)
        found = [*(act for act in single if act), *self.waiting]
        for each in self.rounds:
            found += each.all()
        return sorted(found, key=lambda act: act.index)

    @property
    def sealed(self) -> tuple[RoundActs, ...]:
        """The rounds that were sealed."""
        return tuple(each for each in self.rounds if each.seal)


def link(entries: Sequence[Entry]) -> Acts:
    """Return the acts of the draw that the last entry reveals.

    Faults: `reveal-last`, `announce-missing`, `reveal-second` and those of `follow`;
    `pool-missing`, `round-missing`, `seal-missing` for a draw that was not aborted.
    """
    last = entries[-1]
    if last.kind != "reveal":
        raise Fault("reveal-last", f"entry {len(entries) - 1}", kind=last.kind)
    announce = find_announcement(entries, last.get("announce"))
    if announce is None:
        digest = last.get("announce")
        raise Fault("announce-missing", f"entry {len(entries) - 1} reveal announce", digest=digest)
    acts = follow(entries, announce)
    if acts.abort is None:
        if acts.pool is None:
            raise Fault("pool-missing", "log")
        if not acts.rounds:
            raise Fault("round-missing", "log")
        if acts.rounds[-1].seal is None:
            raise Fault("seal-missing", "log")
    return acts


def find_announcement(entries: Sequence[Entry], digest: str) -> At | None:
    """Return the announcement with a digest under its own hash, or None; `hash-unknown` if the
    only candidates name a hash nobody knows."""
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
    return None


def follow(entries: Sequence[Entry], announce: At) -> Acts:
    """Return the acts of an announced draw, as far as it went.

    Faults: `reveal-second`, `abort-second`, `pool-second`, `round-second`, `round-gap`,
    `round-link`, `seal-second`, `act-order`, `opening-late`, `source-late`, `time-order`.
    """
    placed = _Placed(entries, announce.entry.get("hash"))
    pool = placed.one("pool", announce=announce.digest)
    rounds = _rounds(placed, announce, pool)
    acts = Acts(
        announce,
        pool,
        rounds,
        placed.one("abort", announce=announce.digest),
        placed.one("reveal", announce=announce.digest),
        tuple(_waiting(placed, pool, rounds)),
    )
    _check_order(acts)
    return acts


def _rounds(placed: "_Placed", announce: At, pool: At | None) -> tuple[RoundActs, ...]:
    by_pool = {"pool": pool.digest} if pool else {}
    found: dict[int, At] = {}
    for bound in placed.of("round", announce=announce.digest, **by_pool):
        number = int(bound.entry.get("round"))
        if number in found:
            first = found[number].index
            raise Fault("round-second", f"entry {bound.index}", first=first, number=number)
        named = bound.entry.get("announce"), bound.entry.get("pool")
        if pool is None:
            raise Fault("pool-missing", "log")
        if named != (announce.digest, pool.digest):
            raise Fault("round-link", f"entry {bound.index} round")
        found[number] = bound
    if sorted(found) != list(range(1, len(found) + 1)):
        raise Fault("round-gap", "log", numbers=", ".join(map(str, sorted(found))))
    return tuple(_round(placed, number, bound) for number, bound in sorted(found.items()))


def _waiting(placed: "_Placed", pool: At | None, rounds: Sequence[RoundActs]) -> Iterator[At]:
    for act in placed.of("commit", pool=pool.digest) if pool else ():
        if int(act.entry.get("round")) > len(rounds):
            yield act


def _round(placed: "_Placed", number: int, bound: At) -> RoundActs:
    commits = placed.of("commit", pool=bound.entry.get("pool"))
    seal = placed.one("seal", round=bound.digest)
    of_seal = {"seal": seal.digest} if seal else {"seal": ""}
    substitutions = (
        Substitution(
            asked,
            tuple(placed.of(*CONTRIBUTIONS, **{"for": asked.digest})),
            placed.one("substituted", **{"for": asked.digest}),
        )
        for asked in placed.of("substitute", **of_seal)
    )
    return RoundActs(
        number,
        bound,
        tuple(commit for commit in commits if int(commit.entry.get("round")) == number),
        tuple(placed.of(*CONTRIBUTIONS, **{"for": bound.digest})),
        seal,
        tuple(placed.of("open", **of_seal)),
        tuple(placed.of("event", **of_seal)),
        tuple(substitutions),
    )


class _Placed:
    """The entries of known kinds with their digests under the draw's hash."""

    def __init__(self, entries: Sequence[Entry], hash_name: str) -> None:
        self._by_kind: dict[str, list[At]] = {}
        for index, entry in enumerate(entries):
            act = At(index, entry, entry.digest(hash_name).hex())
            self._by_kind.setdefault(entry.kind, []).append(act)

    def of(self, *kinds: str, **links: str) -> list[At]:
        """Return, in the log's order, the entries of some kinds that name one of the digests
        under its key."""
        found = [
            act
            for kind in kinds
            for act in self._by_kind.get(kind, ())
            if any(act.entry.find(key) == digest for key, digest in links.items())
        ]
        return sorted(found, key=lambda act: act.index)

    def one(self, kind: str, **links: str) -> At | None:
        found = self.of(kind, **links)
        if len(found) > 1:
            code = "substitute-second" if kind == "substituted" else f"{kind}-second"
            raise Fault(code, f"entry {found[1].index}", first=found[0].index)
        return found[0] if found else None


def _check_order(acts: Acts) -> None:
    line = [acts.announce, *([acts.pool] if acts.pool else [])]
    for each in acts.rounds:
        line += [each.bound, *([each.seal] if each.seal else [])]
        _check_round(acts, each)
    if any(each.seal is None for each in acts.rounds[:-1]):
        raise Fault("seal-missing", "log")
    ended = [act for act in (acts.abort, acts.reveal) if act]
    for before, after in pairwise([*line, *ended]):
        _before(before, after)
    for act in acts.all():
        for end in ended:
            if act not in ended:
                _before(act, end)
    for before, after in pairwise(acts.all()):
        if after.entry.get("time") < before.entry.get("time"):
            raise Fault("time-order", f"entry {after.index} {after.entry.kind} time")


def _check_round(acts: Acts, each: RoundActs) -> None:
    for act in each.commits:
        if acts.pool:
            _before(acts.pool, act)
        _before(act, each.bound)
    for act in each.contributions:
        _before(each.bound, act)
        if each.seal:
            _not_after(act, each.seal)
    if each.seal is None:
        return
    for act in (*each.opens, *each.events):
        _before(each.seal, act)
    for substitution in each.substitutions:
        _before(each.seal, substitution.asked)
        _check_substitution(substitution)


def _check_substitution(each: Substitution) -> None:
    for act in each.contributions:
        _before(each.asked, act)
        if each.done:
            _not_after(act, each.done)
    if each.done:
        _before(each.asked, each.done)


def _not_after(act: At, end: At) -> None:
    if act.index > end.index:
        code = "source-late" if act.entry.kind in VALUES else "opening-late"
        raise Fault(code, f"entry {act.index} {act.entry.kind}", source=end.entry.kind)


def _before(first: At, second: At) -> None:
    if first.index >= second.index:
        place = f"entry {second.index} {second.entry.kind}"
        raise Fault("act-order", place, other=f"entry {first.index} {first.entry.kind}")
