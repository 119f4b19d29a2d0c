"""Hash functions by name (spec/1-bytes.md, "Hashes").

The draw's hash `H` is named in the announcement; the tree of the log is always SHA-256.
"""

import hashlib
from collections.abc import Callable, Iterable
from functools import partial

from fairdraw.crypto.sm3 import sm3 as _sm3_here
from fairdraw.errors import Fault

SIZE = 32
"""Length of every digest in bytes."""

Hash = Callable[[bytes], bytes]
"""A function from bytes to their digest of `SIZE` bytes."""


def sha256(data: bytes | memoryview, /) -> bytes:
    """Return the SHA-256 digest (FIPS 180-4) of `data`, 32 bytes."""
    return hashlib.sha256(data).digest()


def _sm3_there(data: bytes, /) -> bytes:
    return hashlib.new("sm3", data).digest()


def _sm3() -> Hash:
    # OpenSSL has SM3 on most machines, but a distribution or a FIPS policy may leave it out.
    try:
        _sm3_there(b"")
    except ValueError:
        return _sm3_here
    return _sm3_there


sm3 = _sm3()
"""The SM3 digest (GB/T 32905-2016), from the system's OpenSSL if it has one."""

_STARTS: dict[Hash, Callable[[bytes], "hashlib._Hash"]] = {
    sha256: hashlib.sha256,
    _sm3_there: partial(hashlib.new, "sm3"),
}


def after(prefix: bytes, tails: Iterable[bytes], digest: Hash) -> list[bytes]:
    """Return the digests of `prefix || tail` of every tail.

    The prefix is absorbed once: for short tails a copy of that state costs less than a new hash.
    """
    start = _STARTS.get(digest)
    if start is None:
        return [digest(prefix + tail) for tail in tails]
    copied, made = start(prefix).copy, []
    for tail in tails:
        state = copied()
        state.update(tail)
        made.append(state.digest())
    return made


def below(
    prefix: bytes, tails: Iterable[bytes], limit: bytes, digest: Hash
) -> list[tuple[bytes, int]]:
    """Return those digests of `after` that are smaller than `limit`, each with its index.

    Most are not: they are let go at once, which costs less than a list of all.
    """
    start = _STARTS.get(digest)
    if start is None:
        made = enumerate(after(prefix, tails, digest))
        return [(value, index) for index, value in made if value < limit]
    copied, found = start(prefix).copy, []
    for index, tail in enumerate(tails):
        state = copied()
        state.update(tail)
        value = state.digest()
        if value < limit:
            found.append((value, index))
    return found


_BY_NAME: dict[str, Hash] = {"sha256": sha256, "sm3": sm3}


def hasher(name: str) -> Hash:
    """Return the hash function called `name`; `Fault("hash-unknown")` for any other name."""
    try:
        return _BY_NAME[name]
    except KeyError:
        raise Fault("hash-unknown", "announce hash", name=name) from None
