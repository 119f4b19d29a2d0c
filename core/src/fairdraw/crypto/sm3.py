"""The hash SM3 (GB/T 32905-2016), for machines whose OpenSSL was built without it."""

from struct import Struct

SIZE = 32
_START = (
    *(0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600),
    *(0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E),
)
_MASK = 0xFFFFFFFF
_BLOCK = Struct(">16I")
_STATE = Struct(">8I")


def _turned(value: int, count: int) -> int:
    return (value << count | value >> (32 - count)) & _MASK


_EARLY = tuple(_turned(0x79CC4519, place) for place in range(16))
_LATE = tuple(_turned(0x7A879D8A, place % 32) for place in range(16, 64))


def sm3(data: bytes) -> bytes:
    """Return the hash of `data`, 32 bytes."""
    length = len(data)
    tail = data[length & ~63 :] + b"\x80"
    tail += bytes(-(len(tail) + 8) % 64) + (length * 8).to_bytes(8, "big")
    state: tuple[int, ...] = _START
    for block in _BLOCK.iter_unpack(memoryview(data)[: length & ~63]):
        state = _compress(state, block)
    for block in _BLOCK.iter_unpack(tail):
        state = _compress(state, block)
    return _STATE.pack(*state)


def _words(block: tuple[int, ...]) -> list[int]:
    """Return W_0 to W_67 (GB/T 32905-2016, 5.3.2)."""
    w = list(block)
    push = w.append
    for place in range(16, 68):
        old, late = w[place - 13], w[place - 3]
        x = w[place - 16] ^ w[place - 9] ^ (late << 15 & _MASK | late >> 17)
        # Both turns of P1 come from one doubled word, without masking each.
        twice = x << 32 | x
        x ^= twice >> 17 ^ twice >> 9
        push((x ^ w[place - 6] ^ (old << 7 | old >> 25)) & _MASK)
    return w


def _compress(state: tuple[int, ...], block: tuple[int, ...]) -> tuple[int, ...]:
    # `turned` and `x` keep bits above 32 that every sum they enter cuts off at its end.
    mask = _MASK
    w = _words(block)
    a, b, c, d, e, f, g, h = state
    for constant, word, other in zip(_EARLY, w, w[4:20], strict=False):
        turned = a << 12 | a >> 20
        x = (turned + e + constant) & mask
        x = x << 7 | x >> 25
        t = ((e ^ f ^ g) + h + x + word) & mask
        h, g, f = g, (f << 19 | f >> 13) & mask, e
        e = t ^ ((t << 9 | t >> 23) ^ (t << 17 | t >> 15)) & mask
        t = (a ^ b ^ c) + d + (x ^ turned) + (word ^ other)
        d, c, b, a = c, (b << 9 | b >> 23) & mask, a, t & mask
    for constant, word, other in zip(_LATE, w[16:64], w[20:], strict=True):
        turned = a << 12 | a >> 20
        x = (turned + e + constant) & mask
        x = x << 7 | x >> 25
        t = ((g ^ e & (f ^ g)) + h + x + word) & mask
        h, g, f = g, (f << 19 | f >> 13) & mask, e
        e = t ^ ((t << 9 | t >> 23) ^ (t << 17 | t >> 15)) & mask
        t = (a & b | c & (a | b)) + d + (x ^ turned) + (word ^ other)
        d, c, b, a = c, (b << 9 | b >> 23) & mask, a, t & mask
    mixed = zip(state, (a, b, c, d, e, f, g, h), strict=True)
    return tuple(before ^ after for before, after in mixed)
