"""Uniformity of the draw, with thresholds fixed in advance.

Seed and thresholds were fixed before the first run: chi-square over 20,000 draws of 5 from 40 rows,
39 degrees of freedom, accepted below 72.05 (p = 0.001). A true sampler fails once in 1,000 seeds;
this one is fixed, so the test is deterministic.
"""

from collections import Counter
from collections.abc import Callable
from itertools import combinations

from fairdraw.digest import sha256
from fairdraw.randomness import seed
from fairdraw.ticket import Ticket, round_key, smallest, ticket

ROWS, TAKEN, DRAWS, LIMIT = 40, 5, 20_000, 72.05
SALTS = [sha256(b"uniformity, row %d" % row) for row in range(ROWS)]

Draw = Callable[[int], list[int]]


def honest(number: int) -> list[int]:
    key = round_key(seed(sha256(b"round %d" % number), sha256(b"dice"), sha256), sha256)
    basket: list[Ticket] = [
        (ticket(key, salt, sha256), b"%d" % row, row) for row, salt in enumerate(SALTS)
    ]
    return [row for _, _, row in smallest(basket, TAKEN)]


def one_byte(number: int) -> list[int]:
    """A flaw: only five bits of a ticket count, ties go to the smaller id."""
    key = round_key(seed(sha256(b"round %d" % number), sha256(b"dice"), sha256), sha256)
    return sorted(range(ROWS), key=lambda row: (ticket(key, SALTS[row], sha256)[0] >> 3, row))[
        :TAKEN
    ]


def chi_square(draw: Draw) -> float:
    times = Counter(row for number in range(DRAWS) for row in draw(number))
    expected = DRAWS * TAKEN / ROWS
    # rows of one draw exclude each other: the variance is smaller by (N - k) / (N - 1)
    scale = (ROWS - TAKEN) / (ROWS - 1)
    return sum((times[row] - expected) ** 2 / expected for row in range(ROWS)) / scale


def test_every_row_is_drawn_equally_often() -> None:
    assert chi_square(honest) < LIMIT


def test_the_test_finds_a_flawed_sampler() -> None:
    assert chi_square(one_byte) > LIMIT


def test_every_pair_is_possible() -> None:
    met = {pair for number in range(5_000) for pair in combinations(sorted(honest(number)), 2)}
    assert len(met) == ROWS * (ROWS - 1) // 2
