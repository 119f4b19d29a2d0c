"""Rows of a sheet in a file without a name: a large sheet is never held whole."""

import pickle
import tempfile
import weakref
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import IO, TypeVar, overload

from yaohao.ground.sheets.grid import Cell

PART = 500  # rows written, and read again, together
HELD = 6  # parts in memory: whoever judges rows looks back a little

Row = list[Cell]
Anything = TypeVar("Anything")


def parts(rows: Iterable[Anything], size: int) -> Iterator[list[Anything]]:
    """Rows by the `size`, the last ones fewer."""
    remaining = iter(rows)
    while part := list(islice(remaining, size)):
        yield part


class Spool(Sequence[Row]):
    """Rows that are written once and read at any place; the few of a small sheet stay in memory.

    The file belongs to this process alone and goes with it, so what it holds may be trusted.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self._parts: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self._starts: list[int] = []
        self._count = 0
        self._file: IO[bytes] | None = None
        for part in parts(rows, PART):
            self._keep(part)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, slice):
            return [self[index] for index in range(*place.indices(self._count))]
        if not -self._count <= place < self._count:
            raise IndexError(place)
        number, index = divmod(place % self._count, PART)
        return self._part(number)[index]

    def __iter__(self) -> Iterator[Row]:
        for number in range(-(-self._count // PART)):
            yield from self._part(number)

    def _keep(self, part: Sequence[Row]) -> None:
        self._parts[self._count // PART] = part
        self._count += len(part)
        if len(self._parts) <= HELD:
            return
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115  # open as long as the rows are
            weakref.finalize(self, self._file.close)
        for rows in list(self._parts.values())[len(self._starts) and HELD :]:
            self._starts.append(self._file.tell())
            pickle.dump(rows, self._file, pickle.HIGHEST_PROTOCOL)
        self._let_go()

    def _part(self, number: int) -> Sequence[Row]:
        if number in self._parts:
            self._parts.move_to_end(number)
            return self._parts[number]
        assert self._file is not None  # what is not in memory was written
        self._file.seek(self._starts[number])
        part: Sequence[Row] = pickle.load(self._file)  # noqa: S301  # our own file
        self._parts[number] = part
        self._let_go()
        return part

    def _let_go(self) -> None:
        while len(self._parts) > HELD:
            self._parts.popitem(last=False)
