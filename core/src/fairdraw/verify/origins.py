"""Rows passed over for what other draws gave (spec/6-verification.md, "origins")."""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from fairdraw import seal
from fairdraw.announcement import Announcement
from fairdraw.digest import hasher
from fairdraw.draw import Before
from fairdraw.entries import Entry
from fairdraw.errors import Fault
from fairdraw.inputs import CYCLE, UNKNOWN
from fairdraw.link import At
from fairdraw.pool import ELIGIBLE, Pool
from fairdraw.record import Record, other_member
from fairdraw.tables import parse_lines
from fairdraw.verify.rounds import RoundCase

_EXPIRED = "EXPIRED "


@dataclass(frozen=True, slots=True)
class Other:
    """A round of another draw in the same log, as far as the log tells."""

    announce: Entry
    bound: At
    seal: At | None
    key: bytes | None
    aborted: int | None

    @property
    def line(self) -> tuple[str, str]:
        """Cycle and item."""
        return self.announce.get("cycle"), self.announce.get("item")

    def counts(self, announced: Announcement, until: int) -> bool:
        """Tell whether a draw may rest on this one: its round was bound before an index, it was
        not aborted by then, and nobody could choose its result unless it is an exercise too."""
        standing = self.aborted is None or self.aborted > until
        real = announced.exercise or self.announce.get("exercise") == "no"
        return standing and real and self.bound.index < until


class Others:
    """The rounds of other draws, by D(round entry) in hex."""

    def __init__(self, record: Record, own: str) -> None:
        self._entries = record.entries
        self._record = record
        self._own = own
        self._rounds: dict[str, Other] | None = None

    def find(self, digest: str) -> Other | None:
        """Return another draw's round."""
        return self._all().get(digest)

    def _all(self) -> dict[str, Other]:
        if self._rounds is None:
            self._rounds = self._read()
        return self._rounds

    def _read(self) -> dict[str, Other]:
        announced: dict[str, tuple[str, Entry]] = {}
        keys: dict[str, bytes] = {}
        rounds: dict[str, tuple[Entry, At]] = {}
        seals: dict[str, At] = {}
        aborts: dict[str, int] = {}
        for index, entry in enumerate(self._entries):
            hash_name = entry.get("hash") if entry.kind == "announce" else ""
            if entry.kind == "announce" and _known(hash_name):
                announced[entry.digest(hash_name).hex()] = hash_name, entry
            elif entry.kind == "abort":
                aborts.setdefault(entry.get("announce"), index)
            elif entry.kind == "reveal":
                keys.setdefault(entry.get("announce"), entry.bytes_of("key"))
            elif entry.kind == "round" and entry.get("announce") in announced:
                hash_name, announce = announced[entry.get("announce")]
                digest = entry.digest(hash_name).hex()
                rounds.setdefault(digest, (announce, At(index, entry, digest)))
            elif entry.kind == "seal" and entry.get("round") in rounds:
                announce, _ = rounds[entry.get("round")]
                digest = entry.digest(announce.get("hash")).hex()
                seals.setdefault(entry.get("round"), At(index, entry, digest))
        found = {}
        for digest, (announce, bound) in rounds.items():
            of = bound.entry.get("announce")
            if of != self._own:
                made = Other(announce, bound, seals.get(digest), keys.get(of), aborts.get(of))
                found[digest] = made
        return found

    def unnamed(self, announced: Announcement, until: int, named: Container[str]) -> int:
        """Return how many rounds of other draws of the same cycle and item, sealed before an
        index, are not named; none if the cycle does not matter."""
        if announced.cycle_rule == "none":
            return 0
        return sum(
            other.line == (announced.cycle, announced.item)
            and other.counts(announced, until)
            and other.seal is not None
            and other.seal.index < until
            for digest, other in self._all().items()
            if digest not in named
        )

    def lines(self, digest: str) -> list[bytes] | None:
        """Return the sealed lines of another draw's round, None if the record lacks them."""
        data = self._record.members.get(other_member(digest))
        return None if data is None else parse_lines(bytes(data), other_member(digest))

    def proven(self, digest: str, other: Other) -> bool:
        """Tell whether the lines could be checked; `Fault("other-root")` if they are others."""
        lines = self.lines(digest)
        if lines is None or other.key is None or other.seal is None:
            return False
        number = int(other.bound.entry.get("round"))
        digest_of = hasher(other.announce.get("hash"))
        root = seal.root(seal.SEALED, lines, other.key, number, digest_of)
        if root != other.seal.entry.bytes_of("root"):
            raise Fault("other-root", other_member(digest))
        return True

    def standing(self, digest: str, other: Other, until: int) -> set[str]:
        """Return the ids another draw drew in a round and that were not void by then."""
        void = {
            int(entry.get("position"))
            for entry in self._entries[:until]
            if entry.kind == "event"
            and other.seal
            and entry.get("seal") == other.seal.digest
            and entry.get("what") == "void"
            and not entry.get("cause").startswith(_EXPIRED)
        }
        lines = self.lines(digest) or []
        return {
            visit.id for position, visit in enumerate(seal.visits(lines)) if position not in void
        }


def _known(hash_name: str) -> bool:
    try:
        hasher(hash_name)
    except Fault:
        return False
    return True


@dataclass(slots=True)
class Origins:
    """Examines one round: `unchecked` counts what could not be."""

    others: Others
    rows: Pool
    line: tuple[str, str]
    unchecked: int = 0

    def check(self, case: RoundCase, before: Before) -> None:
        """Check every `after` and every origin of the skips of a round.

        Faults: `round-after`, `other-root`, `skip-origin`, `skip-missing`.
        """
        assert case.inputs
        for digest in case.acts.bound.entry.all("after"):
            self._after(case, digest)
        by_origin: dict[str, list[str]] = {}
        for row, passed in case.inputs.skips.items():
            by_origin.setdefault(passed.origin, []).append(row)
        self.unchecked += len(by_origin.pop(UNKNOWN, ()))
        covered = {*case.inputs.skips, *before.drawn, *before.elsewhere}
        for digest, rows in sorted(by_origin.items()):
            self._origin(case, digest, rows, covered)

    def _after(self, case: RoundCase, digest: str) -> None:
        other, bound = self.others.find(digest), case.acts.bound
        fits = other is not None and other.counts(case.announced, bound.index)
        sealed = other.seal.index if other and other.seal else None
        if sealed is not None and sealed < bound.index:
            fits = False
        if case.acts.seal and (sealed is None or sealed > case.acts.seal.index):
            fits = False
        if other is None or not fits:
            raise Fault("round-after", f"entry {bound.index} round after", digest=digest)
        if not self.others.proven(digest, other):
            self.unchecked += 1

    def _origin(self, case: RoundCase, digest: str, rows: Sequence[str], covered: set[str]) -> None:
        other, bound = self.others.find(digest), case.acts.bound
        place = f"round-{case.number}/skips.tsv"
        fits = other is not None and other.counts(case.announced, bound.index)
        if other is None or not fits or other.seal is None or other.seal.index > bound.index:
            raise Fault("skip-origin", place, id=min(rows), origin=digest)
        if not self.others.proven(digest, other):
            self.unchecked += len(rows)
            return
        drawn = self.others.standing(digest, other, bound.index)
        wrong = set(rows) - drawn
        if wrong:
            raise Fault("skip-origin", place, id=min(wrong), origin=digest)
        if other.line == self.line and case.announced.cycle_rule != "none":
            missing = {row for row in drawn - covered if self._free(row)}
            if missing:
                raise Fault("skip-missing", place, id=min(missing), word=CYCLE)

    def _free(self, row: str) -> bool:
        index = self.rows.find(row)
        return index is not None and self.rows.row(index).reason == ELIGIBLE


def drawn_elsewhere(others: Others, case: RoundCase) -> frozenset[str]:
    """Return the ids in V lines of the draws named under `after`."""
    return frozenset(
        visit.id
        for digest in case.acts.bound.entry.all("after")
        for visit in seal.visits(others.lines(digest) or ())
    )
