"""The container: one list of members, one byte string; other tools can read it."""

import io
import struct
import zipfile

import pytest
from fairdraw import container
from fairdraw.errors import Fault
from hypothesis import given
from hypothesis import strategies as st

from core.vectors.story import Story

NAMES = st.text("abcdefgh./-", min_size=1, max_size=12)
MEMBERS = st.dictionaries(NAMES, st.binary(max_size=80), min_size=1, max_size=5)


@given(MEMBERS)
def test_members_survive_and_are_written_one_way(members: dict[str, bytes]) -> None:
    data = container.dump(members.items())
    assert container.load(data) == members
    assert list(container.load(data)) == list(members)
    assert container.dump(container.load(data).items()) == data


@given(MEMBERS)
def test_other_tools_read_it(members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(container.dump(members.items()))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == members


@pytest.mark.parametrize("limit", [1, 10, 60, 130, 200])
def test_large_sizes_and_offsets_use_zip64(limit: int) -> None:
    """With a limit far below 2^32 - 1 the same code writes what a huge record needs."""
    members = {"a": b"x" * 40, "b": b"", "c": b"y" * 100}
    data = container.dump(members.items(), limit)
    assert container.load(data, limit) == members
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == members
    with pytest.raises(Fault):
        container.load(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_with_a_fault(data: bytes) -> None:
    for start in (b"", b"PK\3\4"):
        with pytest.raises(Fault):
            container.load(start + data)


def test_every_changed_byte_is_refused_by_the_container_alone() -> None:
    good = container.dump({"log.txt": b"fairdraw", "pool.tsv": b""}.items())
    for place in range(len(good)):
        for bit in range(8):
            changed = good[:place] + bytes([good[place] ^ 1 << bit]) + good[place + 1 :]
            try:
                members = container.load(changed)
            except Fault:
                continue
            # Only a name may change here; the record then refuses the name.
            pytest.fail(f"byte {place}, bit {bit}: {members}")


def test_a_claimed_size_is_not_believed() -> None:
    good = Story().tell().record()
    huge = struct.pack("<2I", 0xFFFFFFFE, 0xFFFFFFFE)
    with pytest.raises(Fault) as refusal:
        container.load(good[:18] + huge + good[26:])
    assert refusal.value.code == "container-truncated"
