"""Enterprises, officers and pairs of a year's revealed draws beside what the lot could do."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from yaohao.ground.accounts.models import User
from yaohao.stages.draw.people import people_named
from yaohao.stages.draw.queries.lots import Lot, revealed_lots
from yaohao.stages.oversight.rules.fairness import (
    Asked,
    Judged,
    at_least,
    grouped,
    judge,
    poisson_tail,
    spread,
    two_sided,
)
from yaohao.stages.registers.models import InspectionObject

Chances = Mapping[str, tuple[float, ...]]
"""Code to the chances it had, draw by draw."""


@dataclass(frozen=True, slots=True)
class Times:
    """How many enterprises were drawn `count` times, and how many were to be expected."""

    count: int
    seen: int
    expected: float
    deviation: float


@dataclass(frozen=True, slots=True)
class Fairness:
    """A year compared: `draws` looked at, `unpublished` of them without published probabilities of
    officers (one whose pairs were not kept is asked about no pair); the questions by kind, the
    least likely first; `names` by code."""

    draws: tuple[str, ...]
    unpublished: tuple[str, ...]
    times: tuple[Times, ...]
    objects: tuple[Judged, ...]
    officers: tuple[Judged, ...]
    pairs: tuple[Judged, ...]
    pair_questions: int
    names: dict[str, str]


def fairness(user: User, year: int) -> Fairness:
    """Compare the draws of a plan year that the reader may see and whose books are open."""
    lots = list(revealed_lots(user, year))
    told = [lot for lot in lots if lot.officers]
    chances = grouped({code: float(c) for code, c in lot.chances.items()} for lot in lots)
    seen = Counter(code for lot in lots for code, _team in lot.drawn)
    pairs, questions = _pairs([lot for lot in told if lot.pairs])
    return Fairness(
        tuple(lot.number for lot in lots),
        tuple(lot.number for lot in lots if not lot.officers and any(t for _id, t in lot.drawn)),
        _times(chances, seen),
        tuple(_objects(chances, seen)),
        tuple(_officers(told)),
        tuple(pairs),
        questions,
        _names(user, lots),
    )


def _objects(chances: Chances, seen: Counter[str]) -> list[Judged]:
    asked = [
        Asked(code, seen[code], sum(each), two_sided(each, seen[code]))
        for code, each in chances.items()
    ]
    return judge(asked, len(asked))


def _times(chances: Chances, drawn: Counter[str]) -> tuple[Times, ...]:
    seen = Counter(drawn[code] for code in chances)
    return tuple(
        Times(count, seen[count], expected, deviation)
        for count, expected, deviation in spread(chances.values())
    )


def _officers(lots: Sequence[Lot]) -> list[Judged]:
    seen = Counter(name for lot in lots for _code, team in lot.drawn for name in team)
    visits = grouped({name: float(v) for name, v in lot.officers.items()} for lot in lots)
    asked = [
        Asked(name, seen[name], sum(each), poisson_tail(sum(each), seen[name]))
        for name, each in visits.items()
    ]
    return judge(asked, len(asked))


def _pairs(lots: Sequence[Lot]) -> tuple[list[Judged], int]:
    """Only pairs that met are asked whether they met too often: never to meet is the rule."""
    seen = Counter((name, code) for lot in lots for code, team in lot.drawn for name in team)
    # A pair that met and was never rehearsed is rarer than the rarest that was.
    least = {lot.number: min(lot.pairs.values(), default=0) for lot in lots}
    asked = []
    for (name, code), times in seen.items():
        chances = sorted(
            float(lot.pairs.get((name, *lot.cells[code]), least[lot.number]))
            for lot in lots
            if code in lot.cells
        )
        tail = at_least(tuple(chances), times)
        asked.append(Asked(f"{name} {code}", times, sum(chances), tail))
    questions = _questions(lots)
    return judge(asked, questions), questions


def _questions(lots: Iterable[Lot]) -> int:
    """How many pairs could have met: at most, since a pair of two draws is counted twice."""
    total = 0
    for lot in lots:
        able = Counter((stratum, field) for _name, stratum, field in lot.pairs)
        total += sum(able[cell] for cell in lot.cells.values())
    return total


def _names(user: User, lots: Iterable[Lot]) -> dict[str, str]:
    drawn = {code for lot in lots for code in lot.chances}
    people = {name for lot in lots for name in lot.officers}
    firms = InspectionObject.objects.visible_to(user).values_list("object_id", "name")
    return {**{code: name for code, name in firms if code in drawn}, **people_named(people)}
