"""BLS signatures in G1 on BLS12-381, as drand quicknet makes them (bls-unchained-g1-rfc9380)."""

from functools import lru_cache

from fairdraw.crypto.curve import BASE2, G2, read1, read2
from fairdraw.crypto.fields import P
from fairdraw.crypto.hashing import hash_to_g1
from fairdraw.crypto.pairing import product_is_one

TAG = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"
QUICKNET_GENESIS = 1_692_803_367
"""Seconds since 1970 at which round 1 of quicknet was published."""

QUICKNET_PERIOD = 3
"""Seconds from round to round."""

QUICKNET_PUBLIC = bytes.fromhex(
    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c"
    "8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb"
    "5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
)


@lru_cache(maxsize=4)
def _public(data: bytes) -> G2 | None:
    return read2(data)


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether `signature` (48 bytes, G1) signs `message` under `public` (96 bytes, G2).

    False too for encodings that are not canonical and for points outside the groups.
    """
    key, signed, hashed = _public(public), read1(signature), hash_to_g1(message, TAG)
    if key is None or signed is None or hashed is None:
        return False
    opposite = signed[0], P - signed[1]
    return product_is_one(((opposite, BASE2), (hashed, key)))
