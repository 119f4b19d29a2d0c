"""Cells from rows; likeliest pair of officer and enterprise."""

from collections import Counter
from fractions import Fraction

import pytest
from fairdraw.feasibility import Cell, Question, cells_of, check, largest_pair_probability
from fairdraw.feasibility.simulation import simulated
from fairdraw.teams import Edges

EDGES = Edges(
    {
        "NORTH": {"lead": ("Z1",), "second": ("Z1", "Z2")},
        "SOUTH": {"lead": ("Z1",), "second": ("Z1", "Z2")},
        "WEST": {"lead": ("Z2",), "second": ("Z1", "Z2")},
    },
    {"E4": frozenset({"Z2"}), "E5": frozenset({"Z2"}), "E6": frozenset({"Z9"})},
)
ROWS = [
    ("E1", "A", "NORTH"), ("E2", "A", "SOUTH"), ("E3", "A", "WEST"), ("E4", "A", "NORTH"),
    ("E5", "A", "NORTH"), ("E6", "B", "NORTH"), ("E7", "B", "ELSEWHERE"),
]  # fmt: skip


def test_rows_with_equal_officers_share_a_cell_and_barred_rows_stand_apart() -> None:
    cells = cells_of(ROWS, EDGES, ("lead", "second"))
    assert [(cell.name, cell.stratum, cell.rows) for cell in cells] == [
        ("A NORTH E4", "A", 2),
        ("A NORTH+SOUTH", "A", 2),
        ("A WEST", "A", 1),
        ("B ELSEWHERE", "B", 1),
        ("B NORTH", "B", 1),
    ]
    assert cells[0].admissible == {"lead": ("Z1",), "second": ("Z1",)}
    assert cells[1].admissible == {"lead": ("Z1",), "second": ("Z1", "Z2")}
    assert cells_of(reversed(ROWS), EDGES, ("lead", "second")) == cells


def question(rows: int, quota: int, admissible: dict[str, tuple[str, ...]]) -> Question:
    roles = tuple(admissible)
    cap = {c: rows for group in admissible.values() for c in group}
    return Question((Cell("C", "A", rows, admissible),), roles, {"A": quota}, cap)


@pytest.mark.parametrize("quota", [3, 17])
def test_simulated_draws_are_repeatable_and_even(quota: int) -> None:
    cells = (Cell("C0", "A", 5, {}), Cell("C1", "A", 15, {}))
    draw = Question(cells, (), {"A": quota}, {})
    found = [simulated(draw, b"seed", number) for number in range(2_000)]
    assert found == [simulated(draw, b"seed", number) for number in range(2_000)]
    assert found != [simulated(draw, b"other", number) for number in range(2_000)]
    assert all(sum(outcome.values()) == quota for outcome in found)
    mean = sum(outcome["C0"] for outcome in found) / 2_000
    assert abs(mean - quota / 4) < 0.08
    assert len(Counter(outcome["C0"] for outcome in found)) > 2


def test_likeliest_pair() -> None:
    """One order of five decides both places. If a lead comes first (3/5), the next is a lead with
    1/2; else the team holds one lead: 3/5 · 3/2 + 2/5 · 1 leads on average, by three."""
    draw = question(10, 5, {"lead": ("Z1", "Z2", "Z3"), "second": ("Z1", "Z2", "Z3", "Z4", "Z5")})
    pair = largest_pair_probability(draw, seed=b"seed", simulations=4_000)
    assert pair is not None
    assert pair.officers == ("Z1", "Z2", "Z3")
    assert pair.cell == "C"
    assert abs(pair.probability - Fraction(1, 2) * Fraction(13, 30)) < Fraction(1, 100)
    assert pair == largest_pair_probability(draw, seed=b"seed", simulations=4_000)


def test_a_sole_officer_comes_whenever_the_enterprise_is_drawn() -> None:
    pair = largest_pair_probability(question(8, 2, {"lead": ("Z1",)}), seed=b"seed")
    assert pair is not None
    assert pair.probability == Fraction(1, 4)


def test_no_pair_without_officers_or_rows() -> None:
    assert largest_pair_probability(question(4, 2, {"lead": ()}), seed=b"seed") is None
    assert largest_pair_probability(question(0, 2, {"lead": ("Z1",)}), seed=b"seed") is None


def test_a_draw_without_roles_is_always_staffed() -> None:
    assert check(question(4, 2, {}), seed=b"seed")
