"""A sheet as rows of cells, each with the number that the spreadsheet program shows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

Cell = str | int | float | bool | date | datetime | time | timedelta
"""A cell as read; "" is a blank one."""


@dataclass(frozen=True)
class Limits:
    """What a file may cost. Bytes, cells and rows; a file above is refused before it is read."""

    file_bytes: int = 32 * 1024 * 1024
    expanded_bytes: int = 512 * 1024 * 1024  # of all members of an xlsx together
    members: int = 2_000
    cells: int = 8_000_000  # rows × columns that the table spans
    rows: int = 300_000
    errors: int = 2_000  # wrong cells that are kept with their words; more are counted


@dataclass(frozen=True)
class Grid:
    """One sheet. `rows[i]` is row i + 1; rows may differ in length.

    `name` is empty for a csv file. `merged` are inclusive ranges (top, left, bottom, right), from
    0, already filled with their value.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    notes: list[str] = field(default_factory=list)
    # Formulas without a saved value (row from 1, column from 0); `lost`: more than could be noted.
    uncalculated: Collection[tuple[int, int]] = ()
    lost: bool = False

    def place(self, line: int, column: int, label: str) -> str:
        """Where a cell is: `line` from 1, `column` from 0, `label` its header."""
        if self.name:
            return f"{self.name}!{letters(column)}{line}"
        return _("row %(line)d, column %(label)s") % {"line": line, "label": label}

    def row_place(self, line: int) -> str:
        """Where a row is."""
        row = _("row %(line)d") % {"line": line}
        return f"{self.name}, {row}" if self.name else row


def letters(column: int) -> str:
    """Column 0 → A, 25 → Z, 26 → AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_number(name: str) -> int:
    """Column A → 0, AA → 26; letters in either case."""
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def is_blank(cell: Cell) -> bool:
    """Tell whether a cell holds nothing but white space."""
    return isinstance(cell, str) and not cell.strip()
