"""The public log in pages, and whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from fairdraw.digest import sha256
from fairdraw.entries import entry_digest

from yaohao.ground.ledger.models import Entry
from yaohao.ground.ledger.queries import prefix


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry: its place, kind, time, digest D(e) and text."""

    index: int
    kind: str
    at: datetime
    digest: str
    text: str


def log_size() -> int:
    """Number of entries."""
    last = Entry.objects.order_by("-index").values_list("index", flat=True).first()
    return 0 if last is None else last + 1


def log_lines(indexes: range | list[int]) -> list[LogLine]:
    """The entries at these places that exist, in the order of the log."""
    found = Entry.objects.filter(index__in=list(indexes)).order_by("index")
    return [
        LogLine(
            index=row.index,
            kind=row.kind,
            at=row.at,
            digest=entry_digest(bytes(row.raw), sha256).hex(),
            text=bytes(row.raw).decode(),
        )
        for row in found.only("index", "kind", "at", "raw")
    ]


def log_raw(index: int) -> bytes:
    """The bytes of one entry; LookupError beyond the end."""
    raw = Entry.objects.filter(index=index).values_list("raw", flat=True).first()
    if raw is None:
        raise LookupError(index)
    return bytes(raw)


def log_text(size: int) -> Iterator[bytes]:
    """`log.txt` over the first `size` entries as a record holds it, with empty lines between."""
    return (raw + b"\n" for raw in prefix(size))
