"""Invented rows: the same for every contestant, in mixed order, as Parquet."""

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

_STEP = 7_368_787  # a prime: visits every number once, in no order
_GROUP = 1 << 20
_STRATA, _REASONS = ("RED", "BLUE"), ("-", "SHUT")


def write(path: Path, rows: int) -> None:
    """Write `rows` rows: 18-character ids, one in ten RED, one in twenty excluded."""
    schema = pa.schema([(name, pa.string()) for name in ("id", "stratum", "reason")])
    with pq.ParquetWriter(path, schema) as writer:
        for start in range(0, rows, _GROUP):
            places = pa.arange(start, min(start + _GROUP, rows))
            mixed = pc.multiply(places, _STEP)
            numbers = pc.subtract(mixed, pc.multiply(pc.divide(mixed, rows), rows))
            writer.write_table(pa.table(_columns(numbers), schema=schema))


def _columns(numbers: pa.Array) -> list[pa.Array]:
    digits = pc.utf8_lpad(numbers.cast(pa.string()), 9, "0")
    ids = pc.binary_join_element_wise("91140700", digits, "X", "")
    return [ids, _chosen(numbers, 10, *_STRATA), _chosen(numbers, 20, "SHUT", "-")]


def _chosen(numbers: pa.Array, every: int, one: str, other: str) -> pa.Array:
    rest = pc.subtract(numbers, pc.multiply(pc.divide(numbers, every), every))
    return pc.if_else(pc.equal(rest, 0), one, other)
