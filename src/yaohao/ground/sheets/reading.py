"""Reading a table: the sheet with the best header, every row, every mistake."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import PurePath
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from yaohao.ground.sheets.asking import (
    Reading,
    UnclearHeaderError,
    digest_of,
    guessed,
    head_of,
    meant,
)
from yaohao.ground.sheets.cells import Kind
from yaohao.ground.sheets.cells.choices import spellings
from yaohao.ground.sheets.columns import Column
from yaohao.ground.sheets.grid import Grid, Limits, letters
from yaohao.ground.sheets.guard import FileKind, inspect
from yaohao.ground.sheets.headers import SEARCHED, Header, find_header, fold
from yaohao.ground.sheets.leftovers import Leftover, leftover
from yaohao.ground.sheets.problems import SheetRefusedError, UnreadableError
from yaohao.ground.sheets.table import ABOUT, REASON, Row, Table
from yaohao.ground.sheets.texts import read_text
from yaohao.ground.sheets.workbooks import hidden_sheets, read_workbook

LIMITS = Limits()
PLAIN = Reading()
TOLD = 2_000  # rows between two words about how far the reading is


def read_table(
    file: BinaryIO,
    filename: str,
    columns: Sequence[Column],
    *,
    limits: Limits = LIMITS,
    reading: Reading = PLAIN,
) -> Table:
    """Read csv, xlsx or xls (told by content; `filename` is for messages) into a Table.

    Raises SheetRefusedError when there is no table to speak of: not a spreadsheet, encrypted,
    too large, no rows; UnclearHeaderError where a person can say what the columns mean. Wrong
    cells are collected in the table.
    """
    table, rows = open_table(file, filename, columns, limits=limits, reading=reading)
    table.rows.extend(rows)
    return table


def open_table(
    file: BinaryIO,
    filename: str,
    columns: Sequence[Column],
    *,
    limits: Limits = LIMITS,
    reading: Reading = PLAIN,
) -> tuple[Table, Iterator[Row]]:
    """The same for a sheet that is too large to be held: its right rows are given away one by one.

    Mistakes and notes stand in the table when they are through. Both raise as `read_table`.
    """
    with _naming(filename):
        table = _opened(file, columns, limits, reading)
    return table, _named_rows(table, filename, limits, reading)


@contextmanager
def _naming(filename: str) -> Iterator[None]:
    """A refusal says which file it is about."""
    try:
        yield
    except UnclearHeaderError:
        raise
    except SheetRefusedError as error:
        name = PurePath(filename).name
        raise SheetRefusedError(f"{name}: {error}" if name else str(error)) from error


def _named_rows(table: Table, filename: str, limits: Limits, reading: Reading) -> Iterator[Row]:
    with _naming(filename):
        yield from _rows(table, limits, reading)


def _opened(file: BinaryIO, columns: Sequence[Column], limits: Limits, reading: Reading) -> Table:
    inspected = inspect(file, limits)
    notes = []
    if inspected.macros:
        notes.append(_("The workbook holds macros. They were not run."))
    if inspected.links:
        notes.append(_("The workbook refers to other files. They were not opened."))
    if inspected.kind is FileKind.TEXT:
        grids: Iterable[Grid] = [read_text(file, limits, lambda grid: _fit(grid, columns))]
    else:
        grids = read_workbook(file, inspected, limits)
    grid, header, passed = _choose(grids, columns, reading)
    if passed := [name for name in passed if name not in spellings(ABOUT)]:
        notes.append(_("Sheets not read: %(names)s.") % {"names": "、".join(passed)})
    if inspected.kind is not FileKind.TEXT:
        file.seek(0)
        if hidden := hidden_sheets(file):
            notes.append(_("Hidden sheets not read: %(names)s.") % {"names": "、".join(hidden)})
    header = meant(header, reading.meaning(digest_of(header.labels)))
    sheets = [grid.name, *passed]
    _check_header(grid, header, columns, sheets)
    if grid.lost:
        raise SheetRefusedError(_uncalculated(grid))
    table = Table(
        columns, grid, header, limits.errors,
        sheets=tuple(sheets), notes=notes + grid.notes, mended=reading.mended,
    )  # fmt: skip
    _note_unknown(table)
    return table


def _fit(grid: Grid, columns: Sequence[Column]) -> int:
    header = find_header(grid, columns)
    return len(header.places) if header else 0


def _choose(
    grids: Iterable[Grid], columns: Sequence[Column], reading: Reading
) -> tuple[Grid, Header, list[str]]:
    """The sheet whose header names most columns, the first of equals; and the others' names.

    Where none names one, a row that may be a header; a person has to say what it means. Where
    several hold a whole table, a person has to say which.
    """
    best: tuple[Grid, Header] | None = None
    unknown: tuple[Grid, Header] | None = None
    names, whole = [], []
    required = {column.key for column in columns if column.required}
    for grid in grids:
        names.append(grid.name)
        if reading.sheet and grid.name != reading.sheet:
            continue
        header = find_header(grid, columns)
        if header and required <= header.places.keys() and len(grid.rows) > header.last + 1:
            whole.append(grid.name)
        if header and (best is None or len(header.places) > len(best[1].places)):
            best = grid, header
        if header is None and unknown is None and (guess := guessed(grid)):
            unknown = grid, guess
    best = best or unknown
    if best is None:
        raise SheetRefusedError(_no_header(columns))
    if len(whole) > 1 and not reading.sheet:
        head = replace(head_of(*best, whole), known=True)
        raise UnclearHeaderError(_several(whole), head)
    return *best, [name for name in names if name != best[0].name]


def _several(names: Sequence[str]) -> str:
    words = _(
        "%(count)d sheets hold a table: %(names)s. Say which one is read; upload the file again "
        "for the next one."
    )
    return words % {"count": len(names), "names": "、".join(names)}


def _uncalculated(grid: Grid) -> str:
    words = _(
        "%(sheet)s holds formulas that were never calculated. Open the file in WPS or Excel, save "
        "it again and upload it."
    )
    return words % {"sheet": grid.name}


def _wanted(columns: Sequence[Column]) -> list[object]:
    return [c.name for c in columns if c.required] or [c.name for c in columns]


def _no_header(columns: Sequence[Column]) -> str:
    words = _(
        "No header was found in the first %(count)d rows. Expected a row with these columns: "
        "%(names)s."
    )
    return words % {"count": SEARCHED, "names": "、".join(map(str, _wanted(columns)))}


def _check_header(
    grid: Grid, header: Header, columns: Sequence[Column], sheets: Sequence[str]
) -> None:
    if not header.places:
        raise UnclearHeaderError(_no_header(columns), head_of(grid, header, sheets))
    place = grid.row_place(header.last + 1)
    missing = [str(c.name) for c in columns if c.required and c.key not in header.places]
    if missing:
        words = _("%(place)s was read as the header; these columns are missing: %(names)s.")
        values = {"place": place, "names": "、".join(missing)}
        raise UnclearHeaderError(words % values, head_of(grid, header, sheets))
    names = {column.key: str(column.name) for column in columns}
    for key, first, second in header.twice:
        raise UnclearHeaderError(
            _(
                "%(place)s: the columns %(first)s and %(second)s both say “%(name)s”. Remove or "
                "rename one."
            )
            % {
                "place": place,
                "first": letters(first),
                "second": letters(second),
                "name": names[key],
            },
            head_of(grid, header, sheets),
        )


def _note_unknown(table: Table) -> None:
    reasons = {fold(reason) for reason in spellings(REASON)}
    unknown = [i for i in table.header.unknown if fold(table.header.labels[i]) not in reasons]
    table.unknown = tuple(table.header.labels[i] for i in unknown)
    if unknown:
        names = "、".join(f"{table.header.labels[i]} ({letters(i)})" for i in unknown)
        table.notes.append(_("Columns not read: %(names)s.") % {"names": names})


def _rows(table: Table, limits: Limits, reading: Reading) -> Iterator[Row]:
    first, records = table.header.last + 1, 0
    kinds = [
        (column, index, column.for_header(table.header.labels[index]))
        for column in table.columns
        if (index := table.header.places.get(column.key)) is not None
    ]
    absent = {c.key: c.default for c in table.columns if c.key not in table.header.places}
    passed: dict[Leftover, list[int]] = {}
    waiting = _waiting(table, [index for _column, index, _reader in kinds])
    for line, cells in enumerate(islice(table.grid.rows, first, None), first + 1):
        if line % TOLD == 0:
            reading.told(line, len(table.grid.rows))
        kind = None if line in waiting else leftover(table, line, cells)
        if kind is not None:
            passed.setdefault(kind, []).append(line)
            continue
        if records >= limits.rows:
            raise SheetRefusedError(
                _("The table has more than %(limit)d rows. Split it into several files.")
                % {"limit": limits.rows}
            )
        records += 1
        typed, unknown = reading.mended.get(str(line), {}), waiting.get(line, ())
        values = absent | _values(table, line, kinds, typed, unknown)
        if line not in table.wrong_lines:
            yield Row(line, values)
    table.notes.extend(kind.note(lines) for kind, lines in passed.items() if kind.worth_a_note)
    if not records:
        raise SheetRefusedError(
            _("%(place)s was read as the header, but no rows follow it.")
            % {"place": table.grid.row_place(table.header.last + 1)}
        )


def _values(
    table: Table,
    line: int,
    kinds: Sequence[tuple[Column, int, Kind]],
    typed: Mapping[str, str],
    unknown: Collection[int],
) -> dict[str, Any]:
    """The values of a row by column key; wrong cells go into the table instead."""
    values, cells = {}, table.grid.rows[line - 1]
    width = len(cells)
    for column, index, reader in kinds:
        key = column.key
        try:
            if key in typed:
                values[key] = column.read(typed[key], reader)
            elif index in unknown:
                raise _never_calculated()
            else:
                values[key] = column.read(cells[index] if index < width else "", reader)
        except UnreadableError as error:
            table.fail(line, key, error.reason, error.repair)
    return values


def _waiting(table: Table, read: Sequence[int]) -> dict[int, set[int]]:
    """Cells of the columns read that wait for their formula to be calculated, by row."""
    waiting: dict[int, set[int]] = {}
    for line, index in table.grid.uncalculated:
        if index in read:
            waiting.setdefault(line, set()).add(index)
    return waiting


def _never_calculated() -> UnreadableError:
    return UnreadableError(
        _("holds a formula that was never calculated."),
        _("Open the file in WPS or Excel and save it again, or type the value."),
    )
