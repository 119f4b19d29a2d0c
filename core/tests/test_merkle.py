"""Trees against the recursive definition of RFC 6962."""

from collections.abc import Sequence

import pytest
from fairdraw.digest import sha256
from fairdraw.errors import Fault
from fairdraw.merkle import Frontier, Tree, leaf, path, root, root_of_path
from hypothesis import given
from hypothesis import strategies as st

LEAVES = [leaf(b"%d" % number) for number in range(70)]


def reference(leaves: Sequence[bytes]) -> bytes:
    """RFC 6962, 2.1, word for word."""
    if not leaves:
        return sha256(b"")
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\1" + reference(leaves[:split]) + reference(leaves[split:]))


@pytest.mark.parametrize("size", range(70))
def test_all_ways_lead_to_the_same_root(size: int) -> None:
    leaves = LEAVES[:size]
    frontier = Frontier()
    for each in leaves:
        frontier = frontier.append(each)
    assert {root(leaves), Tree.over(leaves).root, frontier.root()} == {reference(leaves)}
    assert frontier.size() == size
    assert Frontier.load(frontier.dump()) == frontier


@pytest.mark.parametrize("size", range(1, 34))
def test_paths_prove_their_own_place_only(size: int) -> None:
    leaves = LEAVES[:size]
    for index in range(size):
        siblings = path(leaves, index)
        good = root_of_path(leaves[index], index, size, siblings)
        assert good == root(leaves)
        for wrong in range(size):
            if wrong != index:
                assert root_of_path(leaves[wrong], index, size, siblings) != good
        assert root_of_path(leaves[index], index, size, [*siblings, b"x" * 32]) is None
        assert not siblings or root_of_path(leaves[index], index, size, siblings[:-1]) is None
    assert root_of_path(leaves[0], size, size, path(leaves, 0)) is None


def test_no_path_of_a_missing_leaf() -> None:
    with pytest.raises(IndexError):
        Tree.over(LEAVES[:3]).path(3)


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_frontier_goes_on_where_it_was_saved(first: int, more: int) -> None:
    frontier = Frontier()
    for each in LEAVES[:first]:
        frontier = frontier.append(each)
    frontier = Frontier.load(frontier.dump())
    for each in LEAVES[first : min(first + more, 70)]:
        frontier = frontier.append(each)
    assert frontier.root() == reference(LEAVES[: min(first + more, 70)])


@pytest.mark.parametrize("text", ["", "x", "1", "0 " + "00" * 32, "2 00", "01 " + "00" * 32, "-1"])
def test_a_damaged_frontier_is_refused(text: str) -> None:
    with pytest.raises(Fault, match="edge of a log"):
        Frontier.load(text)
