"""What a scenario keeps of its years, as plain values for JSON; tables and pictures read it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from yaohao.stages.planning.rules.simulation.spread import counted, spread_of
from yaohao.stages.planning.rules.simulation.tally import MONTHS, Tally

PAIRS = 10  # pairs told, the most frequent first

Plain = dict[str, Any]


def summary(quick: Tally, checked: Tally | None = None) -> Plain:
    """The figures of the quick years; of the `checked` ones with true tickets the means beside.

    Means and spreads are visits a year; `never` and `short` shares of 1.
    """
    return {
        "objects": len(quick.year.ids),
        "years": quick.years,
        "checked": checked.years if checked else 0,
        "visits": _visits(quick, checked),
        "lines": _lines(quick, checked),
        "classes": {name: _classes(name, quick, checked) for name in quick.year.dimensions},
        "officers": _officers(quick, checked),
        "pairs": _pairs(quick),
        "vacant": _mean(quick.vacant, quick.years),
        "vacant_checked": _mean(checked.vacant, checked.years) if checked else None,
    }


def _visits(quick: Tally, checked: Tally | None) -> Plain:
    return {
        **_spread([sum(year) for year in zip(*quick.lines, strict=True)], quick.years),
        "checked": _mean(sum(map(sum, checked.lines)), checked.years) if checked else None,
    }


def _lines(quick: Tally, checked: Tally | None) -> list[Plain]:
    found = []
    for place, line in enumerate(quick.year.lines):
        visits = quick.lines[place]
        short = sum(number < line.quota for number in visits)
        found.append(
            {
                "label": line.label,
                "title": line.title,
                "base": line.base,
                "quota": line.quota,
                **_spread(visits, quick.years),
                "short": _mean(short, quick.years),
                "checked": _mean(sum(checked.lines[place]), checked.years) if checked else None,
            }
        )
    return found


def _classes(name: str, quick: Tally, checked: Tally | None) -> list[Plain]:
    dimension = quick.year.dimensions[name]
    objects = Counter(dimension.of_row)
    found = []
    for place, code in enumerate(dimension.codes):
        amount = objects[place]
        met = quick.met[name][place]
        found.append(
            {
                "code": code,
                "objects": amount,
                **_spread(quick.classes[name][place], quick.years),
                "never": round(1 - met / (amount * quick.years), 4) if amount else 1.0,
                "lost": _mean(quick.lost[name][place], quick.years),
                "checked": _mean(sum(checked.classes[name][place]), checked.years)
                if checked
                else None,
            }
        )
    return found


def _officers(quick: Tally, checked: Tally | None) -> list[Plain]:
    whole: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for (officer, visits), years in quick.whole.items():
        whole[officer][visits] = years
    months: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for (slot, visits), years in quick.loads.items():
        months[slot][visits] = years
    true: Counter[int] = Counter()
    for (officer, visits), years in (checked.whole if checked else {}).items():
        true[officer] += visits * years
    found = []
    for officer, certificate in enumerate(quick.year.certificates):
        each = [spread_of(months[officer * MONTHS + month], quick.years) for month in range(MONTHS)]
        told = spread_of(whole[officer], quick.years)
        found.append(
            {
                "certificate": certificate,
                "mean": told.mean,
                "deviation": told.deviation,
                "low": told.low,
                "high": told.high,
                "months": [one.mean for one in each],
                "months_high": [one.high for one in each],
                "checked": _mean(true[officer], checked.years) if checked else None,
            }
        )
    return found


def _pairs(quick: Tally) -> list[Plain]:
    names = quick.year.certificates
    order = sorted(quick.pairs.items(), key=lambda each: (-each[1], each[0]))
    return [
        {
            "one": names[pair // len(names)],
            "two": names[pair % len(names)],
            "mean": _mean(visits, quick.years),
        }
        for pair, visits in order[:PAIRS]
    ]


def _spread(values: Sequence[int], years: int) -> Plain:
    told = spread_of(counted(values), years)
    return {"mean": told.mean, "deviation": told.deviation, "low": told.low, "high": told.high}


def _mean(total: int, years: int) -> float:
    return round(total / years, 4) if years else 0.0
