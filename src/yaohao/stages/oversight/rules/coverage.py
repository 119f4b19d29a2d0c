"""What part of each county's enterprises was visited, and where the county stands on the map.

The map is a scheme: a grid in which each county is one tile (示意图). A layout file says where;
counties it does not know stand below, in the order of their codes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil, sqrt

# Upper ends of the classes in per cent; the last class is everything above. The first is none.
CLASSES = (0, 24, 49, 74)

Place = tuple[int, int]
"""Column and row on the map, from the upper left, from 0."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The enterprises of a county: all that may be drawn, visited in the year, in the running
    cycle of the item, and never by any visit."""

    objects: int
    year: int
    cycle: int
    never: int

    @property
    def share(self) -> int | None:
        """Visited in the year in whole per cent, rounded down; None without enterprises."""
        return share_of(self.year, self.objects)

    @property
    def cycle_share(self) -> int | None:
        """Visited in the cycle in whole per cent, rounded down; None without enterprises."""
        return share_of(self.cycle, self.objects)


def share_of(part: int, whole: int) -> int | None:
    """`part` of `whole` in whole per cent, rounded down, never more than 100; None of nothing."""
    return min(100, 100 * part // whole) if whole else None


def shade(part: int, whole: int) -> int | None:
    """The class of a share, 0 (none) to 4 (three quarters and more); None without enterprises.

    Any visit at all lifts a county out of class 0, also where its share rounds to nothing.
    """
    share = share_of(part, whole)
    if share is None:
        return None
    if part == 0:
        return 0
    return next((n for n, top in enumerate(CLASSES) if n and share <= top), len(CLASSES))


def whole(parts: Iterable[Cover]) -> Cover:
    """All counties together."""
    found = list(parts)
    return Cover(
        sum(part.objects for part in found),
        sum(part.year for part in found),
        sum(part.cycle for part in found),
        sum(part.never for part in found),
    )


def placed(codes: Iterable[str], layout: Mapping[str, Place]) -> dict[str, Place]:
    """Where each county stands, moved to the upper left; no two on one place."""
    wanted = sorted(set(codes))
    known = {code: layout[code] for code in wanted if code in layout}
    left = min((column for column, _row in known.values()), default=0)
    top = min((row for _column, row in known.values()), default=0)
    places: dict[str, Place] = {}
    for code, (column, row) in known.items():
        if (place := (column - left, row - top)) not in places.values():
            places[code] = place
    rest = [code for code in wanted if code not in places]
    wide = max((column + 1 for column, _row in places.values()), default=0)
    wide = max(wide, ceil(sqrt(len(rest))))
    below = max((row + 1 for _column, row in places.values()), default=0)
    for number, code in enumerate(rest):
        places[code] = (number % wide, below + number // wide)
    return places
