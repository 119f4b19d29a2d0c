"""Where a draw of many rows is computed (docs/scale.md).

`reference` is this package itself, with the standard library alone. The others are extras: their
libraries are imported when an engine is asked for, never before. All give the same bytes.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Protocol

from fairdraw.errors import Fault
from fairdraw.pool import Pool, Progress

NAMES = ("reference", "datafusion", "spark")


class Engine(Protocol):
    """An open engine; `close` ends what it started and removes what it laid down."""

    name: str
    processes: int

    def versions(self) -> list[str]:
        """Return the programs that compute, each as `name version`."""

    def freeze(self, sheet: Path, folder: Path, progress: Progress | None = None) -> Pool:
        """Sort the rows of a csv or Parquet file in any order into `folder` and return them.

        Faults: `csv-columns`, `pool-unreadable`, `row-syntax`, `row-duplicate`."""

    def thaw(self, folder: Path) -> Pool:
        """Return what `freeze` laid down earlier; `Fault("pool-unreadable")`."""

    def parse(self, data: bytes | memoryview, processes: int = 1) -> Pool:
        """Read `pool.tsv`; faults of `Pool.parse`."""

    def close(self) -> None:
        """End the engine."""


def start(name: str, processes: int = 1) -> Engine:
    """Start an engine; `Fault("engine-missing")` without its library, `Fault("java-missing")`."""
    try:
        module = import_module(f"fairdraw.engines.{name}")
    except ImportError as error:
        raise Fault("engine-missing", "--engine", name=name, library=error.name or "-") from None
    opener: Callable[[int], Engine] = module.start
    return opener(processes)
