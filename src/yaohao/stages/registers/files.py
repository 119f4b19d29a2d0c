"""Files behind the register's roots, and behind imports, by digest. None of them is secret."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from yaohao.ground.files.storage import Storage, storage

LARGEST = 1 << 40  # a province's register outgrows the limit that uploads have


def keep_lines(content: bytes) -> str:
    """Keep bytes; returns their SHA-256 in hex. Kept twice, stored once."""
    return _store().put_bytes(content).digest


def keep_pieces(content: Iterable[bytes]) -> str:
    """The same for what is made piece by piece, so that it is never held whole."""
    return _store().put(content).digest


def read_lines(digest: str) -> bytes:
    """The bytes, checked against the digest; FileNotFoundError or FileDamagedError."""
    return _store().read(digest)


def lines_path(digest: str) -> Path:
    """Where the file lies."""
    return _store().path(digest)


def _store() -> Storage:
    return replace(storage(), limit=LARGEST)
