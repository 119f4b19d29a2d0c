"""What every writer of entries knows: the announcement."""

from dataclasses import dataclass
from typing import Self

from fairdraw.announcement import Announcement
from fairdraw.entries import Entry
from fairdraw.merkle import Frontier

Pairs = list[tuple[str, object]]


@dataclass(frozen=True, slots=True)
class Writer:
    """Knows the announcement whose entries it writes."""

    announce: Entry
    announced: Announcement

    @classmethod
    def of(cls, announce: Entry) -> Self:
        """Start from the entry `announce`; faults as for `Announcement.of`."""
        return cls(announce, Announcement.of(announce))

    def digest(self, entry: Entry) -> str:
        """Return D(entry) in hex under the draw's hash."""
        return entry.digest(self.announced.hash).hex()


def head_of(log: Frontier) -> str:
    """Return the head `SIZE ROOT` of a log at its right edge."""
    return f"{log.size()} {log.root().hex()}"
