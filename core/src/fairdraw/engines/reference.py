"""This package itself: the standard library alone, the rows in the memory of this process."""

import platform
from pathlib import Path

from fairdraw.csvfile import values
from fairdraw.errors import Fault
from fairdraw.pool import ELIGIBLE, MEMBER, Pool, Progress


class Reference:
    """The engine every other must agree with."""

    name = "reference"

    def __init__(self, processes: int) -> None:
        self.processes = processes

    def versions(self) -> list[str]:
        """Return the version of Python."""
        return [f"python {platform.python_version()}"]

    def freeze(self, sheet: Path, folder: Path, progress: Progress | None = None) -> Pool:
        """Sort the rows of a csv file into `folder`; Parquet needs another engine."""
        if sheet.suffix == ".parquet":
            raise Fault("option", "--engine", value="reference", form="datafusion, spark")
        pool = Pool.frozen(
            (row_id, stratum, reason or ELIGIBLE)
            for row_id, stratum, reason in values(sheet, ("id", "stratum"), ("reason",))
        )
        with (folder / MEMBER).open("wb") as file:
            file.write(pool.data)
        return pool

    def thaw(self, folder: Path) -> Pool:
        """Read again what `freeze` laid down."""
        return Pool.parse((folder / MEMBER).read_bytes(), self.processes)

    def parse(self, data: bytes | memoryview, processes: int = 1) -> Pool:
        """Read `pool.tsv`."""
        return Pool.parse(data, processes)

    def close(self) -> None:
        """Nothing was started."""


def start(processes: int = 1) -> Reference:
    """Start the engine."""
    return Reference(processes)
