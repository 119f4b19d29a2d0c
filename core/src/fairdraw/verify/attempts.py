"""Other announcements of the same plan line (spec/6-verification.md, "Record")."""

from collections.abc import Sequence
from dataclasses import dataclass

from fairdraw.announcement import Announcement
from fairdraw.digest import Hash, hasher
from fairdraw.entries import Entry
from fairdraw.errors import Fault
from fairdraw.link import Acts, At, follow
from fairdraw.pool import commitment

_LINE = ("cycle", "item", "region", "period")


@dataclass(frozen=True, slots=True)
class Attempt:
    """An earlier attempt of the same plan line; `known`: broken off after its randomness."""

    number: int
    known: bool


def check_attempts(
    entries: Sequence[Entry], announced: Announcement, acts: Acts, log_name: str
) -> list[Attempt]:
    """Return the earlier attempts; faults: `parallel-plan`, `attempt-open`, `attempt-complete`,
    `attempt-missing`."""
    until = acts.pool.index if acts.pool else len(entries)
    aborted = acts.abort.index if acts.abort else len(entries)
    earlier: dict[int, Attempt] = {}
    later: set[int] = set()
    for index, entry in enumerate(entries):
        if entry.kind != "announce" or index == acts.announce.index:
            continue
        if tuple(map(entry.get, _LINE)) != announced.line:
            continue
        place = f"{log_name} entry {index} announce"
        number = int(entry.get("attempt"))
        if number > announced.attempt and index > aborted and number not in later:
            later.add(number)
            continue
        if number >= announced.attempt or number in earlier:
            raise Fault("parallel-plan", place, draw=entry.get("draw"))
        ended = _ended(entries, index, until, acts.announce.index, place)
        earlier[number] = Attempt(number, ended)
    for number in range(1, announced.attempt):
        if number not in earlier:
            raise Fault("attempt-missing", "announce attempt", attempt=number)
    return [earlier[number] for number in sorted(earlier)]


def _ended(entries: Sequence[Entry], index: int, until: int, announced: int, place: str) -> bool:
    entry, before = entries[index], entries[:until]
    digest, own = _own(entry)
    ends = {
        later.kind: at
        for at, later in enumerate(before)
        if later.kind in ("abort", "reveal") and later.get("announce") == digest
    }
    still_open = Fault("attempt-open", place, attempt=entry.get("attempt"))
    if own is None or "reveal" not in ends:
        raise still_open
    if "abort" not in ends:
        raise Fault("attempt-complete", place, attempt=entry.get("attempt"))
    key, by = entries[ends["reveal"]].bytes_of("key"), entries[ends["abort"]].all("by")
    two = len(by) >= 2 and len(set(by)) == len(by)
    if ends["abort"] > announced or not two or commitment(key, own) != entry.bytes_of("commitment"):
        raise still_open
    return randomness_known(follow(before, At(index, entry, digest)))


def _own(announce: Entry) -> tuple[str, Hash | None]:
    """Return D of an announcement in hex and its hash; none if it names one nobody knows: then
    nothing in the log can name it."""
    try:
        return announce.digest(announce.get("hash")).hex(), hasher(announce.get("hash"))
    except Fault:
        return "", None


def randomness_known(acts: Acts) -> bool:
    """Tell whether a draw that was broken off had sealed a round, or had every value of one."""
    for each in acts.rounds:
        named = {text.split(" ")[0] for text in each.bound.entry.all("source")} - {"witnesses"}
        for act in each.contributions:
            if act.entry.kind == "failed":
                named.discard(act.entry.get("source").split(" ")[0])
                named.add(act.entry.get("instead").split(" ")[0])
        given = {act.entry.kind for act in each.contributions}
        opened = "opening" in given or not named <= {"witnesses"}
        if each.seal or (named <= given and opened):
            return True
    return False
