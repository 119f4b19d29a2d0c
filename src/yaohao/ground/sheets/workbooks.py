"""Reading xlsx and xls, without executing anything."""

from collections.abc import Iterator
from typing import BinaryIO

import python_calamine as calamine
from django.utils.translation import gettext as _

from yaohao.ground.sheets.extent import Extent
from yaohao.ground.sheets.grid import Cell, Grid, Limits
from yaohao.ground.sheets.guard import FileKind, Inspected
from yaohao.ground.sheets.problems import SheetRefusedError

SHARED = 200  # different words of a column that are looked for
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
    rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
    _share(rows)
    merged = _fill_merged(rows, sheet.merged_cell_ranges or [], limits)
    if extent is None:
        return Grid(name, rows, merged)
    # The reader leaves out rows in which nothing but such cells stand at the end.
    last = max((line for line, _column in extent.uncalculated), default=0)
    rows.extend([] for _ in range(last - len(rows)))
    return Grid(name, rows, merged, _notes(name, extent), extent.uncalculated, extent.lost)


def _share(rows: list[list[Cell]]) -> None:
    """Hold each word of a closed list once, not once a row."""
    known: list[dict[Cell, Cell]] = [{} for _ in range(max(map(len, rows), default=0))]
    for row in rows:
        for words, (index, cell) in zip(known, enumerate(row), strict=False):
            if isinstance(cell, str):
                if cell in words:
                    row[index] = words[cell]
                elif len(words) < SHARED:
                    words[cell] = cell


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


def _fill_merged(
    rows: list[list[Cell]], ranges: list[tuple[tuple[int, int], tuple[int, int]]], limits: Limits
) -> tuple[tuple[int, int, int, int], ...]:
    filled, budget = [], limits.cells
    for (top, left), (bottom, right) in ranges:
        bottom = min(bottom, len(rows) - 1)
        if top > bottom or left >= len(rows[top]):
            continue
        width = min(right + 1, len(rows[top])) - left
        budget -= width * (bottom - top + 1)
        if budget < 0:
            break
        value = rows[top][left]
        for row in rows[top : bottom + 1]:
            row[left : left + width] = [value] * width
        filled.append((top, left, bottom, right))
    return tuple(filled)
