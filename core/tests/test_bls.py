"""BLS on BLS12-381: an archived round of drand quicknet, and everything next to it."""

from hashlib import sha256

import pytest
from fairdraw.crypto import bls
from fairdraw.crypto.curve import BASE2, add1, read1, read2, times1
from fairdraw.crypto.fields import UNIT, P, R, inverse12, mul12, root2
from fairdraw.crypto.hashing import expand, hash_to_g1
from fairdraw.crypto.pairing import product_is_one
from fairdraw.errors import Fault
from fairdraw.randomness import Source, quicknet_round, quicknet_time
from hypothesis import given, settings
from hypothesis import strategies as st

from core.vectors.long_stories import QUICKNET_1000

NUMBERS = st.integers(0, P - 1)
PAIRS = st.tuples(NUMBERS, NUMBERS)


def message(number: int) -> bytes:
    return sha256(number.to_bytes(8, "big")).digest()


def test_an_archived_round_verifies_and_no_other_round_does() -> None:
    assert bls.verify(bls.QUICKNET_PUBLIC, message(1000), QUICKNET_1000)
    assert not bls.verify(bls.QUICKNET_PUBLIC, message(1001), QUICKNET_1000)
    assert (
        sha256(QUICKNET_1000).hexdigest()
        == "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd"
    )


@pytest.mark.parametrize("place", range(0, 384, 7))
def test_no_flipped_bit_passes(place: int) -> None:
    changed = bytearray(QUICKNET_1000)
    changed[place // 8] ^= 1 << place % 8
    assert not bls.verify(bls.QUICKNET_PUBLIC, message(1000), bytes(changed))


@pytest.mark.parametrize(
    "data",
    [b"", bytes(48), b"\xc0" + bytes(47), b"\x80" + b"\xff" * 47, bytes(96), QUICKNET_1000 + b"\0"],
)
def test_what_is_no_point_of_the_group_is_refused(data: bytes) -> None:
    assert read1(data) is None
    assert not bls.verify(bls.QUICKNET_PUBLIC, message(1000), data)
    assert not bls.verify(data, message(1000), QUICKNET_1000)


def test_a_point_of_the_curve_outside_the_group_is_refused() -> None:
    x = next(x for x in range(1, 99) if pow(x**3 + 4, (P - 1) // 2, P) == 1)
    assert read1(bytes([0x80]) + x.to_bytes(47, "big")) is None


def test_the_generator_and_the_public_key_have_the_order_of_the_group() -> None:
    (x0, x1), (_, y1) = BASE2
    flag = 0x80 | (0x20 if y1 > (P - 1) // 2 else 0)
    raw = bytearray(x1.to_bytes(48, "big") + x0.to_bytes(48, "big"))
    raw[0] |= flag
    assert read2(bytes(raw)) == BASE2
    assert read2(bls.QUICKNET_PUBLIC) is not None


def test_the_pairing_is_bilinear() -> None:
    point = hash_to_g1(b"a point", bls.TAG)
    assert point is not None
    double, triple = times1(point, 2), times1(point, 3)
    assert double is not None
    assert triple is not None
    opposite = triple[0], P - triple[1]
    assert add1(point, double) == triple
    assert product_is_one([(point, BASE2), (double, BASE2), (opposite, BASE2)])
    assert not product_is_one([(point, BASE2), (double, BASE2)])
    assert times1(point, R) is None


@settings(max_examples=20)
@given(st.tuples(*[PAIRS] * 6))
def test_inverses_in_the_large_field(value: tuple[tuple[int, int], ...]) -> None:
    element = value[0], value[1], value[2], value[3], value[4], value[5]
    if any(part != (0, 0) for part in value):
        assert mul12(element, inverse12(element)) == UNIT


@settings(max_examples=20)
@given(PAIRS)
def test_roots_in_the_quadratic_field(value: tuple[int, int]) -> None:
    a, b = value
    square = (a * a - b * b) % P, 2 * a * b % P
    found = root2(square)
    assert found in (value, (-a % P, -b % P))


def test_expanding_a_message_gives_the_published_bytes() -> None:
    tag = b"QUUX-V01-CS02-with-expander-SHA256-128"  # RFC 9380, K.1
    assert (
        expand(b"", tag, 32).hex()
        == "68a985b87eb6b46952128911f2a4412bbc302a9d759667f87f7a21d803f07235"
    )


def test_rounds_and_times() -> None:
    assert quicknet_time(1) == "2023-08-23T15:09:27Z"
    assert quicknet_time(1000) == "2023-08-23T15:59:24Z"
    for time in ("2023-08-23T15:09:27Z", "2026-11-24T08:00:00Z", "2026-11-24T08:00:01Z"):
        number = quicknet_round(time)
        assert quicknet_time(number) >= time
        assert number == 1 or quicknet_time(number - 1) < time
    assert quicknet_time(10**18 - 1).startswith("9999")


def test_a_bad_signature_is_named() -> None:
    source = Source.parse("drand quicknet 1000")
    assert source.drand_value(QUICKNET_1000) == QUICKNET_1000
    with pytest.raises(Fault) as refusal:
        source.drand_value(bytes(48))
    assert refusal.value.code == "drand-signature"
