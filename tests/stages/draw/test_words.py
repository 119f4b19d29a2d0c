"""The words by which a fingerprint is read aloud."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from yaohao.stages.draw.rules import WORDS, spoken

PAGE = Path(__file__).parents[3] / "docs" / "words.md"


def heard(word: str) -> str:
    """The word as it sounds to who hears no tones and not the pairs that dialects mix up."""
    sounds = [re.sub(r"^([zcs])h", r"\1", sound) for sound in lazy_pinyin(word)]
    return " ".join(re.sub(r"ng$", "n", re.sub(r"^n", "l", sound)) for sound in sounds)


def test_no_two_words_sound_alike() -> None:
    assert len(WORDS) == 256
    assert {len(word) for word in WORDS} == {2}
    assert len({heard(word) for word in WORDS}) == 256


def test_the_document_has_the_list() -> None:
    (block,) = re.findall(r"```\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert tuple(block.split()) == WORDS


@given(st.binary(min_size=32, max_size=32))
def test_words_and_eight_digits_say_the_same(digest: bytes) -> None:
    words = spoken(digest.hex())
    assert len(words) == 4
    assert bytes(WORDS.index(word) for word in words).hex() == digest.hex()[:8]


@given(st.binary(min_size=32, max_size=32), st.integers(0, 3), st.integers(1, 255))
def test_another_byte_is_another_word(digest: bytes, place: int, by: int) -> None:
    other = bytearray(digest)
    other[place] ^= by
    changed = [a != b for a, b in zip(spoken(digest.hex()), spoken(other.hex()), strict=True)]
    assert changed == [each == place for each in range(4)]


@pytest.mark.parametrize("wrong", ["", "00", "abcdef", "zz" * 32])
def test_what_is_no_digest_has_no_words(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        spoken(wrong)
