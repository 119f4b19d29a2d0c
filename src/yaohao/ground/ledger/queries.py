"""Reading the public log."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from fairdraw.entries import parse
from fairdraw.merkle import Frontier
from fairdraw.merkle import leaf as leaf_hash
from fairdraw.policy import NONE, Policy

from yaohao.ground.ledger.models import Cosigner, Entry, Tail
from yaohao.ground.ledger.rules import NO_QUORUM, Quorum, quorum_of


@dataclass(frozen=True, slots=True)
class Head:
    """Tree head: number of entries and RFC 6962 root (64 lower-case hex digits)."""

    size: int
    root: str


def head() -> Head:
    """The head of the whole log as it stands."""
    last = Entry.objects.order_by("-index").first()
    return head_at(last.index + 1 if last else 0)


def head_at(size: int) -> Head:
    """The head after the first `size` entries; raises Entry.DoesNotExist beyond the end."""
    return Head(size=size, root=frontier_at(size).root().hex())


def frontier_at(size: int) -> Frontier:
    """The compact tree over the first `size` entries."""
    if size == 0:
        return Frontier()
    return Frontier.load(Entry.objects.values_list("frontier", flat=True).get(index=size - 1))


def prefix(size: int) -> Iterator[bytes]:
    """The bytes of the first `size` entries, in order."""
    rows = Entry.objects.filter(index__lt=size).order_by("index").values_list("raw", flat=True)
    return (bytes(raw) for raw in rows.iterator(chunk_size=1000))


def first_fault() -> int | None:
    """Index of the first entry that does not follow from those before it; None when all do.

    Entries missing at the end count as a fault at the first missing one.
    """
    frontier = Frontier()
    size = 0
    for entry in Entry.objects.order_by("index").iterator(chunk_size=1000):
        raw = bytes(entry.raw)
        leaf = leaf_hash(raw)
        frontier = frontier.append(leaf)
        followed = entry.index == size and entry.frontier == frontier.dump()
        if not followed or entry.leaf != leaf.hex() or entry.kind != parse(raw).kind:
            return size
        size += 1
    tail = Tail.objects.filter(key=1).values_list("size", flat=True).first() or 0
    return None if tail == size else min(tail, size)


def cosigners(bureau: str = "") -> QuerySet[Cosigner]:
    """The cosigners who are current, of one bureau (its code) or of all, by bureau and name."""
    rows = Cosigner.objects.filter(until=None).order_by("bureau", "name")
    return rows.filter(bureau=bureau) if bureau else rows


def former_cosigners() -> QuerySet[Cosigner]:
    """Those who ended, the last first."""
    return Cosigner.objects.exclude(until=None).order_by("-until", "name")


def policy_text(*, bureau: str, quorum: int) -> str:
    """The policy that an announcement of a bureau (its code) names: `quorum N KEY…`, or `none`.

    `quorum` is how many of its current cosigners must sign, 0 for `none`. ValueError when it is
    negative or there are not so many.
    """
    if not quorum:
        return NONE
    keys = [row.key for row in cosigners(bureau)]
    if not 0 < quorum <= len(keys):
        raise ValueError(f"a quorum of {quorum} among {len(keys)} cosigners")
    return " ".join(["quorum", str(quorum), *keys])


def cosigned(*, index: int, policy: str) -> int:
    """How many distinct cosigners of a policy text signed a head that lies beyond entry `index`."""
    return len(quorum_at(index=index, policy=policy).signed)


def quorum_at(*, index: int, policy: str) -> Quorum:
    """Who cosigned a head beyond entry `index`, since when, and who is missing.

    What counts is what the verifier counts: a `cosign` entry after that entry, whose head has more
    than `index` entries (core/spec/6-verification.md, "cosigned").
    """
    read = Policy.parse(policy)
    if read is None:
        return NO_QUORUM
    lines: list[str] = []
    for raw in _cosignings(index + 1):
        entry = parse(raw)
        if int(entry.get("log").split(" ")[0]) > index:
            lines += entry.all("signature")
    return quorum_of(read, lines)


def entry_with(line: str, *, since: int) -> int | None:
    """Index of the entry at or after `since` that holds this cosignature; None without one."""
    rows = Entry.objects.filter(kind="cosign", index__gte=since).order_by("index")
    for index, raw in rows.values_list("index", "raw").iterator(chunk_size=1000):
        if line in parse(bytes(raw)).all("signature"):
            return index
    return None


def grew(first: int, last: int) -> bool:
    """Whether anything but cosignatures was added from entry `first` to before entry `last`."""
    rows = Entry.objects.filter(index__gte=first, index__lt=last)
    return rows.exclude(kind="cosign").exists()


def _cosignings(since: int) -> Iterator[bytes]:
    rows = Entry.objects.filter(kind="cosign", index__gte=since).order_by("index")
    return (bytes(raw) for raw in rows.values_list("raw", flat=True).iterator(chunk_size=1000))
