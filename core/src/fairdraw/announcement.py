"""What is announced before anything is known (spec/3-acts-and-draw.md, "Announce").

`Announcement` is the typed view of the entry `announce`. Rules that a single line cannot show
(order, two people, sources of a real draw) are checked here, for the writer as for the verifier.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from fairdraw.digest import Hash, hasher
from fairdraw.entries import Entry, build
from fairdraw.errors import Fault
from fairdraw.policy import check_policy
from fairdraw.pool import ELIGIBLE
from fairdraw.quota import WHOLE, by_ratio
from fairdraw.randomness import Source, check_fallbacks, check_fresh, check_sources


class Stratum(NamedTuple):
    """A stratum and its quota: `ratio` in 1/10,000 of the base, or a fixed `number`."""

    code: str
    rule: str
    value: int

    def quota(self, base: int, rounding: str) -> int:
        """Return k_h, the number to be drawn over all rounds from a base of this size."""
        if self.rule == "number":
            return min(self.value, base)
        return by_ratio(base, self.value, rounding)


class Round(NamedTuple):
    """A round: its number, weight, visit window (ISO dates) and cap of visits per officer."""

    number: int
    weight: int
    start: str
    end: str
    cap: int


class Rung(NamedTuple):
    """A step of the relaxation ladder: `kind` is `recent`, `cap` or `borrow`; `text` says it."""

    number: int
    kind: str
    text: str


class Share(NamedTuple):
    """One of three shares of K: its number, the commitment to it in hex, who holds it."""

    number: int
    commitment: str
    holder: str


@dataclass(frozen=True, slots=True)
class Announcement:
    """The announced draw. Times are `YYYY-MM-DDThh:mm:ssZ`, `period` is `date/date`."""

    origin: str
    draw: str
    time: str
    cycle: str
    item: str
    region: str
    period: str
    title: str
    filter: str
    exercise: bool
    strata: tuple[Stratum, ...]
    rounds: tuple[Round, ...]
    sources: tuple[str, ...]
    deadline: str
    verifier: bytes
    commitment: bytes
    by: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...] = ()
    roles: tuple[str, ...] = ()
    attempt: int = 1
    type: str = "directed"
    rounding: str = "half-up"
    cycle_rule: str = "exclude-drawn"
    reserves: tuple[Round, ...] = ()
    rungs: tuple[Rung, ...] = ()
    fallbacks: tuple[tuple[int, str], ...] = ()
    fresh: tuple[str, ...] = ()
    shares: tuple[Share, ...] = ()
    margin: int = 0
    policy: str = "none"
    hash: str = "sha256"

    def entry(self) -> Entry:
        """Return the entry `announce`; faults as for `check`."""
        entry = build("announce", _fields(self))
        check(self)
        return entry

    @classmethod
    def of(cls, entry: Entry) -> Self:
        """Read an entry `announce`; faults as for `check`."""
        announced = cls(
            **{name: entry.get(name) for name in _TEXTS},
            cycle_rule=entry.get("cycle-rule"),
            attempt=int(entry.get("attempt")),
            exercise=entry.get("exercise") == "yes",
            strata=tuple(_stratum(value) for value in entry.all("stratum")),
            reasons=tuple(_coded(value) for value in entry.all("reason")),
            rounds=tuple(_round(value) for value in entry.all("round")),
            reserves=tuple(_round(value) for value in entry.all("reserve")),
            roles=entry.all("role"),
            rungs=tuple(_rung(value) for value in entry.all("rung")),
            sources=entry.all("source"),
            fallbacks=tuple((int(n), text) for n, text in map(_coded, entry.all("fallback"))),
            fresh=entry.all("fresh"),
            shares=tuple(_share(value) for value in entry.all("share")),
            margin=int(entry.get("margin")),
            verifier=entry.bytes_of("verifier"),
            commitment=entry.bytes_of("commitment"),
            by=entry.all("by"),
        )
        check(announced)
        return announced

    @property
    def digest(self) -> Hash:
        """The draw's hash function H."""
        return hasher(self.hash)

    @property
    def line(self) -> tuple[str, str, str, str]:
        """The plan line that may be drawn once: cycle, item, region, period."""
        return self.cycle, self.item, self.region, self.period

    def source_list(self) -> list[Source]:
        """Return the sources of randomness in announced order."""
        return [Source.parse(text) for text in self.sources]

    def fallback_list(self) -> list[tuple[int, Source]]:
        """Return the fallbacks: number of the source, from 1, and what stands in for it."""
        return [(number, Source.parse(text)) for number, text in self.fallbacks]

    def fresh_list(self) -> list[Source]:
        """Return the sources of randomness for substitutes."""
        return [Source.parse(text) for text in self.fresh]

    def raised(self, rung: int) -> int:
        """Return by how many visits every cap is raised at a rung of the ladder."""
        return sum(step.kind == "cap" and step.number <= rung for step in self.rungs)

    def round(self, number: int) -> Round:
        """Return a round or reserve round; `Fault("round-unannounced")`."""
        for announced in (*self.rounds, *self.reserves):
            if announced.number == number:
                return announced
        raise Fault("round-unannounced", "round round", number=number)


_TEXTS = (
    "origin", "draw", "time", "cycle", "item", "region", "period", "title", "type", "filter",
    "hash", "rounding", "deadline", "policy",
)  # fmt: skip


def _coded(value: str) -> tuple[str, str]:
    code, _, text = value.partition(" ")
    return code, text


def _stratum(value: str) -> Stratum:
    code, rule, number = value.split(" ")
    return Stratum(code, rule, int(number))


def _round(value: str) -> Round:
    number, weight, start, end, cap = value.split(" ")
    return Round(int(number), int(weight), start, end, int(cap))


def _rung(value: str) -> Rung:
    number, kind, text = value.split(" ", 2)
    return Rung(int(number), kind, text)


def _share(value: str) -> Share:
    number, commitment, holder = value.split(" ", 2)
    return Share(int(number), commitment, holder)


def _fields(a: Announcement) -> list[tuple[str, object]]:
    def each(key: str, rows: Iterable[Sequence[object]]) -> list[tuple[str, object]]:
        return [(key, " ".join(map(str, row))) for row in rows]

    return [
        ("origin", a.origin), ("draw", a.draw), ("attempt", a.attempt), ("time", a.time),
        ("cycle", a.cycle), ("item", a.item), ("region", a.region), ("period", a.period),
        ("title", a.title), ("type", a.type), ("filter", a.filter),
        ("exercise", "yes" if a.exercise else "no"), ("hash", a.hash),
        *each("stratum", a.strata), ("rounding", a.rounding), *each("reason", a.reasons),
        ("cycle-rule", a.cycle_rule), *each("round", a.rounds), *each("reserve", a.reserves),
        *(("role", role) for role in a.roles), *each("rung", a.rungs),
        *(("source", source) for source in a.sources), *each("fallback", a.fallbacks),
        *(("fresh", source) for source in a.fresh), ("margin", a.margin),
        ("deadline", a.deadline), ("policy", a.policy), ("verifier", a.verifier.hex()),
        ("commitment", a.commitment.hex()), *each("share", a.shares),
        *(("by", name) for name in a.by),
    ]  # fmt: skip


def _refuse(broken: bool, code: str, key: str, **details: object) -> None:
    if broken:
        raise Fault(code, f"announce {key}", **details)


def _ascending(values: Sequence[object]) -> bool:
    return list(values) == sorted(set(values), key=str)


def check(a: Announcement) -> None:
    """Refuse an announcement that no draw may follow.

    Faults: `hash-unknown`, `announce-order`, `ratio-high`, `reason-reserved`, `round-numbers`,
    `reserve-weight`, `announce-people`, `role-twice`, `filter-type`, `deadline-early`,
    `share-holders`, `policy-keys` and those of the sources.
    """
    hasher(a.hash)
    _check_strata(a)
    _check_rounds(a)
    _refuse(len(set(a.roles)) < len(a.roles), "role-twice", "role")
    whole = (a.type == "undirected") == (a.filter == "all")
    _refuse(not whole, "filter-type", "filter", type=a.type, filter=a.filter)
    _refuse(len(a.by) < 2 or len(set(a.by)) < len(a.by), "announce-people", "by")
    last = max(planned.end for planned in (*a.rounds, *a.reserves))
    _refuse(a.deadline[:10] < last, "deadline-early", "deadline", deadline=a.deadline, last=last)
    sources = a.source_list()
    check_sources(sources, a.exercise)
    check_fallbacks(sources, a.fallback_list())
    check_fresh(a.fresh_list(), bool(a.roles), a.exercise)
    check_policy(a.policy)
    holders = {share.holder for share in a.shares}
    numbers = [share.number for share in a.shares]
    held = not a.shares or (numbers == [1, 2, 3] and len(holders) == 3)
    _refuse(not held, "share-holders", "share")


def _check_strata(a: Announcement) -> None:
    for stratum in a.strata:
        high = stratum.rule == "ratio" and stratum.value > WHOLE
        _refuse(high, "ratio-high", "stratum", value=stratum.value)
    _refuse(not _ascending([s.code for s in a.strata]), "announce-order", "stratum")
    _refuse(not _ascending([code for code, _ in a.reasons]), "announce-order", "reason")
    _refuse(any(code == ELIGIBLE for code, _ in a.reasons), "reason-reserved", "reason")


def _check_rounds(a: Announcement) -> None:
    numbers = [planned.number for planned in (*a.rounds, *a.reserves)]
    _refuse(numbers != list(range(1, len(numbers) + 1)), "round-numbers", "round")
    heavy = [planned.number for planned in a.reserves if planned.weight != 1]
    _refuse(bool(heavy), "reserve-weight", "reserve", number=min(heavy, default=0))
    rungs = [rung.number for rung in a.rungs]
    _refuse(rungs != list(range(1, len(rungs) + 1)), "round-numbers", "rung")
