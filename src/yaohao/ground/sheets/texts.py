"""Reading csv and tab-separated text in the encodings that WPS and Excel write."""

import codecs
import csv
import io
import re
from collections.abc import Callable
from contextlib import suppress
from itertools import islice
from typing import BinaryIO

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from yaohao.ground.sheets.grid import Cell, Grid, Limits
from yaohao.ground.sheets.headers import SEARCHED
from yaohao.ground.sheets.problems import SheetRefusedError

DELIMITERS = ",\t;"
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# What `write_csv` puts before a text that a spreadsheet program would take for a formula.
GUARDED = re.compile(r"'+[=+\-@\t\r]")
FIELD_LIMIT = 1_000_000  # characters of one cell
csv.field_size_limit(FIELD_LIMIT)


def read_text(file: BinaryIO, limits: Limits, fit: Callable[[Grid], int]) -> Grid:
    """The table of a text file, parted by the delimiter whose first rows fit best.

    Raises SheetRefusedError.
    """
    text = decode(file.read(limits.file_bytes))
    delimiter = max(DELIMITERS, key=lambda delimiter: fit(_sample(text, delimiter)))
    rows: list[list[Cell]] = []
    cells = 0
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            cells += len(record)
            if cells > limits.cells:
                raise SheetRefusedError(
                    _("The table has more than %(limit)d cells. Split it into several files.")
                    % {"limit": limits.cells}
                )
            rows.append([_unguarded(cell) for cell in record])
    except csv.Error as error:
        raise SheetRefusedError(
            _("Row %(row)d: a quotation mark is not closed, or a cell is too long. Save as .xlsx.")
            % {"row": len(rows) + 1}
        ) from error
    return Grid("", rows)


def decode(data: bytes) -> str:
    """Text of a file: by its mark, else UTF-8, else GB 18030 if the content looks like it."""
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return _strict(data, encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        best = from_bytes(data[:100_000]).best()
        if best is None:
            raise _undecodable() from error
        return _strict(data, best.encoding)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable() from error


def _undecodable() -> SheetRefusedError:
    return SheetRefusedError(
        _("The encoding of the text cannot be told. Save the table as .xlsx or as UTF-8 csv.")
    )


def _sample(text: str, delimiter: str) -> Grid:
    """The first records as this delimiter parts them."""
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[list[Cell]] = []
    with suppress(csv.Error):
        rows.extend(list(record) for record in islice(records, SEARCHED + 1))
    return Grid("", rows)


def _unguarded(cell: str) -> str:
    return cell[1:] if GUARDED.match(cell) else cell
