"""WOFF 1.0 to SFNT (TTF, OTF), with the standard library alone.

Typst reads no WOFF, and the only package that carries a whole 楷体 under a free
licence packs it so. Source: W3C Recommendation WOFF File Format 1.0, sections 3 to 5.
"""

import struct
import zlib

_HEADER = struct.Struct(">4s4sIHHI")  # signature, flavor, length, tables, reserved, sfnt size
_HEADER_SIZE = 44
_ENTRY = struct.Struct(">4sIIII")  # tag, offset, packed length, length, checksum


def to_sfnt(woff: bytes) -> bytes:
    """Return the font in `woff` as an SFNT file.

    Raises `ValueError` when the bytes are not WOFF 1.0, are cut short, or a table
    does not unpack to the length the directory promises.
    """
    if len(woff) < _HEADER_SIZE or woff[:4] != b"wOFF":
        raise ValueError("not a WOFF 1.0 file")
    _, flavor, length, count, _, _ = _HEADER.unpack_from(woff)
    if length != len(woff):
        raise ValueError(f"file has {len(woff)} bytes, its header says {length}")
    entries = [_ENTRY.unpack_from(woff, _HEADER_SIZE + _ENTRY.size * i) for i in range(count)]

    directory, body = [_offset_table(flavor, count)], []
    offset = 12 + 16 * count
    for tag, start, packed, size, checksum in sorted(entries):
        table = _unpack(woff[start : start + packed], size, tag)
        directory.append(struct.pack(">4sIII", tag, checksum, offset, size))
        body.append(table + bytes(-size % 4))
        offset += size + -size % 4
    return b"".join(directory + body)


def _offset_table(flavor: bytes, count: int) -> bytes:
    exponent = max(count.bit_length() - 1, 0)
    search = 16 << exponent
    return flavor + struct.pack(">HHHH", count, search, exponent, 16 * count - search)


def _unpack(packed: bytes, size: int, tag: bytes) -> bytes:
    table = packed if len(packed) == size else zlib.decompress(packed)
    if len(table) != size:
        raise ValueError(f"table {tag!r} has {len(table)} bytes, the directory says {size}")
    return table
