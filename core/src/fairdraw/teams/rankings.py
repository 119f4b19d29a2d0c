"""The rankings of all visits, made ahead of the look-ahead, in several processes if worth it.

Which officers are ranked changes no team: they are those with places left when a block of visits
was handed out, at least all who have some when their visit comes. The first of a ranking travel;
the rest is made where the look-ahead runs, in the few visits that ask for it.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from fairdraw.digest import Hash, hasher
from fairdraw.matching import members
from fairdraw.processes import spread
from fairdraw.teams.table import Table
from fairdraw.teams.tickets import Ranking, nearest, officer_label, team_key

_BLOCK = 65_536  # tickets of a block: some hundredths of a second
_WORTH = 1 << 19  # tickets from which on other processes are worth their start


class _Officers(NamedTuple):
    """Who is ranked in a cell: numbers, ascending, and labels."""

    numbers: list[int]
    labels: list[bytes]


class _Block(NamedTuple):
    """Visits that follow each other: of each its key and the index of its officers."""

    visits: list[tuple[bytes, int]]
    officers: list[_Officers]


def rankings(
    table: Table, left: Sequence[int], seed: bytes, hash_name: str, processes: int = 1
) -> Iterator[Ranking]:
    """Yield visit by visit the ranking of all officers admissible in its cell for some role.

    `left`: the places each officer has left. It is read on the way: those used up meanwhile cost
    tickets, nothing else.
    """
    digest = hasher(hash_name)
    blocks = _Blocks(table, left, seed, digest)
    handed: deque[_Block] = deque()
    work = partial(_nearest, digest=digest)
    enough = processes if blocks.tickets() >= _WORTH else 1
    for answer in spread(work, _pieces(blocks, handed), enough):
        visits, officers = handed.popleft()
        for (visit_key, which), near in zip(visits, answer, strict=True):
            numbers, labels = officers[which]
            yield Ranking(visit_key, labels, numbers, digest, near)


_Piece = tuple[list[tuple[bytes, int]], list[list[bytes]]]


def _nearest(piece: _Piece, digest: Hash) -> list[list[int]]:
    visits, labels = piece
    return [nearest(visit_key, labels[which], digest) for visit_key, which in visits]


def _pieces(blocks: "_Blocks", handed: deque[_Block]) -> Iterator[_Piece]:
    for block in blocks:
        handed.append(block)
        yield block.visits, [officers.labels for officers in block.officers]


class _Blocks:
    """The visits in blocks of about as many tickets, each made when it is asked for."""

    def __init__(self, table: Table, left: Sequence[int], seed: bytes, digest: Hash) -> None:
        self._visits = table.visits
        self._left = left
        self._digest = digest
        self._key = team_key(seed, digest)
        self._labels = [officer_label(c, digest) for c in table.certificates]
        self._masks = {cell: _union(masks) for cell, masks in table.by_cell.items()}

    def tickets(self) -> int:
        """Return how many tickets there are, if nobody is used up."""
        sizes = {cell: mask.bit_count() for cell, mask in self._masks.items()}
        return sum(sizes.get(visit.cell, 0) for visit in self._visits)

    def __iter__(self) -> Iterator[_Block]:
        block, cells, tickets = _Block([], []), dict[str, int](), 0
        for visit in self._visits:
            if tickets >= _BLOCK:
                yield block
                block, cells, tickets = _Block([], []), {}, 0
            which = cells.get(visit.cell)
            if which is None:
                which = cells[visit.cell] = len(cells)
                block.officers.append(self._officers(visit.cell))
            block.visits.append((self._digest(self._key + visit.salt), which))
            tickets += len(block.officers[which].numbers) + 1
        yield block

    def _officers(self, cell: str) -> _Officers:
        numbers = [o for o in members(self._masks.get(cell, 0)) if self._left[o] > 0]
        return _Officers(numbers, [self._labels[o] for o in numbers])


def _union(masks: Sequence[int]) -> int:
    union = 0
    for mask in masks:
        union |= mask
    return union
