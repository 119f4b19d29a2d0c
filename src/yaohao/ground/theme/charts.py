"""Small pictures of numbers as SVG: geometry alone, so that no page carries style or script.

Each stands in a row of the table that holds the same numbers; `words` say it to who cannot see it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

WIDE, HIGH = 200.0, 20.0  # of a picture, in its own units; the page stretches it
GAP = 1.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of a picture."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A value as a bar on a scale that ends at `most`, with the span its years fall into."""

    value: float
    low: float
    high: float
    most: float
    words: str | Promise = ""

    @property
    def box(self) -> Box:
        """The bar."""
        return Box(0, 3, self._at(self.value), HIGH - 6)

    @property
    def span(self) -> Box:
        """The line from `low` to `high`, thin enough to leave the bar's end to be seen."""
        left = self._at(self.low)
        return Box(left, HIGH / 2 - 1, round(self._at(self.high) - left, 2), 2)

    def _at(self, value: float) -> float:
        return round(WIDE * min(value, self.most) / self.most, 2) if self.most > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Strip:
    """Values one after the other as columns, each with a mark at a higher one."""

    values: Sequence[float]
    marks: Sequence[float]
    most: float
    words: str | Promise = ""

    @property
    def columns(self) -> list[Box]:
        """The columns."""
        return [self._column(place, value, 0.0) for place, value in enumerate(self.values)]

    @property
    def lines(self) -> list[Box]:
        """The marks, as thin lines over their columns."""
        return [self._column(place, value, 1.5) for place, value in enumerate(self.marks)]

    def _column(self, place: int, value: float, line: float) -> Box:
        step = WIDE / max(1, len(self.values))
        tall = (HIGH - 2) * min(value, self.most) / self.most if self.most > 0 else 0.0
        return Box(
            round(place * step + GAP, 2), round(HIGH - tall, 2), round(step - 2 * GAP, 2),
            line if line and value else 0.0 if line else round(tall, 2),
        )  # fmt: skip


TILE, STEP, MARK = 100, 106, 12  # side of a tile, distance of two, side of a mark of its class
LONGEST = 5  # characters of a name that fit


@dataclass(frozen=True, slots=True)
class Tile:
    """One place of a scheme of places: column and row from 0, and what is said of it.

    `shade` is its class from 0 to 4, told by fill and by so many marks, so that it is read without
    colour; None is a place of which there is nothing to tell. `url` is where its numbers stand.
    """

    column: int
    row: int
    shade: int | None
    name: str
    value: str
    words: str | Promise
    url: str

    @property
    def x(self) -> int:
        """Its left edge."""
        return STEP * self.column + 3

    @property
    def y(self) -> int:
        """Its upper edge."""
        return STEP * self.row + 3

    @property
    def middle(self) -> int:
        """Where its words are centred."""
        return self.x + TILE // 2

    @property
    def short(self) -> str:
        """As much of the name as fits."""
        return self.name if len(self.name) <= LONGEST else self.name[: LONGEST - 1] + "…"

    @property
    def lines(self) -> tuple[int, int]:
        """Where name and value stand."""
        return self.y + 34, self.y + 64

    @property
    def marks(self) -> list[Box]:
        """As many squares as the class has."""
        count = self.shade or 0
        left = self.middle - (count * (MARK + 4) - 4) / 2
        return [Box(left + n * (MARK + 4), self.y + 78, MARK, MARK) for n in range(count)]


@dataclass(frozen=True, slots=True)
class TileMap:
    """Places as tiles on a grid; no map: the grid keeps neighbours near, not distances."""

    tiles: Sequence[Tile]
    width: int
    height: int
    words: str | Promise


def tile_map(tiles: Iterable[Tile], words: str | Promise) -> TileMap:
    """The tiles in reading order, on a ground that holds them all."""
    found = sorted(tiles, key=lambda tile: (tile.row, tile.column))
    return TileMap(
        found,
        STEP * (1 + max((tile.column for tile in found), default=0)),
        STEP * (1 + max((tile.row for tile in found), default=0)),
        words,
    )
