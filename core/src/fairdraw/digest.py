"""Hash functions by name (spec/1-bytes.md, "Hashes").

The draw's hash `H` is named in the announcement; the tree of the log is always SHA-256.
`sm3` is a reserved name: an announcement that uses it is refused by this version.
"""

from collections.abc import Callable
from hashlib import sha256 as _sha256

from fairdraw.errors import Fault

SIZE = 32
"""Length of every digest in bytes."""

Hash = Callable[[bytes], bytes]
"""A function from bytes to their digest of `SIZE` bytes."""


def sha256(data: bytes, /) -> bytes:
    """Return the SHA-256 digest (FIPS 180-4) of `data`, 32 bytes."""
    return _sha256(data).digest()


_BY_NAME: dict[str, Hash] = {"sha256": sha256}


def hasher(name: str) -> Hash:
    """Return the hash function called `name`; `Fault("hash-unknown")` for any other name."""
    try:
        return _BY_NAME[name]
    except KeyError:
        raise Fault("hash-unknown", "announce hash", name=name) from None
