"""Rows of a sheet that are no records: blanks, subtotals, notes, headings, repeated headers.

Only what is plainly no record is passed over, and said so. A row in doubt is read as a record,
so that it shows up as a mistake instead of vanishing.
"""

import re
from collections.abc import Sequence
from enum import Enum

from django.utils.translation import gettext as _

from yaohao.ground.sheets.cells.texts import folded
from yaohao.ground.sheets.grid import Cell, is_blank
from yaohao.ground.sheets.headers import ORNAMENTS, fold
from yaohao.ground.sheets.table import Table

SUMS = frozenset(
    ["合计", "小计", "总计", "共计", "累计", "本页合计", "本页小计", "total", "subtotal", "sum"]
)
NOTES = re.compile(
    r"(备?注|说明|附注|填表|填报|制表|审核|复核|联系人|联系电话|数据来源|统计时间|note|remark)s?"
    r"[^:：]{0,8}[:：]"
)
SHOWN_LINES = 5


class Leftover(Enum):
    """Why a row was passed over."""

    BLANK = "blank"
    SUM = "sum"
    NOTE = "note"
    HEADING = "heading"
    HEADER = "header"

    @property
    def worth_a_note(self) -> bool:
        """Blank rows are not mentioned."""
        return self is not Leftover.BLANK

    def note(self, lines: Sequence[int]) -> str:
        """Which rows were passed over and why."""
        words = {
            Leftover.SUM: _("Subtotals not read: rows %(lines)s."),
            Leftover.NOTE: _("Notes under the table not read: rows %(lines)s."),
            Leftover.HEADING: _("Headings across the table not read: rows %(lines)s."),
            Leftover.HEADER: _("Repeated headers not read: rows %(lines)s."),
        }
        numbers = "、".join(map(str, lines[:SHOWN_LINES]))
        more = "…" if len(lines) > SHOWN_LINES else ""
        return words[self] % {"lines": numbers + more}


def leftover(table: Table, line: int, cells: Sequence[Cell]) -> Leftover | None:
    """Say what a row is that is no record; None for a record."""
    first = next((cell for cell in cells if not is_blank(cell)), None)
    if first is None:
        return Leftover.BLANK
    word = folded(first).casefold()
    if ORNAMENTS.sub("", word) in SUMS and _lacks_required(table, line):
        return Leftover.SUM
    if NOTES.match(word) and _lacks_required(table, line):
        return Leftover.NOTE
    if _spans(table, line - 1) and len({folded(c) for c in cells if not is_blank(c)}) == 1:
        return Leftover.HEADING
    if _is_header_again(table, line):
        return Leftover.HEADER
    return None


def _lacks_required(table: Table, line: int) -> bool:
    """A sum or a note leaves out most of what a record needs."""
    filled = {
        column.key: folded(table.cell(line, table.header.places[column.key]))
        for column in table.columns
        if column.required
    }
    present = [text for text in filled.values() if text]
    return not filled or len(set(present)) * 2 <= len(filled) or len(set(present)) <= 1


def _spans(table: Table, row: int) -> bool:
    """Whether one merged cell covers at least half of the table's columns in this row."""
    places = table.header.places.values()
    return any(
        top <= row <= bottom and sum(left <= p <= right for p in places) * 2 > len(places)
        for top, left, bottom, right in table.merged_at(row)
    )


def _is_header_again(table: Table, line: int) -> bool:
    return all(fold(table.cell(line, i)) == label for i, label in table.folded_labels)
