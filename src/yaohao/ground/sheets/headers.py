"""Finding the header of a table: in any order, under title rows, on one line or two."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yaohao.ground.sheets.cells.texts import folded, plain, visible
from yaohao.ground.sheets.columns import Column
from yaohao.ground.sheets.grid import Cell, Grid, is_blank

SEARCHED = 30  # rows from the top in which a header is looked for
BRACKETED = re.compile(r"[(\[{【〔〈《][^)\]}】〕〉》]*[)\]}】〕〉》]")
ORNAMENTS = re.compile(r"[()\[\]{}【】〔〕〈〉《》*＊:：、,.\-_/\\“”\"'#]")


@dataclass(frozen=True)
class Header:
    """Where the columns stand. `first` and `last` are row indexes from 0 (equal for one line)."""

    first: int
    last: int
    places: dict[str, int]  # key of a column → index of the sheet's column
    labels: tuple[str, ...]  # as they stand in the sheet, two lines joined
    twice: tuple[tuple[str, int, int], ...]  # key, and two columns that both claim it

    @property
    def unknown(self) -> list[int]:
        """Columns with a label that no declaration knows."""
        known = set(self.places.values()) | {second for _key, _first, second in self.twice}
        return [i for i, label in enumerate(self.labels) if label and i not in known]


def fold(label: object) -> str:
    """A header for comparing: half-width, lower case, without blanks and ornaments."""
    return ORNAMENTS.sub("", folded(str(label)).casefold())


def _readings(label: str) -> list[str]:
    """What a label may say: as it is, and without what stands in brackets (必填, 万元)."""
    bare = BRACKETED.sub("", folded(label))
    return [fold(label), fold(bare)]


def find_header(grid: Grid, columns: Sequence[Column]) -> Header | None:
    """The likeliest header among the first rows; None if no row names even one column."""
    known = {fold(label): column.key for column in columns for label in column.labels()}
    known.pop("", None)
    required = {column.key for column in columns if column.required}
    best: Header | None = None
    best_score = (0, 0)
    for row in range(min(SEARCHED, len(grid.rows))):
        for header in (_match(grid, row, row, known), _match(grid, row, row + 1, known)):
            score = (len(required & set(header.places)), len(header.places))
            if score > best_score:
                best, best_score = header, score
    return best


def _match(grid: Grid, first: int, last: int, known: dict[str, str]) -> Header:
    choices = _line(grid.rows[first]) if first == last else _two_lines(grid, first, last)
    places: dict[str, int] = {}
    twice = []
    for index, candidates in enumerate(choices):
        readings = (r for label in candidates for r in _readings(label))
        key = next((known[r] for r in readings if r in known), None)
        if key is None:
            continue
        if key in places:
            twice.append((key, places[key], index))
        else:
            places[key] = index
    labels = tuple(candidates[0] if candidates else "" for candidates in choices)
    return Header(first, last, places, labels, tuple(twice))


def _line(row: Sequence[Cell]) -> list[list[str]]:
    return [[_label(cell)] if not is_blank(cell) else [] for cell in row]


def _two_lines(grid: Grid, first: int, last: int) -> list[list[str]]:
    """Per column what two lines may say together: both, the lower one, or the merged cell."""
    if last >= len(grid.rows):
        return []
    upper, lower = grid.rows[first], grid.rows[last]
    choices: list[list[str]] = []
    group = ""
    for index in range(max(len(upper), len(lower))):
        top = _label(upper[index]) if index < len(upper) else ""
        bottom = _label(lower[index]) if index < len(lower) else ""
        group = top or group  # of a merged cell only the first column has a text in csv
        if bottom and bottom != top:
            choices.append([bottom, group + bottom] if group else [bottom])
        else:
            choices.append([top] if top else [])
    return choices


def _label(cell: Cell) -> str:
    return " ".join(visible(plain(cell)).split())
