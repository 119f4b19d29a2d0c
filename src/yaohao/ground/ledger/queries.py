"""Reading the public log."""

from collections.abc import Iterator
from dataclasses import dataclass

from fairdraw.entries import parse
from fairdraw.merkle import Frontier
from fairdraw.merkle import leaf as leaf_hash

from yaohao.ground.ledger.models import Entry, Tail


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
