"""Spark: the same statements on a cluster, or on executors of this machine.

The folder of the frozen rows must be reachable from every executor under the same path.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib.metadata import version
from operator import itemgetter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql.types import StringType, StructField, StructType

from fairdraw.engines import spreading, sql
from fairdraw.engines.keeping import Keeper
from fairdraw.engines.laying import COLUMNS
from fairdraw.engines.sheets import Sheet, unreadable
from fairdraw.engines.sparking import session
from fairdraw.pool import Progress
from fairdraw.ticket import Ticket

DIALECT = sql.Dialect(
    hashed="unhex(sha2({}, 256))", encoded="cast({} as binary)", literal="x'{}'",
    halved="({}) div {}",
)  # fmt: skip

# Said beforehand, else Spark asks the file in a job of its own.
_ROWS = ", ".join(("n LONG", *(f"{name} STRING" for name in COLUMNS)))

Task = Callable[[Iterable[int]], Iterator[Any]]


class Spark(Keeper):
    """The engine; one session, as starting it takes longer than most questions.

    What is hashed goes by row groups to the Python processes of the executors where these have
    DataFusion; else Spark computes it by itself: the same bytes, more slowly.
    """

    name = "spark"

    def __init__(self, processes: int) -> None:
        super().__init__(processes)
        self._session = session(self.folder())
        self._hands = self._beside()

    def versions(self) -> list[str]:
        """Return the versions of Spark, Java, and of what feeds them."""
        java = self._session._jvm.System.getProperty("java.version")
        found = [f"pyspark {version('pyspark')}", f"java {java}", f"pyarrow {version('pyarrow')}"]
        return [*found, f"datafusion {self._hands}"] if self._hands else found

    def in_order(self, sheet: Sheet, spill: Path) -> Iterator[Any]:
        """Yield the rows of a sheet by id: sorted by the executors, laid down part by part."""
        try:
            read = self._session.read
            if sheet.parquet:
                frame = read.parquet(_address(sheet.path))
            else:
                columns = [StructField(name, StringType()) for name in sheet.columns]
                frame = read.csv(
                    _address(sheet.path), schema=StructType(columns), header=True, mode="FAILFAST",
                    escape='"',
                )  # fmt: skip
            frame.createOrReplaceTempView("sheet")
            parts = spill / "sorted"
            asked = sql.in_order(DIALECT, has_reason=sheet.has_reason)
            self._session.sql(asked).write.parquet(_address(parts))
        except PySparkException as error:
            raise unreadable(sheet.path, error) from None
        yield from _laid(parts)
        shutil.rmtree(parts)

    def counts(self, table: Path) -> Iterable[tuple[str, str, int]]:
        """Return (stratum, reason, number)."""
        return self._rows(table, sql.counts())

    def passed_counts(self, table: Path, passed: Sequence[bytes]) -> Iterable[tuple[str, int]]:
        """Return (stratum, number)."""
        self._passed(passed)
        return self._rows(table, sql.passed_counts())

    def candidates(
        self,
        table: Path,
        given: sql.Cast,
        limits: Iterable[tuple[str, bytes]],
        passed: Sequence[bytes],
    ) -> Iterable[tuple[str, Ticket]]:
        """Return (stratum, ticket) in the order of tickets."""
        if self._hands:
            where = str(table.resolve())
            asked = partial(spreading.candidates, where, given, tuple(limits), passed)
            for stratum, *rest in sorted(self._spread(table, asked), key=itemgetter(1)):
                yield stratum, tuple(rest)
            return
        strata, below = zip(*limits, strict=True)
        self._view("limits", stratum=pa.array(strata), below=pa.array(below, pa.binary()))
        if given.passed:
            self._passed(passed)
        for stratum, ticket, row_id, place in self._rows(table, sql.candidates(DIALECT, given)):
            yield stratum, (bytes(ticket), row_id.encode(), place)

    def chunk_roots(
        self, table: Path, number: int, salt_key: bytes, progress: Progress | None
    ) -> list[bytes]:
        """Return the roots of the aligned chunks."""
        if self._hands:
            asked = partial(spreading.roots, str(table.resolve()), salt_key)
            folded = sorted(self._spread(table, asked), key=itemgetter(0))
            roots = [root for _number, some in folded for root in some]
        else:
            found = self._rows(table, sql.chunk_roots(DIALECT, salt_key))
            roots = [bytes(root) for _, root in found]
        if progress:
            progress(number, number)
        return roots

    def repeated(self, table: Path) -> Iterable[tuple[str]]:
        """Return the organisation codes that more than one id has."""
        return self._rows(table, sql.repeated())

    def aliases(self, table: Path, codes: Sequence[str]) -> Iterable[tuple[str, str]]:
        """Return (code, id) of the ids that have one of the codes."""
        self._view("twice", code=pa.array(codes, pa.string()))
        return self._rows(table, sql.aliases())

    def close(self) -> None:
        """Stop the executors."""
        self._session.stop()
        super().close()

    def _beside(self) -> str:
        """The version of DataFusion beside the executors; empty where one of them has none, or
        another than the others. It also starts the Python processes there."""
        try:
            found = set(self._handed(self._parts, spreading.told))
        except (PySparkException, Py4JError):  # this package is not there either
            return ""
        return found.pop() if len(found) == 1 else ""

    @property
    def _parts(self) -> int:
        """How many pieces are worked at at once."""
        parts: int = self._session.sparkContext.defaultParallelism
        return parts

    def _spread(self, table: Path, asked: Task) -> list[Any]:
        """Hand the row groups of a table out, to each executor some that follow each other."""
        return self._handed(pq.ParquetFile(table).num_row_groups, asked)

    def _handed(self, numbers: int, asked: Task) -> list[Any]:
        shared = self._session.sparkContext.parallelize(range(numbers), max(self._parts, 1))
        found: list[Any] = shared.mapPartitions(asked).collect()
        return found

    def _passed(self, passed: Sequence[bytes]) -> None:
        self._view("passed", id=pa.array([name.decode() for name in passed], pa.string()))

    def _view(self, name: str, **columns: Any) -> None:
        self._session.createDataFrame(pa.table(columns)).createOrReplaceTempView(name)

    def _rows(self, table: Path, statement: str) -> Iterator[tuple[Any, ...]]:
        rows = self._session.read.schema(_ROWS).parquet(_address(table))
        rows.createOrReplaceTempView("pool")
        columns = self._session.sql(statement).toArrow().columns
        yield from zip(*(column.to_pylist() for column in columns), strict=True)


def _laid(parts: Path) -> Iterator[Any]:
    for part in sorted(parts.glob("part-*.parquet")):
        yield from pq.ParquetFile(part).iter_batches()


def _address(path: Path) -> str:
    return path.resolve().as_uri()


def start(processes: int = 1) -> Spark:
    """Start the executors."""
    return Spark(processes)
