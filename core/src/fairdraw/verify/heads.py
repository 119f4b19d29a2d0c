"""Heads of the log at every size (spec/1-bytes.md, "Trees")."""

from collections.abc import Sequence

from fairdraw.acts import head_of
from fairdraw.entries import Entry
from fairdraw.merkle import Frontier


class Heads:
    """The head `SIZE ROOT` of a log at any of its sizes; the edge is walked once."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._edges = [Frontier()]
        for entry in entries:
            self._edges.append(self._edges[-1].append(entry.leaf()))

    def at(self, size: int) -> str | None:
        """Return the head of the first `size` entries, None when there are not so many."""
        return head_of(self._edges[size]) if size < len(self._edges) else None

    @property
    def last(self) -> str:
        """The head of the whole log."""
        return head_of(self._edges[-1])
