"""Counting simulated years: what grows with the years is a few numbers each, never the years."""

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from operator import itemgetter

from yaohao.stages.planning.rules.simulation.running import Happened
from yaohao.stages.planning.rules.simulation.year import Dimension, Year

MONTHS = 12


class Tally:
    """What came of some years.

    `classes`: dimension -> code -> visits, of each year; `never`, `lost`: the same as sums;
    `rows`: visits of each row over all years; `lines`: visits of each line, of each year;
    `loads`: (officer * 12 + month, visits) -> years; `whole`: (officer, visits of a year) -> years,
    both without the years of none; `pairs`: smaller officer * officers + larger -> visits together;
    `vacant`: visits without a team.
    """

    def __init__(self, year: Year) -> None:
        self.year = year
        self.years = 0
        self.vacant = 0
        self.classes = {
            name: [array("L") for _ in dimension.codes]
            for name, dimension in year.dimensions.items()
        }
        self.met: dict[str, Counter[int]] = {name: Counter() for name in year.dimensions}
        self.lost: dict[str, Counter[int]] = {name: Counter() for name in year.dimensions}
        self.rows = array("L", bytes(array("L").itemsize * len(year.ids)))
        self.lines = [array("L") for _ in year.lines]
        self.loads: Counter[tuple[int, int]] = Counter()
        self.whole: Counter[tuple[int, int]] = Counter()
        self.pairs: Counter[int] = Counter()

    def add(self, happened: Happened) -> None:
        """Count one more year."""
        self.years += 1
        visited: list[int] = []
        for counts, rows in zip(self.lines, happened.visits, strict=True):
            counts.append(len(rows))
            visited += rows
        for row in visited:
            self.rows[row] += 1
        self._classes(visited, happened.lost)
        self._officers(happened)

    def _classes(self, visited: Sequence[int], lost: set[int]) -> None:
        once = list(set(visited))
        for name, dimension in self.year.dimensions.items():
            found = _by_code(dimension, visited)
            for place, counts in enumerate(self.classes[name]):
                counts.append(found.get(place, 0))
            self.met[name].update(_by_code(dimension, once))
            self.lost[name].update(_by_code(dimension, list(lost)))

    def _officers(self, happened: Happened) -> None:
        count = len(self.year.certificates)
        teams = happened.teams
        self.vacant += sum(not team for team, _month in teams)
        load = Counter([officer * MONTHS + month for team, month in teams for officer in team])
        self.loads.update([(slot, visits) for slot, visits in load.items()])
        whole = Counter([officer for team, _month in teams for officer in team])
        self.whole.update([(officer, visits) for officer, visits in whole.items()])
        self.pairs.update(
            [
                one * count + other if one < other else other * count + one
                for team, _month in teams
                for place, one in enumerate(team)
                for other in team[:place]
            ]
        )


def _by_code(dimension: Dimension, rows: Sequence[int]) -> Mapping[int, int]:
    if len(rows) < 2:  # itemgetter of one row gives no tuple
        return Counter(dimension.of_row[row] for row in rows)
    return Counter(itemgetter(*rows)(dimension.of_row))
