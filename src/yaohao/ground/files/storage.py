"""Content-addressed storage: `root/ab/cd/<sha256>`.

A file has its name only when all its bytes and the folder entry are on the disk, so a crash
leaves at most a temporary file in `root/tmp`, which nobody reads. Needs no database.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

DIGEST = re.compile(r"[0-9a-f]{64}\Z")
CHUNK = 1 << 20  # bytes


class FileTooLargeError(ValueError):
    """The content exceeds `limit` bytes; nothing was kept."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit} bytes")
        self.limit = limit


class FileDamagedError(ValueError):
    """The bytes on the disk are no longer those of the digest."""


@dataclass(frozen=True)
class Stored:
    """What was kept: SHA-256 in lower hex, and the size in bytes."""

    digest: str
    size: int


@dataclass(frozen=True)
class Storage:
    """A folder of files named by their SHA-256; `limit` is the largest file in bytes."""

    root: Path
    limit: int

    def put(self, content: Iterable[bytes]) -> Stored:
        """Keep a stream of byte chunks. The same content twice is kept once.

        Raises FileTooLargeError as soon as the limit is passed, OSError when the disk refuses.
        """
        waiting = self.root / "tmp"
        waiting.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=waiting)
        try:
            with os.fdopen(handle, "wb") as stream:
                stored = self._copy(content, stream)
                stream.flush()
                os.fsync(stream.fileno())
            self._settle(Path(name), self.path(stored.digest))
        finally:
            Path(name).unlink(missing_ok=True)
        return stored

    def put_bytes(self, content: bytes) -> Stored:
        """Keep bytes that are in memory already."""
        return self.put([content])

    def path(self, digest: str) -> Path:
        """Where the file of `digest` lies or would lie. ValueError unless 64 lower hex digits."""
        if not DIGEST.match(digest):
            raise ValueError(f"not a SHA-256 digest in lower hex: {digest[:80]!r}")
        return self.root / digest[:2] / digest[2:4] / digest

    def exists(self, digest: str) -> bool:
        """Tell whether the file is kept here."""
        return self.path(digest).is_file()

    def read(self, digest: str) -> bytes:
        """All bytes, checked. FileNotFoundError, or FileDamagedError if the disk changed them."""
        content = self.path(digest).read_bytes()
        if hashlib.sha256(content).hexdigest() != digest:
            raise FileDamagedError(digest)
        return content

    @contextmanager
    def open(self, digest: str) -> Iterator[BufferedReader]:
        """The file as a stream, unchecked, for answers too large for memory."""
        with self.path(digest).open("rb") as stream:
            yield stream

    def check(self, digest: str) -> None:
        """Read the whole file in chunks. FileNotFoundError, FileDamagedError."""
        with self.open(digest) as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
        if found != digest:
            raise FileDamagedError(digest)

    def remove(self, digest: str) -> None:
        """Take the file away for good; whoever calls knows that nothing names it any more."""
        self.path(digest).unlink(missing_ok=True)

    def _copy(self, content: Iterable[bytes], stream: BinaryIO) -> Stored:
        digest, size = hashlib.sha256(), 0
        for chunk in content:
            size += len(chunk)
            if size > self.limit:
                raise FileTooLargeError(self.limit)
            digest.update(chunk)
            stream.write(chunk)
        return Stored(digest.hexdigest(), size)

    def _settle(self, source: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
        # Also where the folders were there: whoever made them may not have come to sync them.
        for folder in (target.parent, target.parent.parent, self.root, self.root.parent):
            _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    # Windows and some network disks cannot sync a folder; there the file itself is synced.
    with suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def chunks(stream: BinaryIO) -> Iterator[bytes]:
    """Read an open file in pieces of `CHUNK` bytes."""
    while chunk := stream.read(CHUNK):
        yield chunk


def storage() -> Storage:
    """The product's own storage, below the folder that a backup takes."""
    return Storage(settings.YAOHAO_DATA / "files", settings.YAOHAO_MAX_UPLOAD)
