"""The converter that set-up runs on the one face that comes as WOFF."""

import importlib.util
import struct
import zlib
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[3] / "scripts/woff.py"
TABLES = {b"cmap": b"characters" * 20, b"glyf": b"\x01\x02\x03", b"name": b"x" * 8}


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("woff_script", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def woff() -> bytes:
    """A WOFF of `TABLES`: packed where packing helps, as the format asks."""
    offset = 44 + 20 * len(TABLES)
    directory, body = b"", b""
    for tag, table in TABLES.items():
        packed = min(zlib.compress(table), table, key=len)
        directory += struct.pack(">4sIIII", tag, offset + len(body), len(packed), len(table), 7)
        body += packed + bytes(-len(packed) % 4)
    size = offset + len(body)
    head = struct.pack(">4s4sIHHI", b"wOFF", b"\0\1\0\0", size, len(TABLES), 0, 0)
    return head + bytes(24) + directory + body


def test_tables_come_out_whole_and_aligned(script: ModuleType) -> None:
    sfnt = script.to_sfnt(woff())
    assert sfnt[:12] == b"\0\1\0\0" + struct.pack(">HHHH", 3, 32, 1, 16)
    found = {}
    for number in range(3):
        tag, checksum, offset, size = struct.unpack_from(">4sIII", sfnt, 12 + 16 * number)
        assert checksum == 7
        assert offset % 4 == 0
        found[tag] = sfnt[offset : offset + size]
    assert found == TABLES


@pytest.mark.parametrize("broken", [b"", b"wOF2" + bytes(60), woff()[:-4]])
def test_what_is_no_woff_is_refused(script: ModuleType, broken: bytes) -> None:
    with pytest.raises(ValueError, match=r"not a WOFF|header says"):
        script.to_sfnt(broken)


def test_table_of_another_length_is_refused(script: ModuleType) -> None:
    changed = bytearray(woff())
    changed[44 + 12 : 44 + 16] = struct.pack(">I", 999)
    with pytest.raises(ValueError, match="cmap"):
        script.to_sfnt(bytes(changed))
