"""What a person may say about a sheet: which one, what its columns mean, and mended cells."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from yaohao.ground.sheets.cells.texts import folded, plain
from yaohao.ground.sheets.grid import Cell, Grid, is_blank
from yaohao.ground.sheets.headers import SEARCHED, Header
from yaohao.ground.sheets.problems import SheetRefusedError, shown

SAMPLES = 3  # rows under the header that a question shows


def _nothing(_digest: str) -> Mapping[int, str] | None:
    return None


def _silent(_done: int, _whole: int) -> None:
    return None


@dataclass(frozen=True)
class Reading:
    """`sheet`: the name of the one to read, empty for the likeliest.

    `meaning`: what the columns of a header mean (place from 0 to column key), by `digest_of` its
    labels; None where nobody has said. `mended`: cells typed anew, by row number and column key.
    `told`: called now and then with (rows read, rows in all).
    """

    sheet: str = ""
    meaning: Callable[[str], Mapping[int, str] | None] = _nothing
    mended: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    told: Callable[[int, int], None] = _silent


@dataclass(frozen=True)
class Head:
    """A header as a person is asked about it. `places` are the columns known already.

    `known`: they say enough, and the question is only which of `sheets` is read.
    """

    sheet: str
    sheets: tuple[str, ...]
    digest: str
    labels: tuple[str, ...]
    places: Mapping[str, int]
    samples: tuple[tuple[str, ...], ...]
    known: bool = False


class UnclearHeaderError(SheetRefusedError):
    """The columns do not say enough; `head` is what to ask about."""

    def __init__(self, words: str, head: Head) -> None:
        super().__init__(words)
        self.head = head


def digest_of(labels: Sequence[str]) -> str:
    """SHA-256 of a header, whatever its case, width and spaces."""
    return hashlib.sha256(
        "\t".join(folded(label).casefold() for label in labels).encode()
    ).hexdigest()


def guessed(grid: Grid) -> Header | None:
    """The row with most texts among the first ones, for a header of unknown names."""
    best, most = -1, 0
    for index, row in enumerate(grid.rows[:SEARCHED]):
        texts = sum(isinstance(cell, str) and not is_blank(cell) for cell in row)
        if texts > most:
            best, most = index, texts
    if best < 0:
        return None
    labels = tuple("" if is_blank(cell) else shown(plain(cell)) for cell in grid.rows[best])
    return Header(best, best, {}, labels, ())


def meant(header: Header, meaning: Mapping[int, str] | None) -> Header:
    """The header with its columns as a person said, where one did."""
    if meaning is None:
        return header
    places = {key: index for index, key in meaning.items() if key and index < len(header.labels)}
    return Header(header.first, header.last, places, header.labels, ())


def head_of(grid: Grid, header: Header, sheets: Sequence[str]) -> Head:
    """The question about a header."""
    below = grid.rows[header.last + 1 : header.last + 1 + SAMPLES]
    return Head(
        sheet=grid.name,
        sheets=tuple(sheets),
        digest=digest_of(header.labels),
        labels=header.labels,
        places=header.places,
        samples=tuple(
            tuple(_cell(row, index) for index in range(len(header.labels))) for row in below
        ),
    )


def _cell(row: Sequence[Cell], index: int) -> str:
    return shown(plain(row[index])) if index < len(row) else ""
