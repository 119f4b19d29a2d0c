"""Entries in a file (spec/5-record-and-proof.md, "Log").

Each entry is followed by one line feed, which shows as an empty line; no entry holds one.
"""

from collections.abc import Iterable

from fairdraw.errors import Fault


def dump(entries: Iterable[bytes]) -> bytes:
    """Return the bytes of `log.txt` over the bytes of entries."""
    return b"".join(raw + b"\n" for raw in entries)


def parse(data: bytes, place: str = "log.txt") -> list[bytes]:
    """Return the bytes of each entry; `Fault("log-framing")`."""
    if not data:
        return []
    parts = data.split(b"\n\n")
    if parts.pop():
        raise Fault("log-framing", place, entry=len(parts))
    for index, part in enumerate(parts):
        if not part or part.startswith(b"\n"):
            raise Fault("log-framing", place, entry=index)
    return [part + b"\n" for part in parts]
