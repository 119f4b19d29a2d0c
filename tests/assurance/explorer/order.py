"""What the log alone says about when things could be known: nothing decides before it is bound.

Written from core/spec and not from the product: bound before known, cosigned before known, in the
announced order, by two people; and who could have steered what was drawn.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from fairdraw.entries import Entry
from fairdraw.policy import Policy, knows

MARGIN = 60  # seconds between an act and what it must not know
GENESIS, PERIOD = 1_692_803_367, 3  # drand quicknet
VALUES = ("server", "dice", "lottery", "drand")
TYPED = ("dice", "lottery")


@lru_cache(maxsize=50_000)
def digest(entry: Entry) -> str:
    """D(e); the world's draws use SHA-256."""
    return entry.digest("sha256").hex()


def seconds(text: str) -> int:
    """A time of the log in seconds since 1970."""
    return int(datetime.fromisoformat(text).timestamp())


def known_from(source: str) -> int | None:
    """From when a bound lottery or drand round can be known; None for what is made on the spot."""
    words = source.split(" ")
    if words[0] == "lottery":
        return seconds(words[3])
    if words[0] == "drand":
        return GENESIS + PERIOD * (int(words[2]) - 1)
    return None


@dataclass(slots=True)
class Binding:
    """An entry `round` or `substitute`, what serves it so far, and where it was bound last."""

    entry: Entry
    announced: Entry
    last: int
    sources: list[str]
    valued: set[str] = field(default_factory=set)
    failed: bool = False
    sealed: bool = False


def order_faults(entries: Sequence[Entry]) -> list[str]:
    """Everything that came before it could, in the order of the log."""
    try:
        return list(_Reader(entries).faults())
    except LookupError:  # a forged log
        return ["an entry names what is not in the log"]


def levels(entries: Sequence[Entry]) -> dict[str, str]:
    """Number of a draw to who could have steered its sealed rounds, weakest round first."""
    reader = _Reader(entries)
    for _fault in reader.faults():
        pass
    sealed: dict[str, list[str]] = {}
    by_draw: dict[str, Entry] = {}
    for each in reader.bindings.values():
        if each.sealed and each.entry.kind == "round":
            number = each.announced.get("draw")
            sealed.setdefault(number, []).append(each.sources[-1].split(" ")[0])
            by_draw[number] = each.announced
    return {number: _level(by_draw[number], kinds) for number, kinds in sealed.items()}


def _level(announced: Entry, last: list[str]) -> str:
    if announced.get("exercise") == "yes":
        return "exercise"
    if {"witnesses", "server"} & set(last):
        return "operator"
    if announced.get("policy") != "none":
        return "cosigned"
    return "hall" if "dice" in last else "source"


class _Reader:
    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.announced = {digest(e): e for e in entries if e.kind == "announce"}
        self.bindings: dict[str, Binding] = {}
        self.issues: dict[str, str] = {}
        self.asked: dict[tuple[str, str, str], str] = {}
        self.seals: dict[str, str] = {}

    def faults(self) -> Iterator[str]:
        for index, entry in enumerate(self.entries):
            match entry.kind:
                case "round":
                    yield from self._round(index, entry)
                case "substitute":
                    yield from self._substitute(index, entry)
                case "opening" | "failed" | "server" | "dice" | "lottery" | "drand":
                    yield from self._serves(index, entry)
                case "seal" | "substituted":
                    yield from self._result(index, entry)

    def _round(self, index: int, entry: Entry) -> Iterator[str]:
        announced = self.announced[entry.get("announce")]
        number = int(entry.get("round"))
        before = [each for each in self.bindings.values() if each.announced is announced]
        if any(not each.sealed for each in before if each.entry.kind == "round"):
            yield f"round {number} was bound before the one before it was drawn"
        self.bindings[digest(entry)] = Binding(entry, announced, index, list(entry.all("source")))
        for source in entry.all("source"):
            yield from self._bound(source, entry)

    def _substitute(self, index: int, entry: Entry) -> Iterator[str]:
        of_round = self.bindings[self.seals[entry.get("seal")]]
        place = entry.get("seal"), entry.get("position"), entry.get("role")
        if place in self.asked:
            yield f"a second question for envelope {place[1]} while one is open"
        self.asked[place] = digest(entry)
        self.bindings[digest(entry)] = Binding(
            entry, of_round.announced, index, list(entry.all("source"))
        )
        for source in entry.all("source"):
            yield from self._bound(source, entry)

    def _bound(self, source: str, entry: Entry) -> Iterator[str]:
        """A source must still be to come, and an issue is drawn at one moment only."""
        known = known_from(source)
        if known is not None and known < seconds(entry.get("time")) + MARGIN:
            yield f"{source} could be known when it was bound"
        words = source.split(" ")
        if words[0] == "lottery":
            issue = " ".join(words[:3])
            if self.issues.setdefault(issue, words[3]) != words[3]:
                yield f"{issue} was bound to another moment before: its numbers may be known"

    def _serves(self, index: int, entry: Entry) -> Iterator[str]:
        binding = self.bindings[entry.get("for")]
        if entry.kind == "failed":
            yield from self._failed(index, entry, binding)
            return
        yield from self._cosigned(index, entry, binding)
        if entry.kind == "opening":
            late = [s for s in binding.sources if (known_from(s) or 2**40) <= _time(entry)]
            if late or binding.valued:
                yield "a witness's number was opened when others were known"
            return
        source = next((s for s in binding.sources if s.split(" ")[0] == entry.kind), "")
        if not source or entry.kind in binding.valued:
            yield f"{entry.kind} was not waited for"
        if source and (known_from(source) or 0) > _time(entry):
            yield f"{source} was brought before it could be known"
        if entry.kind in TYPED and len(set(entry.all("typed"))) < 2:
            yield f"{entry.kind} was typed by one person"
        binding.valued.add(entry.kind)

    def _failed(self, index: int, entry: Entry, binding: Binding) -> Iterator[str]:
        source, instead = entry.get("source"), entry.get("instead")
        if len(set(entry.all("by"))) < 2:
            yield "a fallback was let in by one person"
        if binding.failed or source not in binding.sources:
            yield "a source was replaced a second time"
            return
        if source.split(" ")[0] in binding.valued:
            yield "a source was replaced when its numbers were known"
        binding.failed, binding.last = True, index
        binding.sources[binding.sources.index(source)] = instead
        yield from self._bound(instead, entry)

    def _result(self, index: int, entry: Entry) -> Iterator[str]:
        key = entry.get("round") if entry.kind == "seal" else entry.get("for")
        binding = self.bindings[key]
        if binding.sealed:
            yield f"a second {entry.kind}"
        missing = [s for s in binding.sources if s.split(" ")[0] in VALUES]
        missing = [s for s in missing if s.split(" ")[0] not in binding.valued]
        if missing:
            yield f"{entry.kind} before {missing[0]}"
        yield from self._cosigned(index, entry, binding)
        binding.sealed = True
        if entry.kind == "seal":
            self.seals[digest(entry)] = key
        else:
            self.asked = {at: asked for at, asked in self.asked.items() if asked != key}

    def _cosigned(self, index: int, entry: Entry, binding: Binding) -> Iterator[str]:
        """Enough witnesses signed a head beyond what bound it, before anything came to be known."""
        policy = Policy.parse(binding.announced.get("policy"))
        if policy is None:
            return
        names = set()
        for each in self.entries[binding.last + 1 : index]:
            if each.kind == "cosign" and int(each.get("log").split(" ")[0]) > binding.last:
                lines = (line for line in each.all("signature") if knows(policy, line))
                names |= {line.split(" ")[0] for line in lines}
        if len(names) < policy.quorum:
            yield f"{entry.kind} before {policy.quorum} witnesses had signed"


def _time(entry: Entry) -> int:
    return seconds(entry.get("time"))
