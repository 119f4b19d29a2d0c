"""Small pictures of numbers as SVG: geometry alone, so that no page carries style or script.

Each stands in a row of the table that holds the same numbers; `words` say it to who cannot see it.
"""

from collections.abc import Sequence
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
