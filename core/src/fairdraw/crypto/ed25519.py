"""Ed25519 (RFC 8032, 5.1), pure: what a compiled library signs is checked without one.

Checking is stricter than the RFC asks, so that two verifiers never disagree on a record: one
encoding per point, one per number, no public key of small order, and no factor eight.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import sha512

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
KEY_SIZE = 32
SIGNATURE_SIZE = 64
_SIGN_BIT = 1 << 255

Point = tuple[int, int, int, int]
"""(X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z (RFC 8032, 5.1.4)."""
Addend = tuple[int, int, int, int]
"""(Y - X, Y + X, 2dT, 2Z): what an addition needs of its second point."""

IDENTITY: Point = (0, 1, 1, 0)


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether `signature` (64 bytes) of `message` was made by the key `public` (32 bytes).

    Wrong lengths, S not below L, other encodings of a point than the canonical one and public keys
    of small order are all False; nothing raises. The equation is [S]B = R + [k]A without cofactor.
    """
    if len(public) != KEY_SIZE or len(signature) != SIGNATURE_SIZE:
        return False
    key = _decode(public)
    s = int.from_bytes(signature[32:], "little")
    if key is None or s >= L or _small_order(key):
        return False
    k = _number(signature[:32] + public + message)
    x, y, z, t = key
    # Comparing the encodings refuses a second spelling of R, and saves the root of decoding it.
    return _encode(_combine(s, k, (-x, y, z, -t))) == signature[:32]


def is_key(public: bytes) -> bool:
    """Tell whether these 32 bytes are a public key that `verify` can ever say yes to."""
    point = _decode(public) if len(public) == KEY_SIZE else None
    return point is not None and not _small_order(point)


def sign(secret: bytes, message: bytes) -> bytes:
    """Return the signature of `message`, 64 bytes; `ValueError` unless `secret` has 32 bytes.

    Its running time depends on the secret: not for a machine that others can measure.
    """
    scalar, prefix = _expand(secret)
    public = _encode(_combine(scalar, 0, IDENTITY))
    nonce = _number(prefix + message)
    commitment = _encode(_combine(nonce, 0, IDENTITY))
    s = (nonce + _number(commitment + public + message) * scalar) % L
    return commitment + s.to_bytes(32, "little")


def public_key(secret: bytes) -> bytes:
    """Return the public key, 32 bytes; `ValueError` unless `secret` has 32 bytes."""
    return _encode(_combine(_expand(secret)[0], 0, IDENTITY))


def _expand(secret: bytes) -> tuple[int, bytes]:
    if len(secret) != KEY_SIZE:
        raise ValueError("an Ed25519 secret has 32 bytes")
    wide = sha512(secret).digest()
    scalar = int.from_bytes(wide[:32], "little")
    return scalar & ((1 << 254) - 8) | 1 << 254, wide[32:]


def _number(data: bytes) -> int:
    return int.from_bytes(sha512(data).digest(), "little") % L


def _encode(point: Point) -> bytes:
    x, y, z, _ = point
    inverse = pow(z, -1, P)
    return (y * inverse % P | (x * inverse % P & 1) << 255).to_bytes(32, "little")


def _decode(data: bytes) -> Point | None:
    packed = int.from_bytes(data, "little")
    y, odd = packed & (_SIGN_BIT - 1), packed >> 255
    if y >= P:
        return None
    x = _root_of_ratio((y * y - 1) % P, (D * y * y + 1) % P)
    if x is None or (odd and not x):
        return None
    if x & 1 != odd:
        x = P - x
    return x, y, 1, x * y % P


def _root_of_ratio(u: int, v: int) -> int | None:
    """Return a square root of u / v modulo P with one power (RFC 8032, 5.1.3), or None."""
    v3 = v * v * v % P
    x = u * v3 * pow(u * v3 * v3 * v, (P - 5) // 8, P) % P
    square = v * x * x % P
    if square == u:
        return x
    return x * ROOT_OF_MINUS_ONE % P if square == P - u else None


def _small_order(point: Point) -> bool:
    for _ in range(3):
        point = _double(point)
    return point[0] % P == 0


def _double(point: Point) -> Point:
    x, y, z, _ = point
    a, b = x * x % P, y * y % P
    h, g = -a - b, b - a
    e, f = (x + y) ** 2 + h, g - 2 * z * z
    e, f = e % P, f % P
    return e * f % P, g * h % P, f * g % P, e * h % P


def _add(point: Point, addend: Addend) -> Point:
    x, y, z, t = point
    minus, plus, t2, z2 = addend
    a, b = (y - x) * minus % P, (y + x) * plus % P
    c, d = t * t2 % P, z * z2 % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _addend(point: Point) -> Addend:
    x, y, z, t = point
    return (y - x) % P, (y + x) % P, 2 * D * t % P, 2 * z % P


def _window(point: Point, width: int) -> dict[int, Addend]:
    """Return the odd multiples of `point` below 2^(width-1), and their negatives."""
    table, step = {}, _addend(_double(point))
    for odd in range(1, 1 << (width - 1), 2):
        minus, plus, t2, z2 = table[odd] = _addend(point)
        table[-odd] = plus, minus, -t2, z2
        point = _add(point, step)
    return table


@cache
def _base_window() -> dict[int, Addend]:
    base = _decode((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    assert base is not None
    return _window(base, 8)


def _digits(scalar: int, width: int) -> Iterator[tuple[int, int]]:
    """Give (place, odd digit) with scalar = sum of digit * 2^place, at most one in `width` bits."""
    place, full = 0, 1 << width
    while scalar:
        zeros = (scalar & -scalar).bit_length() - 1
        scalar >>= zeros
        place += zeros
        digit = scalar & (full - 1)
        if digit >= full >> 1:
            digit -= full
        yield place, digit
        scalar -= digit


def _combine(s: int, k: int, point: Point) -> Point:
    """Return [s]B + [k]point with one chain of doublings (Straus)."""
    steps: dict[int, list[Addend]] = {}
    for scalar, width, table in ((s, 8, _base_window()), (k, 5, _window(point, 5) if k else {})):
        for place, digit in _digits(scalar, width):
            steps.setdefault(place, []).append(table[digit])
    total = IDENTITY
    for place in range(max(steps, default=0), -1, -1):
        total = _double(total)
        for addend in steps.get(place, ()):
            total = _add(total, addend)
    return total
