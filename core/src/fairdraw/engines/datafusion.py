"""DataFusion: a columnar engine inside this process, for as many rows as fit a disk."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from datafusion import RuntimeEnvBuilder, SessionConfig, SessionContext

from fairdraw.engines import sql
from fairdraw.engines.keeping import Keeper
from fairdraw.engines.laying import GROUP
from fairdraw.engines.sheets import Sheet, unreadable
from fairdraw.pool import Progress
from fairdraw.ticket import Ticket

DIALECT = sql.Dialect(
    hashed="sha256({})", encoded="cast({} as bytea)", literal="x'{}'", halved="({}) / {}"
)
_HELD = 1 << 30  # bytes in memory while rows are sorted or compared; the rest lies on disk


class DataFusion(Keeper):
    """The engine; one session for each question, one thread for each processor."""

    name = "datafusion"

    def versions(self) -> list[str]:
        """Return the versions of the engine and of what feeds it."""
        return [f"{name} {version(name)}" for name in ("datafusion", "pyarrow")]

    def in_order(self, sheet: Sheet, spill: Path) -> Iterator[Any]:
        """Yield the rows of a sheet by id, in batches; what does not fit memory lies in `spill`."""
        ctx = self._spilling(spill)
        try:
            if sheet.parquet:
                ctx.register_parquet("sheet", str(sheet.path))
            else:
                schema = pa.schema([(name, pa.string()) for name in sheet.columns])
                ctx.register_csv(
                    "sheet", str(sheet.path), schema=schema, file_extension=sheet.path.suffix
                )
            asked = sql.in_order(DIALECT, has_reason=sheet.has_reason)
            for batch in ctx.sql(asked).execute_stream():
                yield batch.to_pyarrow()
        except Exception as error:  # noqa: BLE001 - the library raises nothing narrower
            raise unreadable(sheet.path, error) from None

    def counts(self, table: Path) -> Iterable[tuple[str, str, int]]:
        """Return (stratum, reason, number)."""
        return self._rows(self._over(table), sql.counts())

    def passed_counts(self, table: Path, passed: Sequence[bytes]) -> Iterable[tuple[str, int]]:
        """Return (stratum, number)."""
        ctx = self._over(table)
        _give(ctx, "passed", id=pa.array([name.decode() for name in passed], pa.string()))
        return self._rows(ctx, sql.passed_counts())

    def candidates(
        self,
        table: Path,
        given: sql.Cast,
        limits: Iterable[tuple[str, bytes]],
        passed: Sequence[bytes],
    ) -> Iterable[tuple[str, Ticket]]:
        """Return (stratum, ticket) in the order of tickets."""
        ctx = self._over(table)
        strata, below = zip(*limits, strict=True)
        _give(ctx, "limits", stratum=pa.array(strata), below=pa.array(below, pa.binary()))
        if given.passed:
            _give(ctx, "passed", id=pa.array([name.decode() for name in passed], pa.string()))
        for stratum, ticket, row_id, place in self._rows(ctx, sql.candidates(DIALECT, given)):
            yield stratum, (ticket, row_id.encode(), place)

    def chunk_roots(
        self, table: Path, number: int, salt_key: bytes, progress: Progress | None
    ) -> list[bytes]:
        """Return the roots of the aligned chunks: row group by row group, in several threads."""
        groups = range(pq.ParquetFile(table).num_row_groups)
        work = Folding(table, salt_key).group
        roots: list[bytes] = []
        with ThreadPoolExecutor(self.processes) as pool:
            for done, some in enumerate(pool.map(work, groups), 1):
                roots += some
                if progress:
                    progress(min(done * GROUP, number), number)
        return roots

    def repeated(self, table: Path) -> Iterable[tuple[str]]:
        """Return the organisation codes that more than one id has."""
        ctx = self._spilling(table.parent)
        ctx.register_parquet("pool", str(table))
        return self._rows(ctx, sql.repeated())

    def aliases(self, table: Path, codes: Sequence[str]) -> Iterable[tuple[str, str]]:
        """Return (code, id) of the ids that have one of the codes."""
        ctx = self._over(table)
        _give(ctx, "twice", code=pa.array(codes, pa.string()))
        return self._rows(ctx, sql.aliases())

    def _spilling(self, folder: Path) -> SessionContext:
        """Return a session for what may be more than memory holds: the rest lies in `folder`.

        It works in one piece: what merges several of them cannot go to the disk itself, and finds
        no memory left where each has spilled.
        """
        disk = RuntimeEnvBuilder().with_disk_manager_specified(str(folder))
        config = SessionConfig().with_target_partitions(1)
        return SessionContext(config, disk.with_fair_spill_pool(_HELD))

    def _config(self) -> SessionConfig:
        return SessionConfig().with_target_partitions(self.processes)

    def _over(self, table: Path) -> SessionContext:
        ctx = SessionContext(self._config())
        ctx.register_parquet("pool", str(table))
        return ctx

    def _rows(self, ctx: SessionContext, statement: str) -> Iterator[tuple[Any, ...]]:
        for batch in ctx.sql(statement).execute_stream():
            columns = batch.to_pyarrow().columns
            yield from zip(*(column.to_pylist() for column in columns), strict=True)


class Folding:
    """Leaves of a row group, folded up to its chunk roots; every thread has a session."""

    def __init__(self, table: Path, salt_key: bytes) -> None:
        self._table, self._own = table, threading.local()
        self._leaves = sql.leaves(DIALECT, salt_key)
        self._nodes = sql.nodes(DIALECT)

    def group(self, number: int) -> list[bytes]:
        """Return the chunk roots of a row group."""
        rows = pq.ParquetFile(self._table).read_row_group(number)
        nodes = self._hashes("pool", rows, self._leaves)
        size = sql.CHUNK
        while size > 1:
            nodes = self._up(nodes)
            size //= 2
        whole: bytes = nodes.to_pybytes()
        return [whole[at : at + 32] for at in range(0, len(whole), 32)]

    def _up(self, nodes: pa.Buffer) -> pa.Buffer:
        """Return the level above: nodes lie one behind the other, so a pair is 64 bytes as is."""
        pairs, odd = divmod(len(nodes) // 32, 2)
        if not pairs:
            return nodes
        column = pa.FixedSizeBinaryArray.from_buffers(pa.binary(64), pairs, [None, nodes])
        above = self._hashes("pairs", pa.table({"pair": column.cast(pa.binary())}), self._nodes)
        return pa.py_buffer(above.to_pybytes() + nodes[-32:].to_pybytes()) if odd else above

    def _hashes(self, name: str, rows: pa.Table, statement: str) -> pa.Buffer:
        """Return the hashes of a statement over rows, one behind the other."""
        if not hasattr(self._own, "ctx"):
            self._own.ctx = SessionContext(SessionConfig().with_target_partitions(1))
        ctx = self._own.ctx
        ctx.deregister_table(name)
        ctx.register_record_batches(name, [rows.to_batches()])
        made = ctx.sql(statement).to_arrow_table()["h"].combine_chunks()
        return made.buffers()[2]


def _give(ctx: SessionContext, name: str, **columns: pa.Array) -> None:
    ctx.register_record_batches(name, [pa.table(columns).to_batches()])


def start(processes: int = 1) -> DataFusion:
    """Start the engine."""
    return DataFusion(processes)
