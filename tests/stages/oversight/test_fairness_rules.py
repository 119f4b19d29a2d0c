"""The arithmetic of the fairness audit: exact tails, and corrections that name nobody in vain."""

import math
import random
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yaohao.stages.oversight.rules.fairness import (
    LEVEL,
    Asked,
    at_least,
    grouped,
    judge,
    masses,
    named,
    poisson_tail,
    spread,
    two_sided,
)

CHANCES = st.lists(st.floats(0, 1), max_size=7).map(tuple)


@given(CHANCES)
def test_masses_are_those_of_every_way_it_can_come(chances: tuple[float, ...]) -> None:
    by_count = [0.0] * (len(chances) + 1)
    for way in product((0, 1), repeat=len(chances)):
        by_count[sum(way)] += math.prod(
            p if hit else 1 - p for p, hit in zip(chances, way, strict=True)
        )
    assert masses(chances) == pytest.approx(by_count)


@given(CHANCES, st.data())
def test_tails_lie_between_nothing_and_certainty(
    chances: tuple[float, ...], data: st.DataObject
) -> None:
    seen = data.draw(st.integers(0, len(chances)))
    assert 0 <= two_sided(chances, seen) <= 1
    assert at_least(chances, 0) == pytest.approx(1)
    assert at_least(chances, len(chances)) == pytest.approx(math.prod(chances))


def test_poisson_tails_are_those_of_the_tables() -> None:
    # P(X >= 5 | 1) = 0.00366, P(X <= 0 | 3) = 0.04979
    assert poisson_tail(1, 5) == pytest.approx(2 * 0.00366, abs=2e-5)
    assert poisson_tail(3, 0) == pytest.approx(2 * 0.049787, abs=1e-5)
    assert poisson_tail(0, 0) == 1


def test_the_smallest_tail_is_multiplied_by_all_questions_the_next_by_the_rest() -> None:
    asked = [Asked(code, 1, 1.0, tail) for code, tail in (("B", 0.01), ("A", 0.001), ("C", 0.9))]
    assert [(one.asked.code, pytest.approx(one.corrected)) for one in judge(asked, 10)] == [
        ("A", 0.01), ("B", 0.09), ("C", 1.0),
    ]  # fmt: skip


@given(st.lists(st.floats(0, 1), max_size=20))
def test_correction_never_makes_anything_more_suspect(tails: list[float]) -> None:
    asked = [Asked(str(place), 0, 0.0, tail) for place, tail in enumerate(tails)]
    found = judge(asked, len(asked))
    assert all(one.corrected >= min(1, one.asked.tail) for one in found)
    corrected = [one.corrected for one in found]
    assert corrected == sorted(corrected)


def test_expected_counts_add_up_to_the_enterprises() -> None:
    found = spread([(0.5, 0.5), (0.25,), (1.0, 1.0)])
    assert [round(expected, 6) for _count, expected, _deviation in found] == [1.0, 0.75, 1.25]


def test_chances_are_gathered_draw_by_draw() -> None:
    assert grouped([{"A": 0.5}, {"A": 0.1, "B": 1.0}]) == {"A": (0.1, 0.5), "B": (1.0,)}


def lots(rng: random.Random, favourite: int | None) -> list[int]:
    """Times drawn of 200 enterprises in 8 draws of 40; the favourite always, if there is one."""
    seen = [0] * 200
    for _draw in range(8):
        won = set(rng.sample(range(200), 40))
        if favourite is not None and favourite not in won:
            won.remove(min(won))
            won.add(favourite)
        for place in won:
            seen[place] += 1
    return seen


def judged(seen: list[int]) -> list[str]:
    chances = (0.2,) * 8
    asked = [
        Asked(str(place), count, 1.6, two_sided(chances, count)) for place, count in enumerate(seen)
    ]
    return [one.asked.code for one in named(judge(asked, len(asked)))]


def test_fair_years_name_nobody_and_a_favourite_is_named() -> None:
    rng = random.Random("fairness 1")
    innocent = sum(bool(judged(lots(rng, None))) for _year in range(200))
    assert innocent <= 200 * LEVEL
    assert judged(lots(rng, 17)) == ["17"]
