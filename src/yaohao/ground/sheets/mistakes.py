"""The wrong rows as a workbook (错误行.xlsx): mend them there and import it again."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from yaohao.ground.sheets.grid import Cell
from yaohao.ground.sheets.table import REASON, Table
from yaohao.ground.sheets.writing import complete_workbook


def write_errors(stream: BinaryIO, table: Table) -> int:
    """Write the wrong rows as they were, with the reasons in the last column; returns how many.

    Wrong cells are coloured. Rows beyond the limit of kept errors are named without a reason.
    """
    with complete_workbook(stream) as book:
        sheet = book.add_worksheet(_("Wrong rows"))
        bold = book.add_format({"bold": True, "bottom": 1})
        wrong = book.add_format({"bg_color": "#F8D7DA", "border": 1, "border_color": "#B02A37"})
        reason_column = len(table.header.labels)
        for index, label in enumerate(table.header.labels):
            sheet.set_column(index, index, 20)
            sheet.write_string(0, index, label, bold)
        sheet.set_column(reason_column, reason_column, 80)
        sheet.write_string(0, reason_column, str(REASON), bold)
        sheet.freeze_panes(1, 0)
        reasons, marked = _by_line(table)
        for row, line in enumerate(sorted(table.wrong_lines), 1):
            for index in range(reason_column):
                cell_format = wrong if index in marked[line] else None
                _put(sheet, row, index, table.cell(line, index), cell_format)
            words = reasons[line] or [_("This row is wrong; mend the others and import again.")]
            sheet.write_string(row, reason_column, "\n".join(words))
    return len(table.wrong_lines)


def _by_line(table: Table) -> tuple[dict[int, list[str]], dict[int, set[int]]]:
    reasons: dict[int, list[str]] = defaultdict(list)
    marked: dict[int, set[int]] = defaultdict(set)
    for error in table.errors:
        reasons[error.line].append(str(error))
        if error.key in table.header.places:
            marked[error.line].add(table.header.places[error.key])
    return reasons, marked


def _put(sheet: Any, row: int, index: int, cell: Cell, form: Any) -> None:
    if isinstance(cell, str):
        if cell:
            sheet.write_string(row, index, cell, form)
        elif form:
            sheet.write_blank(row, index, None, form)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, index, cell, form)
    elif isinstance(cell, int | float):
        sheet.write_number(row, index, cell, form)
    elif isinstance(cell, date | datetime):
        sheet.write_datetime(row, index, cell)
    elif isinstance(cell, time | timedelta):
        sheet.write_string(row, index, str(cell), form)


def errors_filename() -> str:
    """The name under which the wrong rows are downloaded."""
    return _("wrong-rows.xlsx")
