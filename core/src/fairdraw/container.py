"""The canonical container: a ZIP of stored members (spec/5-record-and-proof.md, "Container").

One list of members has exactly one byte string. The reader accepts what the writer would have
written and nothing else; it never expands anything, so a bomb is refused by its header.
"""

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zlib import crc32

from fairdraw.errors import Fault

Content = bytes | memoryview

LIMIT = 0xFFFFFFFF
"""Sizes and offsets from here on stand in a ZIP64 field."""

_DATE = 0x0021  # 1980-01-01, 00:00:00
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_END64 = struct.Struct("<4sQ2H2I4Q")
_LOCATOR = struct.Struct("<4sIQI")


@dataclass(frozen=True, slots=True)
class _Member:
    name: bytes
    crc: int
    size: int
    offset: int


def dump(members: Iterable[tuple[str, Content]], limit: int = LIMIT) -> bytes:
    """Return the container over members (ASCII name, content) in the given order."""
    return b"".join(parts(members, limit))


def parts(members: Iterable[tuple[str, Content]], limit: int = LIMIT) -> Iterator[Content]:
    """Yield the bytes of `dump` piece by piece; contents are passed on, not copied."""
    listed: list[_Member] = []
    offset = 0
    for name, content in members:
        member = _Member(name.encode("ascii"), crc32(content), len(content), offset)
        header = _local(member, limit)
        yield header
        yield content
        listed.append(member)
        offset += len(header) + len(content)
    yield _directory(listed, offset, limit)


def _local(member: _Member, limit: int) -> bytes:
    large = member.size >= limit
    size = LIMIT if large else member.size
    extra = struct.pack("<HHQQ", 1, 16, member.size, member.size) if large else b""
    fixed = _LOCAL.pack(
        b"PK\3\4", 45 if large else 20, 0, 0, 0, _DATE, member.crc, size, size,
        len(member.name), len(extra),
    )  # fmt: skip
    return fixed + member.name + extra


def _central(member: _Member, limit: int) -> bytes:
    large = member.size >= limit
    size = LIMIT if large else member.size
    offset = LIMIT if member.offset >= limit else member.offset
    values = [member.size, member.size] if large else []
    values += [member.offset] if member.offset >= limit else []
    extra = struct.pack(f"<HH{len(values)}Q", 1, 8 * len(values), *values) if values else b""
    version = 45 if values else 20
    fixed = _CENTRAL.pack(
        b"PK\1\2", version, version, 0, 0, 0, _DATE, member.crc, size, size,
        len(member.name), len(extra), 0, 0, 0, 0, offset,
    )  # fmt: skip
    return fixed + member.name + extra


def _directory(members: list[_Member], start: int, limit: int) -> bytes:
    central = b"".join(_central(member, limit) for member in members)
    size, count = len(central), len(members)
    if start >= limit or size >= limit:
        central += _END64.pack(b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, start)
        central += _LOCATOR.pack(b"PK\6\7", 0, start + size, 1)
    end = _END.pack(b"PK\5\6", 0, 0, count, count, min(size, LIMIT), min(start, LIMIT), 0)
    if start >= limit or size >= limit:
        end = _END.pack(b"PK\5\6", 0, 0, count, count, LIMIT, LIMIT, 0)
    return central + end


def load(data: Content, limit: int = LIMIT) -> dict[str, bytes]:
    """Return the members by name, in order; faults of `views`."""
    return {name: bytes(view) for name, view in views(data, limit).items()}


def views(data: Content, limit: int = LIMIT) -> dict[str, memoryview]:
    """Return the members by name, in order, as views into `data`.

    Faults: `container-magic`, `container-truncated`, `container-compressed`, `container-header`,
    `container-name`, `container-twice`, `container-checksum`, `container-directory`,
    `container-slack`.
    """
    members: dict[str, memoryview] = {}
    listed: list[_Member] = []
    offset, whole = 0, memoryview(data)
    if data[:4] != b"PK\3\4":
        raise Fault("container-magic", "file")
    for member, start in _walk(data, limit):
        name = member.name.decode("ascii")
        if name in members:
            raise Fault("container-twice", name)
        members[name] = whole[start : start + member.size]
        if crc32(members[name]) != member.crc:
            raise Fault("container-checksum", name)
        listed.append(member)
        offset = start + member.size
    _check_end(data, offset, _directory(listed, offset, limit))
    return members


def _walk(data: Content, limit: int) -> Iterator[tuple[_Member, int]]:
    offset = 0
    while data[offset : offset + 4] == b"PK\3\4":
        if offset + _LOCAL.size > len(data):
            raise Fault("container-truncated", f"byte {offset}")
        _, _, _, method, _, _, crc, size, full, length, more = _LOCAL.unpack_from(data, offset)
        start = offset + _LOCAL.size + length + more
        raw = bytes(data[offset + _LOCAL.size : offset + _LOCAL.size + length])
        if not raw or not all(0x20 < byte < 0x7F for byte in raw):
            raise Fault("container-name", f"byte {offset}")
        name = raw.decode("ascii")
        if method or size != full:
            raise Fault("container-compressed", name)
        if size == LIMIT and more == 20:
            size = struct.unpack_from("<Q", data, start - 16)[0] if start <= len(data) else size
        if start + size > len(data):
            raise Fault("container-truncated", name)
        member = _Member(raw, crc, size, offset)
        if data[offset:start] != _local(member, limit):
            raise Fault("container-header", name)
        yield member, start
        offset = start + size


def _check_end(data: Content, offset: int, expected: bytes) -> None:
    found = bytes(data[offset : offset + len(expected) + 1])
    if found == expected:
        return
    if expected.startswith(found):
        raise Fault("container-truncated", "directory")
    if found.startswith(expected):
        raise Fault("container-slack", f"byte {offset + len(expected)}")
    raise Fault("container-directory", "directory")
