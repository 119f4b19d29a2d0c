"""How many are drawn from each stratum (spec/3-acts-and-draw.md, "Quota").

Integers only; ratios are in 1/10,000.
"""

from collections.abc import Sequence

from fairdraw.digest import Hash
from fairdraw.encoding import tag

WHOLE = 10_000
_ADDED = {"half-up": WHOLE // 2, "up": WHOLE - 1, "down": 0}


def by_ratio(base: int, ratio: int, rounding: str) -> int:
    """Return `ratio`/10,000 of `base`, rounded `half-up`, `up` or `down`."""
    return (base * ratio + _ADDED[rounding]) // WHOLE


def split_number(key: bytes, seed: bytes, stratum: str, digest: Hash) -> int:
    """Return u, 0 to 2^256 - 1: decides where a fraction falls; nobody without K can tell."""
    secret = digest(tag("split") + key)
    return int.from_bytes(digest(secret + seed + stratum.encode("ascii")), "big")


def round_count(
    left: int, weights: Sequence[int], eligible: int, u: int, space: int = 1 << 256
) -> int:
    """Return k, the number drawn in this round.

    `left`: quota of the stratum less those drawn before that still count; `weights`: of this round
    and all later ones (a reserve round passes one weight); `u` in 0 … `space` - 1.
    The totals over all rounds come out exact.
    """
    whole = sum(weights)
    quotient, rest = divmod(left * weights[0], whole)
    return min(eligible, quotient + (u * whole < rest * space))
