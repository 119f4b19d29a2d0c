"""Reading xlsx and xls, without executing anything."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import BinaryIO

import python_calamine as calamine
from django.utils.translation import gettext as _

from yaohao.ground.sheets.extent import Extent
from yaohao.ground.sheets.grid import Cell, Grid, Limits
from yaohao.ground.sheets.guard import FileKind, Inspected
from yaohao.ground.sheets.problems import SheetRefusedError
from yaohao.ground.sheets.spool import Spool

REFUSED = (
    calamine.CalamineError,
    calamine.PasswordError,
    calamine.XmlError,
    calamine.ZipError,
    calamine.WorksheetNotFound,
    OSError,
    ValueError,
    OverflowError,
)
_Range = tuple[int, int, int, int]


def read_workbook(file: BinaryIO, inspected: Inspected, limits: Limits) -> Iterator[Grid]:
    """The visible worksheets of a workbook, one at a time. Raises SheetRefusedError."""
    try:
        with calamine.CalamineWorkbook.from_filelike(file) as book:
            for sheet in book.sheets_metadata:
                if sheet.typ is not calamine.SheetTypeEnum.WorkSheet:
                    continue
                if sheet.visible is calamine.SheetVisibleEnum.Visible:
                    yield _grid(book, sheet.name, inspected, limits)
    except SheetRefusedError:
        raise
    except REFUSED as error:
        raise _unreadable() from error
    except BaseException as error:
        # A broken file can make the native reader panic; its exception has no public name.
        if type(error).__name__ != "PanicException":
            raise
        raise _unreadable() from error


def hidden_sheets(file: BinaryIO) -> list[str]:
    """Names of the worksheets that the user cannot see."""
    with calamine.CalamineWorkbook.from_filelike(file) as book:
        return [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible is not calamine.SheetVisibleEnum.Visible
        ]


def _unreadable() -> SheetRefusedError:
    return SheetRefusedError(
        _("The workbook cannot be read. Open it in WPS or Excel, save it as .xlsx and try again.")
    )


def _grid(book: calamine.CalamineWorkbook, name: str, inspected: Inspected, limits: Limits) -> Grid:
    extent = inspected.extents.get(name)
    if inspected.kind is FileKind.XLSX:
        if extent is None:
            raise _unreadable()
        _check_reach(name, extent.rows, extent.columns, limits)
    sheet = book.get_sheet_by_name(name)
    _check_reach(name, sheet.total_height, sheet.total_width, limits)
    merged = _clipped(sheet, limits)
    rows: Iterable[list[Cell]] = _filled(_rows(sheet), merged)
    if extent is None:
        return Grid(name, Spool(rows), merged)
    # The reader leaves out rows in which nothing but such cells stand at the end.
    last = max((line for line, _column in extent.uncalculated), default=0)
    rows = chain(rows, ([] for _ in range(last - _size(sheet)[0])))
    return Grid(name, Spool(rows), merged, _notes(name, extent), extent.uncalculated, extent.lost)


def _rows(sheet: calamine.CalamineSheet) -> Iterator[list[Cell]]:
    """Rows from the first of the sheet on; the reader begins each with the first filled column."""
    left = sheet.start[1] if sheet.start else 0
    for row in sheet.iter_rows():
        yield [""] * left + row


def _notes(name: str, extent: Extent) -> list[str]:
    notes = []
    if extent.hidden:
        notes.append(
            _("%(sheet)s: %(count)d hidden rows were read as well (first: row %(row)d).")
            % {"sheet": name, "count": len(extent.hidden), "row": extent.hidden[0]}
        )
    if extent.failed:
        notes.append(
            _("%(sheet)s: %(count)d cells hold a formula error and were read as blank.")
            % {"sheet": name, "count": extent.failed}
        )
    if extent.formulas:
        notes.append(
            _(
                "%(sheet)s: %(count)d cells hold a formula. Nothing was calculated; the values "
                "saved with them were read."
            )
            % {"sheet": name, "count": extent.formulas}
        )
    return notes


def _check_reach(name: str, rows: int, columns: int, limits: Limits) -> None:
    if rows * columns <= limits.cells and columns <= 2_000:
        return
    raise SheetRefusedError(
        _(
            "%(sheet)s reaches to row %(rows)d and column %(columns)d, which is more than can be "
            "read. Something stands far outside the table: copy the table alone into a new sheet."
        )
        % {"sheet": name, "rows": rows, "columns": columns}
    )


def _size(sheet: calamine.CalamineSheet) -> tuple[int, int]:
    """Rows and columns, counted from the corner of the sheet."""
    return (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)


def _clipped(sheet: calamine.CalamineSheet, limits: Limits) -> tuple[_Range, ...]:
    """Merged ranges (top, left, bottom, right), no further than the table, and not too many."""
    found, budget = [], limits.cells
    height, width = _size(sheet)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        bottom, right = min(bottom, height - 1), min(right, width - 1)
        if top > bottom or left > right:
            continue
        budget -= (right - left + 1) * (bottom - top + 1)
        if budget < 0:
            break
        found.append((top, left, bottom, right))
    return tuple(found)


def _filled(rows: Iterable[list[Cell]], ranges: Sequence[_Range]) -> Iterator[list[Cell]]:
    """Every cell of a merged range says what its first one does."""
    waiting = sorted(ranges, reverse=True)
    open_ranges: list[tuple[_Range, Cell]] = []
    for index, row in enumerate(rows):
        open_ranges = [(each, value) for each, value in open_ranges if each[2] >= index]
        while waiting and waiting[-1][0] == index:
            each = waiting.pop()
            open_ranges.append((each, row[each[1]]))
        for (_top, left, _bottom, right), value in open_ranges:
            row[left : right + 1] = [value] * (right - left + 1)
        yield row
