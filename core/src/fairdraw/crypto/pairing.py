"""The optimal ate pairing on BLS12-381, as far as a comparison of two pairings needs it.

Points of G2 stand on the twist y^2 = x^3 + 4(1 + u); (x, y) is (x/w^2, y/w^3) on the curve. A line
is multiplied by w^3, which the final power removes.
"""

from collections.abc import Iterable

from fairdraw.crypto.curve import G1, G2, add2_at, slope2
from fairdraw.crypto.fields import (
    UNIT,
    ZERO,
    Fp2,
    Fp12,
    P,
    R,
    conjugate12,
    frobenius12,
    inverse12,
    mul2,
    mul12,
    power12,
    scale2,
    sub2,
)

_LOOP = bin(0xD201000000010000)[3:]  # the parameter x of the curve, without its sign
_HARD = (P**4 - P**2 + 1) // R


def _line(at: G2, slope: Fp2, point: G1) -> Fp12:
    constant = sub2(mul2(slope, at[0]), at[1])
    return constant, ZERO, scale2(slope, -point[0]), (point[1], 0), ZERO, ZERO


def _miller(point: G1, twisted: G2) -> Fp12:
    value, at = UNIT, twisted
    for bit in _LOOP:
        slope = slope2(at, at)
        value = mul12(mul12(value, value), _line(at, slope, point))
        at = add2_at(at, at, slope)
        if bit == "1":
            slope = slope2(at, twisted)
            value = mul12(value, _line(at, slope, point))
            at = add2_at(at, twisted, slope)
    return value


def product_is_one(pairs: Iterable[tuple[G1, G2]]) -> bool:
    """Tell whether the product of the pairings of some points, all of order R, is one.

    The sign of x inverts every pairing and does not matter here.
    """
    value = UNIT
    for point, twisted in pairs:
        value = mul12(value, _miller(point, twisted))
    value = mul12(conjugate12(value), inverse12(value))
    value = mul12(frobenius12(value), value)
    return power12(value, _HARD) == UNIT
