"""Hashing to G1: BLS12381G1_XMD:SHA-256_SSWU_RO_ (RFC 9380, 8.8.1)."""

from hashlib import sha256

from fairdraw.crypto import isogeny
from fairdraw.crypto.curve import G1, add1, times1
from fairdraw.crypto.fields import P, root

_COFACTOR = 0xD201000000010001  # h_eff
_LENGTH = 64


def expand(message: bytes, tag: bytes, size: int) -> bytes:
    """Return `size` bytes, expand_message_xmd with SHA-256 (RFC 9380, 5.3.1); tag below 256."""
    suffix = tag + bytes([len(tag)])
    start = sha256(bytes(64) + message + size.to_bytes(2, "big") + b"\0" + suffix).digest()
    block = sha256(start + b"\1" + suffix).digest()
    made = block
    for number in range(2, -(-size // 32) + 1):
        mixed = bytes(a ^ b for a, b in zip(start, block, strict=True))
        block = sha256(mixed + bytes([number]) + suffix).digest()
        made += block
    return made[:size]


def _mapped(u: int) -> tuple[int, int]:
    """Map a field element to the curve E' (simplified SWU, RFC 9380, 6.6.2)."""
    a, b, z = isogeny.A, isogeny.B, isogeny.Z
    square = z * u * u % P
    both = (square * square + square) % P
    x = -b * pow(a, -1, P) * (1 + pow(both, -1, P)) % P if both else b * pow(z * a, -1, P) % P
    y = root(x * x * x + a * x + b)
    if y is None:
        x = square * x % P
        y = root(x * x * x + a * x + b)
    assert y is not None  # one of the two is a square
    return x, (y if y % 2 == u % 2 else P - y)


def _value(coefficients: tuple[int, ...], x: int) -> int:
    total = 0
    for coefficient in reversed(coefficients):
        total = (total * x + coefficient) % P
    return total


def _carried(point: tuple[int, int]) -> G1:
    """Carry a point of E' over the isogeny to the curve."""
    x, y = point
    across = _value(isogeny.X_NUMERATOR, x) * pow(_value(isogeny.X_DENOMINATOR, x), -1, P)
    up = _value(isogeny.Y_NUMERATOR, x) * pow(_value(isogeny.Y_DENOMINATOR, x), -1, P)
    return across % P, y * up % P


def hash_to_g1(message: bytes, tag: bytes) -> G1 | None:
    """Return the point of G1 that a message hashes to under a domain tag."""
    data = expand(message, tag, 2 * _LENGTH)
    first, second = (
        _carried(_mapped(int.from_bytes(data[at : at + _LENGTH], "big") % P)) for at in (0, _LENGTH)
    )
    return times1(add1(first, second), _COFACTOR)
