"""Which face a slot uses, and which characters it lacks."""

import struct
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from yaohao.ground.documents import fonts
from yaohao.ground.documents.cmap import characters
from yaohao.ground.documents.slots import FREE, NAMED, chain

FETCHED = {
    "fangsong": "Noto Serif SC",
    "kai": "LXGW WenKai",
    "title": "Noto Serif SC",
    "hei": "Noto Sans SC",
    "song": "Noto Serif SC",
}


def test_fetched_faces_fill_every_slot() -> None:
    slots = {slot.name: slot for slot in fonts.report(system=False)}
    assert set(slots) == set(NAMED)
    for name, family in FETCHED.items():
        assert slots[name].family == family
        assert not slots[name].standard
        assert slots[name].path is not None


def test_face_of_the_standard_comes_first() -> None:
    available = frozenset({"Noto Serif SC", "FangSong", "LXGW WenKai"})
    assert chain("fangsong", available) == ["FangSong", "Noto Serif SC", "LXGW WenKai"]


@given(st.sampled_from(sorted(NAMED)), st.sets(st.sampled_from(sorted({*sum(FREE.values(), ())}))))
def test_chain_holds_only_what_is_there_and_each_once(slot: str, there: set[str]) -> None:
    families = chain(slot, frozenset(there))
    assert set(families) <= there
    assert len(set(families)) == len(families)


def test_characters_of_names_and_places_are_there() -> None:
    assert (
        fonts.missing(
            "晋中市榆次区太谷祁县平遥灵石介休昔阳寿阳和顺左权榆社 𠮷 䶮 1234 ABC", system=False
        )
        == []
    )


def test_missing_characters_are_told_once_and_sorted() -> None:
    assert fonts.missing("字\U0001f9ff中\U0001f9ff\U0001f600", system=False) == [
        "\U0001f600",
        "\U0001f9ff",
    ]


def test_spaces_and_format_characters_are_never_missing() -> None:
    assert fonts.missing(" \t\n\u3000\u200b", system=False) == []


def test_controls_and_byte_order_marks_always_are() -> None:
    assert fonts.missing("a\ufeff\x07", system=False) == ["\x07", "\ufeff"]


def test_face_has_what_it_shows() -> None:
    ranges = characters(Path(settings.YAOHAO_FONTS) / "NotoSerifSC_400Regular.ttf")
    assert any(ord("晋") in part for part in ranges)
    assert not any(0x1F9FF in part for part in ranges)
    assert [part.start for part in ranges] == sorted(part.start for part in ranges)


@pytest.mark.parametrize("content", [b"", b"no font", b"ttcf", b"\0\1\0\0" + struct.pack(">H", 9)])
def test_file_that_is_no_font_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "face.ttf"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"face\.ttf"):
        characters(path)
