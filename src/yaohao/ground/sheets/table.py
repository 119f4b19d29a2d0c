"""The result of reading a table: good rows, wrong cells, and remarks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yaohao.ground.sheets.cells.texts import plain
from yaohao.ground.sheets.columns import Column
from yaohao.ground.sheets.grid import Cell, Grid
from yaohao.ground.sheets.headers import Header, fold
from yaohao.ground.sheets.problems import CellError, shown

# What the writers add and the reader passes over in silence.
ABOUT = gettext_lazy("About this export")  # a second sheet
REASON = pgettext_lazy("wrong row", "Reason")  # the last column of the wrong rows


@dataclass(frozen=True)
class Row:
    """A row without mistakes: `line` as the spreadsheet program shows it, values by key."""

    line: int
    values: Mapping[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.values[key]


@dataclass
class Table:
    """What `read_table` found. Nothing may be imported while `error_count` is not 0.

    `rows`         rows without a wrong cell, in the order of the sheet
    `errors`       wrong cells, at most `most_errors` of them; `error_count` counts all
    `wrong_lines`  numbers of the rows with at least one wrong cell
    `notes`        what was passed over, and why, in words
    `unknown`      headers of the sheet that no column knows
    `present`      keys of the columns that the sheet has
    """

    columns: Sequence[Column]
    grid: Grid
    header: Header
    most_errors: int
    sheets: tuple[str, ...] = ()  # the one that is read, and others in the workbook
    rows: list[Row] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)
    error_count: int = 0
    wrong_lines: set[int] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    unknown: tuple[str, ...] = ()
    mended: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # by line and key

    @property
    def present(self) -> frozenset[str]:
        return frozenset(self.header.places)

    @property
    def summary(self) -> str:
        """One sentence: rows, wrong rows, wrong cells."""
        return _("%(rows)d rows read, %(wrong)d rows wrong (%(errors)d cells).") % {
            "rows": len(self.rows) + len(self.wrong_lines - {row.line for row in self.rows}),
            "wrong": len(self.wrong_lines),
            "errors": self.error_count,
        }

    def merged_at(self, row: int) -> Sequence[tuple[int, int, int, int]]:
        """Merged ranges that touch a row, counted from 0."""
        return self._merged_by_row.get(row, ())

    @cached_property
    def _merged_by_row(self) -> dict[int, list[tuple[int, int, int, int]]]:
        rows: dict[int, list[tuple[int, int, int, int]]] = {}
        for merged in self.grid.merged:
            for row in range(merged[0], merged[2] + 1):
                rows.setdefault(row, []).append(merged)
        return rows

    @cached_property
    def folded_labels(self) -> list[tuple[int, str]]:
        """The labels of the columns read, by place, as they are compared."""
        return [(place, fold(self.header.labels[place])) for place in self.header.places.values()]

    def fail(self, line: int, key: str, reason: str, repair: str = "") -> None:
        """Record a wrong cell; callers use it for what only they know (duplicates, rights)."""
        self.error_count += 1
        self.wrong_lines.add(line)
        if len(self.errors) >= self.most_errors:
            return
        index = self.header.places.get(key)
        place, value = self.grid.row_place(line), ""
        if index is not None:
            place = self.grid.place(line, index, self.header.labels[index])
            mended = self.mended.get(str(line), {}).get(key)
            value = shown(plain(self.cell(line, index)) if mended is None else mended)
        self.errors.append(CellError(line, key, place, value, reason, repair))

    def texts(self, line: int) -> dict[str, str]:
        """The cells of a row as text, by column key, as mended where they were."""
        typed = self.mended.get(str(line), {})
        return {
            key: typed.get(key, plain(self.cell(line, index)))
            for key, index in self.header.places.items()
        }

    def cell(self, line: int, index: int) -> Cell:
        """A cell as it stands in the sheet; "" beyond the end of its row."""
        row = self.grid.rows[line - 1]
        return row[index] if index < len(row) else ""
