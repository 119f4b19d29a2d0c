"""K in three shares: any two give it back, one tells nothing."""

from collections import Counter
from itertools import combinations

import pytest
from fairdraw.digest import sha256
from fairdraw.errors import Fault
from fairdraw.split import combine, commitment, split
from hypothesis import given
from hypothesis import strategies as st

KEYS = st.binary(min_size=32, max_size=32)


@given(KEYS, KEYS)
def test_any_two_shares_give_the_key(key: bytes, slope: bytes) -> None:
    shares = split(key, slope)
    for pair in combinations(shares, 2):
        assert combine({number: shares[number] for number in pair}) == key


@pytest.mark.parametrize("number", [1, 2, 3])
def test_one_share_fits_every_key_equally_often(number: int) -> None:
    for byte in (0, 1, 255):
        seen = Counter(split(bytes([byte]), bytes([rise]))[number] for rise in range(256))
        assert len(seen) == 256


def test_what_cannot_be_combined_is_said() -> None:
    shares = split(bytes(32), bytes(range(32)))
    wrong = ({}, {1: shares[1]}, shares, {1: shares[1], 4: shares[2]}, {1: b"a", 2: b"bc"})
    for given_ in wrong:
        with pytest.raises(Fault) as refusal:
            combine(given_)
        assert refusal.value.code == "share-combine"
    with pytest.raises(ValueError, match="as long"):
        split(bytes(32), bytes(31))


def test_a_share_is_bound_by_its_number() -> None:
    assert commitment(1, bytes(32), sha256) != commitment(2, bytes(32), sha256)
