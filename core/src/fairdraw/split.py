"""K in three shares of which any two give it back (spec/3-acts-and-draw.md, "Announce").

Shamir 1979, byte by byte over GF(256): nobody with one share knows anything of K.
"""

from collections.abc import Mapping

from fairdraw.digest import Hash
from fairdraw.encoding import tag, u32
from fairdraw.errors import Fault

HOLDERS = 3
_MODULUS = 0x11B


def _times(left: int, right: int) -> int:
    product = 0
    while right:
        if right & 1:
            product ^= left
        left <<= 1
        if left & 0x100:
            left ^= _MODULUS
        right >>= 1
    return product


def _inverse(value: int) -> int:
    power = value
    for _ in range(6):  # value ** 254, the inverse in a field of 256
        power = _times(_times(power, power), value)
    return _times(power, power)


def split(key: bytes, slope: bytes) -> dict[int, bytes]:
    """Return shares 1, 2 and 3 of K; `slope` is as many secret random bytes as K has."""
    if len(slope) != len(key):
        raise ValueError("the slope must be as long as the key")
    return {
        number: bytes(byte ^ _times(number, rise) for byte, rise in zip(key, slope, strict=True))
        for number in range(1, HOLDERS + 1)
    }


def combine(shares: Mapping[int, bytes]) -> bytes:
    """Return K from two shares; `Fault("share-combine")` unless there are two of one length."""
    if len(shares) != 2 or not set(shares) <= {1, 2, 3}:
        raise Fault("share-combine", "share")
    (one, first), (two, second) = sorted(shares.items())
    if len(first) != len(second):
        raise Fault("share-combine", "share")
    scale = _inverse(one ^ two)
    weights = _times(two, scale), _times(one, scale)
    return bytes(
        _times(a, weights[0]) ^ _times(b, weights[1]) for a, b in zip(first, second, strict=True)
    )


def commitment(number: int, share: bytes, digest: Hash) -> bytes:
    """Return the commitment to a share: H(T("share") || u32 i || share)."""
    return digest(tag("share") + u32(number) + share)
