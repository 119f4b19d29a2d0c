"""The csv files of a draw: UTF-8, with a header line."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from fairdraw.errors import Fault


def rows(
    path: Path, columns: Sequence[str], optional: Sequence[str] = ()
) -> Iterator[dict[str, str]]:
    """Yield the rows of a csv file by column; faults of `values`."""
    names = (*columns, *optional)
    return (dict(zip(names, row, strict=True)) for row in values(path, columns, optional))


def values(path: Path, columns: Sequence[str], optional: Sequence[str] = ()) -> Iterator[list[str]]:
    """Yield the rows of a csv file, each as its values in the order of `columns` and `optional`;
    optional columns may be missing and are empty then. `Fault("csv-columns" | "csv-row")`."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            header = next(reader, [])
            missing = [name for name in columns if name not in header]
            if missing:
                raise Fault("csv-columns", str(path), missing=", ".join(missing))
            places = {name: place for place, name in enumerate(header)}
            wanted = [places.get(name, -1) for name in (*columns, *optional)]
            least, most = max(wanted, default=-1) + 1, len(header)
            for row in reader:
                if least <= len(row) <= most:
                    yield [row[place] if place >= 0 else "" for place in wanted]
                elif row:
                    raise Fault("csv-row", f"{path} line {reader.line_num}")
        except (csv.Error, UnicodeDecodeError):
            raise Fault("csv-row", f"{path} line {reader.line_num + 1}") from None
