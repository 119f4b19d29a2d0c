"""Reading csv and tab-separated text in the encodings that WPS and Excel write."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import BinaryIO, TextIO

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from yaohao.ground.sheets.grid import Cell, Grid, Limits
from yaohao.ground.sheets.headers import SEARCHED
from yaohao.ground.sheets.problems import SheetRefusedError
from yaohao.ground.sheets.spool import Spool

DELIMITERS = ",\t;"
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# What `write_csv` puts before a text that a spreadsheet program would take for a formula.
GUARDED = re.compile(r"'+[=+\-@\t\r]")
LOOKED_AT = 100_000  # bytes from which an unusual encoding is guessed
PIECE = 1 << 20
FIELD_LIMIT = 1_000_000  # characters of one cell
csv.field_size_limit(FIELD_LIMIT)


def read_text(file: BinaryIO, limits: Limits, fit: Callable[[Grid], int]) -> Grid:
    """The table of a text file, parted by the delimiter whose first rows fit best.

    Raises SheetRefusedError.
    """
    with _text(file, encoding_of(file)) as text:
        delimiter = max(DELIMITERS, key=lambda delimiter: fit(_sample(text, delimiter)))
        text.seek(0)
        return Grid("", Spool(_records(text, delimiter, limits)))


def _records(text: TextIO, delimiter: str, limits: Limits) -> Iterator[list[Cell]]:
    cells = done = 0
    try:
        for record in csv.reader(text, delimiter=delimiter):
            cells, done = cells + len(record), done + 1
            if cells > limits.cells:
                raise SheetRefusedError(
                    _("The table has more than %(limit)d cells. Split it into several files.")
                    % {"limit": limits.cells}
                )
            yield [_unguarded(cell) for cell in record]
    except csv.Error as error:
        raise SheetRefusedError(
            _("Row %(row)d: a quotation mark is not closed, or a cell is too long. Save as .xlsx.")
            % {"row": done + 1}
        ) from error


@contextmanager
def _text(file: BinaryIO, encoding: str) -> Iterator[TextIO]:
    """The file as text from its start; it stays open for whoever opened it."""
    file.seek(0)
    text = io.TextIOWrapper(file, encoding, newline="")
    try:
        yield text
    finally:
        text.detach()


def encoding_of(file: BinaryIO) -> str:
    """How the text of a file is encoded: by its mark, else UTF-8, else GB 18030 if it fits.

    Raises SheetRefusedError where none fits the whole of it.
    """
    file.seek(0)
    head = file.read(LOOKED_AT)
    marked = [encoding for mark, encoding in MARKS.items() if head.startswith(mark)]
    for encoding in marked or ("utf-8", "gb18030"):
        if _fits(file, encoding):
            return encoding
    best = None if marked else from_bytes(head).best()
    if best is None or not _fits(file, best.encoding):
        raise SheetRefusedError(
            _("The encoding of the text cannot be told. Save the table as .xlsx or as UTF-8 csv.")
        )
    return best.encoding


def _fits(file: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while piece := file.read(PIECE):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _sample(text: TextIO, delimiter: str) -> Grid:
    """The first records as this delimiter parts them."""
    text.seek(0)
    records = csv.reader(text, delimiter=delimiter)
    rows: list[list[Cell]] = []
    with suppress(csv.Error):
        rows.extend(list(record) for record in islice(records, SEARCHED + 1))
    return Grid("", rows)


def _unguarded(cell: str) -> str:
    return cell[1:] if GUARDED.match(cell) else cell
