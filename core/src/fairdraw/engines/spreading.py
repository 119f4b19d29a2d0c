"""What Spark hands to the Python processes of its executors: row groups, hashed where they lie.

Spark shares the work out, starts it again where it failed and gathers what is found; the statements
of `sql` run in DataFusion beside each executor. Spark's own SHA-256 goes through texts of hex
digits row by row and takes ten times as long (docs/adr/0033-spark-hands-row-groups-out.md). Each
function takes the numbers of the row groups that an executor was given.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from fairdraw.engines import sql
from fairdraw.engines.datafusion import DataFusion, Folding
from fairdraw.engines.laying import GROUP

Row = tuple[str, bytes, bytes, int]
"""Stratum, ticket, id, place."""


def told(_numbers: Iterable[int]) -> Iterator[str]:
    """Yield the version of DataFusion here, empty where it is not installed."""
    try:
        yield version("datafusion")
    except PackageNotFoundError:
        yield ""


def roots(table: str, salt_key: bytes, numbers: Iterable[int]) -> Iterator[tuple[int, list[bytes]]]:
    """Yield the number of each row group with its chunk roots."""
    work = Folding(Path(table), salt_key)
    for number in numbers:
        yield number, work.group(number)


def candidates(
    table: str,
    given: sql.Cast,
    limits: Sequence[tuple[str, bytes]],
    passed: Sequence[bytes],
    numbers: Iterable[int],
) -> Iterator[Row]:
    """Yield the rows worth a look of the row groups given, which follow each other."""
    mine = list(numbers)
    if not mine:
        return
    first, end = mine[0] * GROUP, (mine[-1] + 1) * GROUP
    low, high = given.places or (first, end)
    asked = replace(given, places=(max(low, first), min(high, end)))
    found = DataFusion(1).candidates(Path(table), asked, limits, passed)
    for stratum, (ticket, row_id, place) in found:
        yield stratum, ticket, row_id, place
