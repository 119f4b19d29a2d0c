"""Quotas: exact, exhaustively, in small scaled form; each with a flaw it must find."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import product

import pytest
from fairdraw.quota import by_ratio, round_count

SPACE = 60  # every sum of weights below divides it, so the scaled form is exact


@pytest.mark.parametrize(
    ("rounding", "expected"), [("half-up", 3), ("up", 3), ("down", 2)]
)  # fmt: skip
def test_a_half(rounding: str, expected: int) -> None:
    assert by_ratio(50, 500, rounding) == expected


def test_rounding_is_within_one_of_the_exact_share() -> None:
    for base, ratio in product(range(40), range(0, 10_001, 77)):
        exact = Fraction(base * ratio, 10_000)
        assert by_ratio(base, ratio, "down") == exact.__floor__()
        assert by_ratio(base, ratio, "up") == exact.__ceil__()
        assert by_ratio(base, ratio, "half-up") == (exact + Fraction(1, 2)).__floor__()


Count = Callable[[int, Sequence[int], int, int, int], int]


def mean_is_exact(count: Count) -> bool:
    """Tell whether, over every u, the mean of the first round's count is left * w / d exactly."""
    for left, weights in product(range(12), ([1, 1], [1, 2], [2, 1], [1, 1, 1], [3, 1, 1], [1, 4])):
        total = sum(count(left, weights, 10**6, u, SPACE) for u in range(SPACE))
        if Fraction(total, SPACE) != Fraction(left * weights[0], sum(weights)):
            return False
    return True


def test_the_fraction_falls_with_its_exact_probability() -> None:
    assert mean_is_exact(round_count)


def test_flaws_of_the_comparison_are_found() -> None:
    def inclusive(left: int, weights: Sequence[int], eligible: int, u: int, space: int) -> int:
        quotient, rest = divmod(left * weights[0], sum(weights))
        return min(eligible, quotient + (u * sum(weights) <= rest * space))

    def modulo(left: int, weights: Sequence[int], eligible: int, u: int, space: int) -> int:
        quotient, rest = divmod(left * weights[0], sum(weights))
        return min(eligible, quotient + (u % 7 * sum(weights) < rest * 7))

    assert not mean_is_exact(inclusive)
    assert not mean_is_exact(modulo)


def test_all_rounds_together_are_exact() -> None:
    for planned, us in product(range(9), product(range(0, SPACE, 7), repeat=3)):
        left = planned
        for number, weights in enumerate(([2, 1, 1], [1, 1], [1])):
            left -= round_count(left, weights, 10**6, us[number], SPACE)
        assert left == 0


def test_a_single_round_draws_the_whole_quota_whatever_u() -> None:
    assert {round_count(5, [3], 9, u) for u in (0, 1 << 255, (1 << 256) - 1)} == {5}


def test_never_more_than_are_eligible() -> None:
    assert round_count(5, [1], 3, 0) == 3
