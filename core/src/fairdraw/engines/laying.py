"""Sorted rows laid down twice: as `pool.tsv`, byte for byte what a record holds, and as Parquet.

Rows come as Arrow batches and leave as whole columns; nothing is done row by row.
"""

import mmap
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from fairdraw.errors import Fault
from fairdraw.pool import MEMBER, Progress, read_row
from fairdraw.rows import STEP

GROUP = 1 << 18
"""Rows of a row group: a whole number of chunks, so that a group's roots are nodes of the tree."""

TABLE = "pool.parquet"
COLUMNS = ("id", "stratum", "reason")
_FORMS = {"id": "^[0-9A-Z]{1,23}$", "stratum": "^[0-9A-Z_-]{1,16}$", "reason": "^[0-9A-Z_-]{1,16}$"}
_SCHEMA = pa.schema([("n", pa.int64()), *((name, pa.string()) for name in COLUMNS)])


class NotTheseBytes(Exception):
    """The rows do not give the bytes that were to be read: they are no right `pool.tsv`."""


class Layer:
    """Takes rows in ascending order of id; `marks` and `rows` are those of `fairdraw.pool.Pool`.

    With `expected` the rows were read from these bytes and must give them again
    (`NotTheseBytes`); without, the lines are written to `pool.tsv`. Faults: `row-syntax`, and at
    the end `row-duplicate`.
    """

    def __init__(self, folder: Path, expected: bytes | memoryview | None = None) -> None:
        self.marks, self.rows, self._size = array("Q", [0]), 0, 0
        self._expected: Any = None if expected is None else pa.py_buffer(expected)
        self._lines: IO[bytes] | None = (folder / MEMBER).open("wb") if expected is None else None
        self._table = pq.ParquetWriter(
            folder / TABLE, _SCHEMA, use_dictionary=["stratum", "reason"], compression="snappy"
        )
        self._waiting: list[Any] = []
        self._last = ""
        self._twice: Fault | None = None

    def lay(self, batches: Iterable[Any], total: int = 0, progress: Progress | None = None) -> None:
        """Take all rows; `progress` is called with (rows done, `total`)."""
        waiting = 0
        try:
            for batch in batches:
                self._waiting.append(batch)
                waiting += batch.num_rows
                if waiting >= GROUP:
                    waiting = self._drain(GROUP)
                    if progress and total:
                        progress(self.rows, total)
            self._drain(1)
        finally:
            self._table.close()
            if self._lines:
                self._lines.close()
        if self._twice:
            raise self._twice
        if self._expected is not None and self._size != len(self._expected):
            raise NotTheseBytes

    def _drain(self, least: int) -> int:
        """Lay down whole groups, at the end (`least` 1) the rest; return the rows still waiting."""
        if not self._waiting:
            return 0
        table = pa.Table.from_batches(self._waiting).select(COLUMNS)
        while table.num_rows >= least:
            self._group(table.slice(0, GROUP))
            table = table.slice(GROUP)
        self._waiting = table.to_batches()
        return int(table.num_rows)

    def _group(self, table: Any) -> None:
        columns = [_text(table[name]) for name in COLUMNS]
        lines = pc.binary_join_element_wise(*columns, "\t")
        lines = pc.binary_join_element_wise(lines, "", "\n")
        self._check(columns, lines)
        self._write(lines)
        places = pa.arange(self.rows, self.rows + len(lines))
        self._table.write_table(pa.table([places, *columns], schema=_SCHEMA), row_group_size=GROUP)
        self.rows += len(lines)

    def _check(self, columns: list[Any], lines: Any) -> None:
        for name, column in zip(COLUMNS, columns, strict=True):
            some = column if name == "id" else pc.unique(column)
            if not pc.all(pc.match_substring_regex(some, _FORMS[name])).as_py():
                self._refuse(pc.match_substring_regex(column, _FORMS[name]), lines)
        ids = columns[0]
        rising = pc.less(ids.slice(0, len(ids) - 1), ids.slice(1))
        if not (self._last < ids[0].as_py() and pc.all(rising, min_count=0).as_py()):
            if self._expected is not None:
                raise NotTheseBytes
            place = 0 if self._last == ids[0].as_py() else rising.index(False).as_py() + 1
            where = f"{MEMBER} line {self.rows + place + 1}"
            self._twice = self._twice or Fault("row-duplicate", where, id=ids[place].as_py())
        self._last = ids[-1].as_py()

    def _refuse(self, right: Any, lines: Any) -> None:
        if self._expected is not None:
            raise NotTheseBytes
        line = lines[right.index(False).as_py()].as_py()
        read_row(line.encode(), MEMBER)

    def _write(self, lines: Any) -> None:
        """Write lines, which lie one behind the other in memory, and mark each 64th."""
        _, offsets, data = lines.buffers()
        starts = memoryview(offsets).cast("i")[lines.offset : lines.offset + len(lines) + 1]
        first, last = starts[0], starts[-1]
        written = data.slice(first, last - first)
        if self._lines:
            self._lines.write(written)
        elif not self._expected.slice(self._size, last - first).equals(written):
            raise NotTheseBytes
        base = self._size - first
        whole = starts[STEP::STEP]
        self.marks.extend(base + start for start in whole)
        self._size += last - first


def _text(column: Any) -> Any:
    """Return a column as one array of strings, nothing missing."""
    made = column.cast(pa.string()).combine_chunks()
    if isinstance(made, pa.ChunkedArray):
        made = made.chunk(0)
    return made.fill_null("")


def mapped(path: Path) -> memoryview:
    """Return the bytes of a file, which stay on disk until they are looked at."""
    if not path.stat().st_size:
        return memoryview(b"")
    with path.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def let_go(data: bytes | memoryview) -> None:
    """Give back what a mapped file holds of memory, where the system can be asked; who looks again
    finds it on the disk."""
    dropping = getattr(mmap, "MADV_DONTNEED", None)
    if isinstance(data, memoryview) and isinstance(data.obj, mmap.mmap) and dropping is not None:
        data.obj.madvise(dropping)
