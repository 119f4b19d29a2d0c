"""The fields of BLS12-381: Fp, Fp2 = Fp[u]/(u^2 + 1), Fp12 = Fp2[w]/(w^6 - (1 + u)).

An element of Fp2 is a pair of integers below P, of Fp12 six such pairs from w^0 to w^5.
"""

P = int(
    "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf"
    "6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab",
    16,
)
R = 0x73EDA753299D7D483339D80809A1D80553BDA402FFFE5BFEFFFFFFFF00000001

Fp2 = tuple[int, int]
Fp12 = tuple[Fp2, Fp2, Fp2, Fp2, Fp2, Fp2]

ZERO: Fp2 = (0, 0)
ONE: Fp2 = (1, 0)
XI: Fp2 = (1, 1)
UNIT: Fp12 = (ONE, ZERO, ZERO, ZERO, ZERO, ZERO)


def root(value: int) -> int | None:
    """Return a square root in Fp, None for no square (P = 3 mod 4)."""
    found = pow(value, (P + 1) // 4, P)
    return found if found * found % P == value % P else None


def add2(a: Fp2, b: Fp2) -> Fp2:
    """Add in Fp2."""
    return (a[0] + b[0]) % P, (a[1] + b[1]) % P


def sub2(a: Fp2, b: Fp2) -> Fp2:
    """Subtract in Fp2."""
    return (a[0] - b[0]) % P, (a[1] - b[1]) % P


def mul2(a: Fp2, b: Fp2) -> Fp2:
    """Multiply in Fp2 (Karatsuba)."""
    low, high = a[0] * b[0], a[1] * b[1]
    return (low - high) % P, ((a[0] + a[1]) * (b[0] + b[1]) - low - high) % P


def scale2(a: Fp2, factor: int) -> Fp2:
    """Multiply by a number of Fp."""
    return a[0] * factor % P, a[1] * factor % P


def inverse2(a: Fp2) -> Fp2:
    """Invert in Fp2; `ValueError` for zero."""
    norm = pow(a[0] * a[0] + a[1] * a[1], -1, P)
    return a[0] * norm % P, -a[1] * norm % P


def power2(a: Fp2, exponent: int) -> Fp2:
    """Raise to a power in Fp2."""
    result = ONE
    for bit in bin(exponent)[2:]:
        result = mul2(result, result)
        if bit == "1":
            result = mul2(result, a)
    return result


def root2(a: Fp2) -> Fp2 | None:
    """Return a square root in Fp2, None for no square (Adj and Rodriguez-Henriquez 2012)."""
    first = power2(a, (P - 3) // 4)
    found = mul2(first, a)
    alpha = mul2(first, found)
    if alpha == (P - 1, 0):
        found = (-found[1] % P, found[0])
    else:
        found = mul2(power2(add2(ONE, alpha), (P - 1) // 2), found)
    return found if mul2(found, found) == a else None


def mul12(a: Fp12, b: Fp12) -> Fp12:
    """Multiply in Fp12; factors that are zero cost nothing, so lines are cheap."""
    low, high = [0] * 11, [0] * 11
    for i, (a0, a1) in enumerate(a):
        for j, (b0, b1) in enumerate(b):
            if b0 or b1:
                low[i + j] += a0 * b0 - a1 * b1
                high[i + j] += a0 * b1 + a1 * b0
    for place in range(6, 11):  # w^6 = 1 + u
        low[place - 6] += low[place] - high[place]
        high[place - 6] += low[place] + high[place]
    made = [(low[place] % P, high[place] % P) for place in range(6)]
    return made[0], made[1], made[2], made[3], made[4], made[5]


def conjugate12(a: Fp12) -> Fp12:
    """Return a to the power P^6: odd powers of w change their sign."""
    a0, a1, a2, a3, a4, a5 = a
    return a0, sub2(ZERO, a1), a2, sub2(ZERO, a3), a4, sub2(ZERO, a5)


def inverse12(a: Fp12) -> Fp12:
    """Invert in Fp12, through its norm in Fp6 = Fp2[w^2]."""
    other = conjugate12(a)
    n0, _, n1, _, n2, _ = mul12(a, other)
    c0 = sub2(mul2(n0, n0), mul2(XI, mul2(n1, n2)))
    c1 = sub2(mul2(XI, mul2(n2, n2)), mul2(n0, n1))
    c2 = sub2(mul2(n1, n1), mul2(n0, n2))
    norm = add2(mul2(n0, c0), mul2(XI, add2(mul2(n2, c1), mul2(n1, c2))))
    factor = inverse2(norm)
    c0, c1, c2 = mul2(c0, factor), mul2(c1, factor), mul2(c2, factor)
    return mul12(other, (c0, ZERO, c1, ZERO, c2, ZERO))


_GAMMA = power2(XI, (P * P - 1) // 6)  # lies in Fp: the frobenius of P^2 only scales


def frobenius12(a: Fp12) -> Fp12:
    """Return a to the power P^2."""
    factors = [pow(_GAMMA[0], place, P) for place in range(6)]
    made = [scale2(part, factor) for part, factor in zip(a, factors, strict=True)]
    return made[0], made[1], made[2], made[3], made[4], made[5]


def power12(a: Fp12, exponent: int) -> Fp12:
    """Raise to a power in Fp12."""
    result = UNIT
    for bit in bin(exponent)[2:]:
        result = mul12(result, result)
        if bit == "1":
            result = mul12(result, a)
    return result
