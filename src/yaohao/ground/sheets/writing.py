"""Writing tables that `read_table` reads again: every export is also the import template."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import Any, BinaryIO
from unicodedata import east_asian_width

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yaohao.ground.sheets.cells import Form
from yaohao.ground.sheets.cells.texts import visible
from yaohao.ground.sheets.columns import Column
from yaohao.ground.sheets.grid import Cell
from yaohao.ground.sheets.table import ABOUT

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_date_format": "yyyy-mm-dd",
}
MOST_ROWS = 1_048_575  # rows of a worksheet under the header
LONGEST = 32_767  # characters of a cell
FORMATS = {Form.TEXT: "@", Form.INTEGER: "0", Form.NUMBER: "General", Form.DATE: "yyyy-mm-dd"}
WIDTHS = {Form.TEXT: 24, Form.INTEGER: 10, Form.NUMBER: 12, Form.DATE: 12}  # in characters
WIDEST = 60
LINE, MOST_LINES = 18, 12  # points of a line; a longer text is read in the cell
# On paper and pasted into a document a table has its lines, and no cell hides its end.
PRINTED = {"border": 1, "text_wrap": True, "valign": "top"}
SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
# A spreadsheet program runs a text that begins so as a formula; a number may begin so.
FORMULA = re.compile(r"'*[=+\-@\t\r]")
NUMERIC = re.compile(r"[+-]?\d+(\.\d+)?\Z", re.ASCII)
LONG_NUMBER = re.compile(r"\d{12,}\Z|0\d+\Z", re.ASCII)
MARK = "\ufeff"  # tells WPS and Excel that a csv is UTF-8


class TooManyRowsError(ValueError):
    """More rows than a worksheet has; a csv has no such end."""


def write_xlsx(
    stream: BinaryIO,
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, Any]],
    *,
    title: str,
    filter_sentence: str,
    at: datetime,
) -> int:
    """Write a workbook; returns the number of rows.

    Codes are text, the header is frozen, filtered and repeated on paper. A second sheet says what
    was asked and when. `at` is an aware time, shown as given. Raises TooManyRowsError.
    """
    with complete_workbook(stream) as book:
        # One time for all: the same rows at the same time make the same file.
        book.set_properties({"title": title, "created": at.replace(tzinfo=None)})
        sheet = book.add_worksheet(_sheet_name(title))
        _head(book, sheet, columns, title)
        count = _body(book, sheet, columns, rows)
        sheet.autofilter(0, 0, max(count, 1), max(len(columns) - 1, 0))
        _about(book, title, filter_sentence, count, at)
    return count


@contextmanager
def complete_workbook(stream: BinaryIO) -> Iterator[Any]:
    """A workbook that reaches the stream when it is complete, or not at all."""
    with TemporaryFile() as whole:
        book = xlsxwriter.Workbook(whole, OPTIONS)
        try:
            yield book
        finally:
            book.close()
        whole.seek(0)
        copyfileobj(whole, stream)


def _body(
    book: Any, sheet: Any, columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]
) -> int:
    formats = [_format(book, column, **PRINTED) for column in columns]
    widths = [_column_width(column) for column in columns]
    count = 0
    for count, row in enumerate(rows, 1):
        if count > MOST_ROWS:
            raise TooManyRowsError(
                _("A worksheet has %(limit)d rows at most. Export as csv.") % {"limit": MOST_ROWS}
            )
        cells = [column.show(row.get(column.key)) for column in columns]
        # A file that is written row by row carries no measured heights: wrapped text needs ours.
        sheet.set_row(count, LINE * _lines(cells, widths))
        for index, cell in enumerate(cells):
            _put(sheet, count, index, cell, formats[index])
    return count


def write_csv(
    stream: BinaryIO,
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, Any]],
    *,
    guarded: bool = True,
) -> int:
    """Write UTF-8 with a mark, CRLF; returns the number of rows.

    Guarded, a text that a spreadsheet program would run as a formula gets an apostrophe, and a
    long number a tab, so that it stays text; `read_table` takes both off again. Files for other
    programs are written unguarded.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        text.write(MARK)
        writer = csv.writer(text)
        writer.writerow([str(column.name) for column in columns])
        count = 0
        for row in rows:
            count += 1
            cells = [_csv_cell(column.show(row.get(column.key))) for column in columns]
            writer.writerow([guard(cell) for cell in cells] if guarded else cells)
    finally:
        text.detach()
    return count


def guard(text: str) -> str:
    """Keep a spreadsheet program from calculating with a text."""
    if LONG_NUMBER.match(text):
        return f"\t{text}"
    return f"'{text}" if FORMULA.match(text) and not NUMERIC.match(text) else text


def _csv_cell(cell: Cell) -> str:
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _head(book: Any, sheet: Any, columns: Sequence[Column], title: str) -> None:
    bold = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#E9ECEF"}
    )
    for index, column in enumerate(columns):
        name = str(column.name)
        sheet.set_column(index, index, _column_width(column), _format(book, column))
        sheet.write_string(0, index, name, bold)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    # "&" begins a command in a page header; 255 characters are the format's limit.
    sheet.set_header("&C" + title.replace("&", "&&")[:200])
    sheet.set_footer("&C&P / &N")


def _format(book: Any, column: Column, **more: Any) -> Any:
    return book.add_format({"num_format": FORMATS[column.parse.form], **more})


def _put(sheet: Any, row: int, index: int, cell: Cell, form: Any) -> None:
    if cell == "":
        sheet.write_blank(row, index, None, form)
    elif isinstance(cell, str):
        sheet.write_string(row, index, cell[:LONGEST], form)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, index, cell, form)
    elif isinstance(cell, int | float):
        sheet.write_number(row, index, cell, form)
    else:
        sheet.write_datetime(row, index, cell, form)


def _about(book: Any, title: str, sentence: str, count: int, at: datetime) -> None:
    sheet = book.add_worksheet(str(ABOUT))
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 80, book.add_format({"text_wrap": True}))
    lines = [
        (pgettext("export", "Table"), title),
        (pgettext("export", "Shown"), sentence),
        (pgettext("export", "Rows"), str(count)),
        (pgettext("export", "Time"), at.isoformat(" ", "seconds")),
    ]
    for row, (name, value) in enumerate(lines):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, value[:LONGEST])


def _sheet_name(title: str) -> str:
    return SHEET_NAME.sub(" ", visible(title)).strip()[:31] or "Sheet1"


def _column_width(column: Column) -> int:
    return min(max(_width(str(column.name)) + 4, WIDTHS[column.parse.form]), WIDEST)


def _lines(cells: Sequence[Cell], widths: Sequence[int]) -> int:
    """Lines that the fullest cell of a row takes in its column, at most `MOST_LINES`."""
    needed = [
        sum(-(-max(_width(part), 1) // (width - 1)) for part in cell.split("\n"))
        for cell, width in zip(cells, widths, strict=True)
        if isinstance(cell, str)
    ]
    return min(max(needed, default=1), MOST_LINES)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)
