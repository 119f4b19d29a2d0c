"""Which characters a font file has: the `cmap` table of TrueType and OpenType.

Source: OpenType specification 1.9, chapters "Font file" and "cmap"; formats 4 and 12,
which every Chinese face of the last twenty years carries.
"""

import mmap
import struct
from functools import lru_cache
from pathlib import Path

_UNICODE = {(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)}  # (platform, encoding)
Buffer = mmap.mmap


@lru_cache(maxsize=64)
def characters(path: Path, index: int = 0) -> tuple[range, ...]:
    """Return the code points of face `index` of the file, as ascending ranges.

    Format 4 may map inside a range to the empty glyph; such a gap counts as present,
    which the Chinese faces do not use. Raises `ValueError` where `path` is no font.
    """
    if path.stat().st_size == 0:
        raise ValueError(f"{path}: empty file")
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        try:
            return tuple(_ranges(data, _table(data, _face(data, index))))
        except (struct.error, IndexError) as error:
            raise ValueError(f"{path}: not a font this product can read") from error


def _face(data: Buffer, index: int) -> int:
    if data[:4] != b"ttcf":
        return 0
    return int(struct.unpack_from(">I", data, 12 + 4 * index)[0])


def _table(data: Buffer, face: int) -> int:
    (count,) = struct.unpack_from(">H", data, face + 4)
    for number in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, face + 12 + 16 * number)
        if tag == b"cmap":
            return int(offset)
    raise IndexError("no cmap")


def _ranges(data: Buffer, cmap: int) -> list[range]:
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    found: list[range] = []
    for number in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * number)
        if (platform, encoding) not in _UNICODE:
            continue
        (form,) = struct.unpack_from(">H", data, cmap + offset)
        if form == 12:
            return _groups(data, cmap + offset)
        if form == 4:
            found = _segments(data, cmap + offset)
    return found


def _groups(data: Buffer, start: int) -> list[range]:
    (count,) = struct.unpack_from(">I", data, start + 12)
    triples = struct.iter_unpack(">III", data[start + 16 : start + 16 + 12 * count])
    return [range(first, last + 1) for first, last, _ in triples]


def _segments(data: Buffer, start: int) -> list[range]:
    (double,) = struct.unpack_from(">H", data, start + 6)
    form = f">{double // 2}H"
    ends = struct.unpack_from(form, data, start + 14)
    starts = struct.unpack_from(form, data, start + 16 + double)
    pairs = zip(starts, ends, strict=True)
    return [range(first, last + 1) for first, last in pairs if first != 0xFFFF]
