"""Somebody outside who reads the public log, remembers one head, and believes nothing else.

What a draw gave is read from the log alone. Whatever happens inside the house, two results of one
attempt must not both be believable to this person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from fairdraw.entries import Entry, parse
from fairdraw.errors import Fault
from fairdraw.link import At, follow
from fairdraw.merkle import Frontier
from fairdraw.merkle import leaf as leaf_hash

from yaohao.ground.ledger.models import Entry as LogRow

Key = tuple[str, ...]
"""Cycle, item, region, period, attempt."""

Parts = Mapping[str, str]
"""What is known of an attempt: `announce`, `pool`, and for each round `round 1`, `b 1`, `seal 1`.
"""

NOTHING = (0, Frontier().root().hex())
_parsed = lru_cache(maxsize=50_000)(parse)


@dataclass(frozen=True, slots=True)
class Log:
    """The log as the portal hands it out at one moment."""

    raw: tuple[bytes, ...]

    @property
    def entries(self) -> list[Entry]:
        """The entries, parsed."""
        return [_parsed(raw) for raw in self.raw]

    def head(self, size: int | None = None) -> tuple[int, str]:
        """Size and root over the first entries (all by default), from the bytes alone."""
        return _head(self.raw if size is None else self.raw[:size])

    def leads_to(self, head: tuple[int, str]) -> bool:
        """Whether a head that was seen earlier is a prefix of this log."""
        return len(self.raw) >= head[0] and self.head(head[0]) == head


@lru_cache(maxsize=5_000)
def _head(raw: tuple[bytes, ...]) -> tuple[int, str]:
    frontier = Frontier()
    for each in raw:
        frontier = frontier.append(leaf_hash(each))
    return len(raw), frontier.root().hex()


def read_log() -> Log:
    """The log as it stands; what cannot be read as entries is left to the verifier."""
    rows = LogRow.objects.order_by("index").values_list("raw", flat=True)
    return Log(tuple(bytes(raw) for raw in rows))


@dataclass(frozen=True, slots=True)
class Results:
    """What the log says of each attempt, and where it says two things at once."""

    parts: Mapping[Key, Parts]
    doubled: tuple[str, ...]


def results(entries: Sequence[Entry]) -> Results:
    """Read every attempt's result; a second announcement, pool, round or seal is `doubled`."""
    parts: dict[Key, Parts] = {}
    doubled: list[str] = []
    for index, entry in enumerate(entries):
        if entry.kind != "announce":
            continue
        key = tuple(entry.get(name) for name in ("cycle", "item", "region", "period", "attempt"))
        if key in parts:
            doubled.append(f"two announcements of {key}")
            continue
        try:
            parts[key] = _parts(entries, index, entry)
        except Fault as fault:
            doubled.append(f"{entry.get('draw')}: {fault.code}")
            parts[key] = {"announce": _digest(entry)}
    return Results(parts, tuple(doubled))


def _digest(entry: Entry) -> str:
    return entry.digest("sha256").hex()


def _parts(entries: Sequence[Entry], index: int, entry: Entry) -> Parts:
    acts = follow(entries, At(index, entry, _digest(entry)))
    known = {"announce": _digest(entry)}
    if acts.pool:
        known["pool"] = acts.pool.entry.get("root")
    for each in acts.rounds:
        known[f"round {each.number}"] = each.bound.digest
        if each.seal:
            known[f"b {each.number}"] = each.seal.entry.get("randomness")
            known[f"seal {each.number}"] = each.seal.entry.get("root")
    return known


def changed(before: Mapping[Key, Parts], after: Mapping[Key, Parts]) -> list[str]:
    """Where a part that was known is another one now, or is gone."""
    return [
        f"attempt {key[-1]} of {key[:2]}: another {name}"
        for key, known in before.items()
        for name, value in known.items()
        if after.get(key, {}).get(name) != value
    ]


def early_attempts(entries: Sequence[Entry]) -> list[str]:
    """Attempts announced before the one before was broken off, or frozen before its reveal."""
    at: dict[Key, dict[str, int]] = {}
    keys = {_digest(e): _key(e) for e in entries if e.kind == "announce"}
    for index, entry in enumerate(entries):
        key = _key(entry) if entry.kind == "announce" else keys.get(entry.find("announce") or "")
        if key:
            at.setdefault(key, {}).setdefault(entry.kind, index)
    found = []
    for key, places in at.items():
        number = int(key[-1])
        if number == 1:
            continue
        before = at.get((*key[:-1], str(number - 1)), {})
        if before.get("abort", len(entries)) > places["announce"]:
            found.append(f"attempt {number} announced while {number - 1} was under way")
        if "pool" in places and before.get("reveal", len(entries)) > places["pool"]:
            found.append(f"attempt {number} frozen before {number - 1} was revealed")
    return found


def _key(entry: Entry) -> Key:
    return tuple(entry.get(name) for name in ("cycle", "item", "region", "period", "attempt"))
