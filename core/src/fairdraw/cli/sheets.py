"""The csv files of `fairdraw draw`: UTF-8, with a header line."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from fairdraw.errors import Fault


def rows(
    path: Path, columns: Sequence[str], optional: Sequence[str] = ()
) -> Iterator[dict[str, str]]:
    """Yield the rows of a csv file by column; `Fault("csv-columns" | "csv-row")`."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        header = reader.fieldnames or ()
        missing = [name for name in columns if name not in header]
        if missing:
            raise Fault("csv-columns", str(path), missing=", ".join(missing))
        try:
            for row in reader:
                values = {name: row.get(name) for name in (*columns, *optional) if name in header}
                if None in row or None in values.values():
                    raise Fault("csv-row", f"{path} line {reader.line_num}")
                yield {name: value or "" for name, value in values.items()}
        except (csv.Error, UnicodeDecodeError):
            raise Fault("csv-row", f"{path} line {reader.line_num + 1}") from None
