"""Points of BLS12-381 in G1 (over Fp) and G2 (over Fp2), affine; None is the point at infinity.

Encodings are those of the IETF draft on BLS signatures, appendix A (compressed, flags in the
three highest bits).
"""

from fairdraw.crypto.fields import (
    XI,
    Fp2,
    P,
    R,
    add2,
    inverse2,
    mul2,
    root,
    root2,
    scale2,
    sub2,
)

G1 = tuple[int, int]
G2 = tuple[Fp2, Fp2]

_HALF = (P - 1) // 2
_B2 = scale2(XI, 4)


def _number(text: str) -> int:
    return int(text, 16)


BASE2: G2 = (
    (
        _number(
            "024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02"
            "b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8"
        ),
        _number(
            "13e02b6052719f607dacd3a088274f65596bd0d09920b61a"
            "b5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e"
        ),
    ),
    (
        _number(
            "0ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a7"
            "6d429a695160d12c923ac9cc3baca289e193548608b82801"
        ),
        _number(
            "0606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af"
            "267492ab572e99ab3f370d275cec1da1aaa9075ff05f79be"
        ),
    ),
)
"""The generator of G2 (FIPS and IETF drafts name the same)."""


def add1(a: G1 | None, b: G1 | None) -> G1 | None:
    """Add two points of the curve over Fp."""
    if a is None or b is None:
        return a or b
    if a[0] == b[0]:
        if (a[1] + b[1]) % P == 0:
            return None
        slope = 3 * a[0] * a[0] * pow(2 * a[1], -1, P)
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def times1(a: G1 | None, factor: int) -> G1 | None:
    """Multiply a point of the curve over Fp."""
    result: G1 | None = None
    for bit in bin(factor)[2:]:
        result = add1(result, result)
        if bit == "1":
            result = add1(result, a)
    return result


def slope2(a: G2, b: G2) -> Fp2:
    """Return the slope of the line through two points of G2, or of the tangent; `ValueError` for
    a point and its opposite."""
    if a == b:
        return mul2(scale2(mul2(a[0], a[0]), 3), inverse2(scale2(a[1], 2)))
    return mul2(sub2(b[1], a[1]), inverse2(sub2(b[0], a[0])))


def add2_at(a: G2, b: G2, slope: Fp2) -> G2:
    """Return the sum of two points of G2, given the slope of the line through them."""
    x = sub2(sub2(mul2(slope, slope), a[0]), b[0])
    return x, sub2(mul2(slope, sub2(a[0], x)), a[1])


def _times2(a: G2, factor: int) -> G2 | None:
    result: G2 | None = None
    for bit in bin(factor)[2:]:
        if result:
            result = add2_at(result, result, slope2(result, result))
        if bit == "1":
            if result and result[0] == a[0]:
                return None if result[1] != a[1] else add2_at(a, a, slope2(a, a))
            result = add2_at(result, a, slope2(result, a)) if result else a
    return result


def _flags(data: bytes) -> tuple[bool, int] | None:
    compressed, infinity, sign = data[0] >> 7, data[0] >> 6 & 1, bool(data[0] >> 5 & 1)
    if not compressed or infinity:
        return None
    x = int.from_bytes(bytes([data[0] & 0x1F]) + data[1:48], "big")
    return (sign, x) if x < P else None


def read1(data: bytes) -> G1 | None:
    """Read a compressed point of G1 (48 bytes); None unless it is one of order R."""
    read = _flags(data) if len(data) == 48 else None
    if read is None:
        return None
    sign, x = read
    y = root(x * x * x + 4)
    if y is None:
        return None
    point = (x, y if (y > _HALF) == sign else P - y)
    return point if times1(point, R) is None else None


def read2(data: bytes) -> G2 | None:
    """Read a compressed point of G2 (96 bytes); None unless it is one of order R."""
    read = _flags(data) if len(data) == 96 else None
    if read is None:
        return None
    sign, high = read
    x = int.from_bytes(data[48:], "big"), high
    y = root2(add2(mul2(mul2(x, x), x), _B2)) if x[0] < P else None
    if y is None:
        return None
    large = y[1] > _HALF if y[1] else y[0] > _HALF
    point = x, (y if large == sign else sub2((0, 0), y))
    return point if _times2(point, R) is None else None
