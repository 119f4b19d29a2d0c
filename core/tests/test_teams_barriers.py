"""Tight sets are found once and used again."""

from hashlib import sha256

from fairdraw.teams import Edges, TeamRule, Visit, assign, check_skip
from fairdraw.teams.barriers import Barriers

from core.tests.teams_reference import SEED


def test_skips_for_one_reason_share_one_tight_set() -> None:
    """Twenty leads are used up by forty lead places: none of them is ever a second."""
    leads = tuple(f"L{n:02d}" for n in range(20))
    others = tuple(f"S{n}" for n in range(4))
    edges = Edges({"A": {"lead": leads, "second": leads + others}})
    rule = TeamRule(("lead", "second"), dict.fromkeys(leads, 2) | dict.fromkeys(others, 20))
    visits = [Visit(n, f"E{n}", "A", sha256(bytes([n])).digest()) for n in range(40)]
    found = assign(visits, rule, edges, seed=SEED, hash_name="sha256")
    assert len(found.skips) > 10
    assert {skip.role for skip in found.skips} == {"second"}
    assert len({id(skip.tight) for skip in found.skips}) == 1
    assert found.skips[0].tight.officers == leads
    assert all(check_skip(found.teams, rule, edges, skip) for skip in found.skips)


def test_a_tight_set_bars_its_officers_from_all_other_places() -> None:
    barriers = Barriers(3, 4)
    assert barriers.bars(0, 3) is None
    block = barriers.add(0b011, 0b0011)
    assert barriers.bars(0, 3) is block
    assert barriers.bars(0, 1) is None
    assert barriers.bars(2, 0) is None
    assert (barriers.group(0), barriers.group(2)) == (0b011, 0b100)


def test_overlapping_tight_sets_bar_by_their_intersection() -> None:
    barriers = Barriers(3, 4)
    barriers.add(0b011, 0b0111)
    barriers.add(0b110, 0b1110)
    inner = barriers.bars(1, 0)
    assert inner is not None
    assert (inner.officers, inner.places) == (0b010, 0b0110)
    assert barriers.bars(1, 3) is inner
    assert barriers.bars(0, 0) is None
    assert barriers.group(1) == 0b010


def test_a_refused_move_is_remembered_for_its_kind_alone() -> None:
    barriers = Barriers(2, 4)
    block = barriers.add(0b10, 0b0011, moved=7)
    assert barriers.bars_move(7, 0, 2) is block
    assert barriers.bars_move(7, 0, 1) is None
    assert barriers.bars_move(7, 2, 3) is None
    assert barriers.bars_move(8, 0, 2) is None
