"""The csv or Parquet file a pool is frozen from: what its columns are."""

import csv
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from fairdraw.errors import Fault

NEEDED, OPTIONAL = ("id", "stratum"), "reason"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file of rows: `columns` in its order, `rows` their number (0: not known beforehand)."""

    path: Path
    parquet: bool
    columns: tuple[str, ...]
    rows: int = 0

    @property
    def has_reason(self) -> bool:
        """Tell whether the file names reasons."""
        return OPTIONAL in self.columns


def look(path: Path) -> Sheet:
    """Read header or footer; faults: `csv-columns`, `pool-unreadable`."""
    sheet = _parquet(path) if path.suffix == ".parquet" else _csv(path)
    missing = [name for name in NEEDED if name not in sheet.columns]
    if missing:
        raise Fault("csv-columns", str(path), missing=", ".join(missing))
    return sheet


def _parquet(path: Path) -> Sheet:
    path.open("rb").close()
    try:
        footer = pq.ParquetFile(path)
    except (pa.ArrowException, OSError) as error:
        raise Fault("pool-unreadable", str(path), why=_first_line(error)) from None
    fields = {field.name: field.type for field in footer.schema_arrow}
    for name in (*NEEDED, OPTIONAL):
        kind = fields.get(name, pa.string())
        inner = kind.value_type if pa.types.is_dictionary(kind) else kind
        if not (pa.types.is_string(inner) or pa.types.is_large_string(inner)
                or pa.types.is_string_view(inner)):  # fmt: skip
            raise Fault("pool-unreadable", str(path), why=f"{name}: {kind}, not text")
    return Sheet(path, True, tuple(fields), footer.metadata.num_rows)


def _csv(path: Path) -> Sheet:
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            header = next(csv.reader(file, strict=True), [])
        except (csv.Error, UnicodeDecodeError):
            raise Fault("csv-row", f"{path} line 1") from None
    return Sheet(path, False, tuple(header))


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or ["-"])[0][:200]


def unreadable(path: Path, error: Exception) -> Exception:
    """Return what is raised for an engine's error about a file: the disk, or the file."""
    text = str(error)
    if "No space left" in text or "os error 28" in text:
        return OSError(28, "No space left on device", str(path))
    return Fault("pool-unreadable", str(path), why=_first_line(error))
