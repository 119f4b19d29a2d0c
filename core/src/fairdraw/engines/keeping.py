"""What engines over a Parquet file have in common: laying rows down, and finding them again."""

from abc import abstractmethod
from array import array
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

import pyarrow as pa
from pyarrow import csv as arrow_csv

from fairdraw.engines.frozen import Computer, Frozen
from fairdraw.engines.laying import COLUMNS, TABLE, Layer, NotTheseBytes, let_go, mapped
from fairdraw.engines.sheets import Sheet, look
from fairdraw.pool import MEMBER, Pool, Progress
from fairdraw.rows import STEP

_MARKS = "pool.marks"
_READ = 1 << 24  # bytes of `pool.tsv` that are read at once


class Keeper(Computer):
    """Freezes, thaws and reads pools for an engine."""

    def __init__(self, processes: int) -> None:
        self.processes = processes
        self._laid: list[Path] = []

    @abstractmethod
    def in_order(self, sheet: Sheet, spill: Path) -> Iterator[Any]:
        """Yield the rows of a sheet by id as Arrow batches of id, stratum, reason."""

    def freeze(self, sheet: Path, folder: Path, progress: Progress | None = None) -> Pool:
        """Sort the rows of a sheet into `folder`; see `fairdraw.engines.Engine`."""
        found, layer = look(sheet), Layer(folder)
        layer.lay(self.in_order(found, folder), found.rows, progress)
        (folder / _MARKS).write_bytes(layer.marks.tobytes())
        return self._frozen(mapped(folder / MEMBER), layer, folder)

    def thaw(self, folder: Path) -> Pool:
        """Return what `freeze` laid down, not checked again; what the reference laid down has no
        table and is read."""
        data = mapped(folder / MEMBER)
        if not (folder / _MARKS).exists():
            return self.parse(data)
        marks = array("Q")
        marks.frombytes((folder / _MARKS).read_bytes())
        count = (len(marks) - 1) * STEP + bytes(data[marks[-1] :]).count(b"\n")
        return Frozen.over(data, marks, count, folder / TABLE, self)

    def parse(self, data: bytes | memoryview, processes: int = 1) -> Pool:
        """Read `pool.tsv`; what is not right is read again by the reference, which names it."""
        folder = self.folder()
        layer = Layer(folder, data)
        try:
            layer.lay(_batches(data))
        except (NotTheseBytes, pa.ArrowException):
            return Pool.parse(data, processes)
        let_go(data)
        return self._frozen(memoryview(data).toreadonly(), layer, folder)

    def folder(self) -> Path:
        """Return a new folder that `close` removes."""
        self._laid.append(Path(mkdtemp(prefix="fairdraw-")))
        return self._laid[-1]

    def close(self) -> None:
        """Remove what was laid down for reading."""
        while self._laid:
            rmtree(self._laid.pop(), ignore_errors=True)

    def _frozen(self, data: memoryview, layer: Layer, folder: Path) -> Frozen:
        return Frozen.over(data, layer.marks, layer.rows, folder / TABLE, self)


def _batches(data: bytes | memoryview) -> Iterator[Any]:
    if not len(data):
        return
    reader = arrow_csv.open_csv(
        pa.BufferReader(pa.py_buffer(data)),
        arrow_csv.ReadOptions(column_names=COLUMNS, block_size=_READ),
        arrow_csv.ParseOptions(
            delimiter="\t", quote_char=False, escape_char=False, ignore_empty_lines=False
        ),
        arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(COLUMNS, pa.string()), strings_can_be_null=False
        ),
    )
    yield from reader
