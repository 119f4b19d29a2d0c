"""Files behind the register's roots, and behind imports, by digest. None of them is secret."""

import gzip
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast

from yaohao.ground.files.storage import Storage, chunks, storage

_GZIP = 31  # zlib's number for the format of gzip
HELD = 1 << 20  # bytes of a draft that are held in memory; more goes to the disk
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


def each_line(digest: str) -> Iterator[bytes]:
    """The lines one by one, without their ends, checked like the whole of them."""
    _store().check(digest)
    with _store().open(digest) as stream:
        for line in stream:  # a text may hold other line ends
            yield line.removesuffix(b"\n")


def first_line(digest: str) -> bytes:
    """The first of the lines, checked like all of them; the others are not held."""
    return next(each_line(digest), b"")


def draft() -> BinaryIO:
    """A file without a name, for what is told before the lines that go in front are known."""
    return cast("BinaryIO", tempfile.SpooledTemporaryFile(HELD))


def drafted(stream: BinaryIO) -> Iterator[bytes]:
    """All that was written into a draft, in pieces."""
    stream.seek(0)
    return chunks(stream)


def keep_packed(content: Iterable[bytes]) -> str:
    """Keep lines that nobody reads but a program, in a tenth of their room."""
    return keep_pieces(_packed(content))


def packed_lines(digest: str) -> Iterator[bytes]:
    """Those lines, one by one, checked before."""
    _store().check(digest)
    with gzip.open(lines_path(digest)) as stream:
        yield from stream


def _packed(content: Iterable[bytes]) -> Iterator[bytes]:
    packing = zlib.compressobj(level=1, wbits=_GZIP)
    for piece in content:
        yield packing.compress(piece)
    yield packing.flush()


def is_kept(digest: str) -> bool:
    """Tell whether the file is there."""
    return _store().exists(digest)


def remove(digest: str) -> None:
    """Take a file away that nothing names any more."""
    _store().remove(digest)


def lines_path(digest: str) -> Path:
    """Where the file lies."""
    return _store().path(digest)


def _store() -> Storage:
    return replace(storage(), limit=LARGEST)
