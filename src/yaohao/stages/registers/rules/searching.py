"""What a name is found by: its own characters, folded, and the initials of its pinyin.

Two Chinese characters are a word that no stock full-text search finds. So every text is cut into
grams: each two neighbouring characters and, where all are of ASCII, each three. A text that is
looked for is cut the same way; what holds all its grams is then compared as a whole. Grams are
written in letters and digits of ASCII, so that no tokenizer of a database can cut them again.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from yaohao.stages.registers.rules.pinyin import initials

SHORTEST_CODE = 4  # characters from which on a text may be the beginning of a code
MOST_PARTS = 8
_CODE = re.compile(r"(?=.*[0-9-])[0-9A-Z][0-9A-Z-]*")  # letters alone are initials
_TAIL = re.compile(r"(?:([0-9]{6})-?)?([0-9]{5,7})")
_NIBBLES = str.maketrans("0123456789abcdef", "abcdefghijklmnop")


def fold(text: str) -> str:
    """Lower case, half width, no blanks."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def squeeze(text: str) -> str:
    """Folded, and nothing but letters, digits and characters: （集团） is found as 集团."""
    return "".join(character for character in fold(text) if character.isalnum())


def search_text(name: str, *, longest: int) -> str:
    """Squeezed name, a blank, the first letters of its pinyin; cut to `longest` characters."""
    squeezed = squeeze(name)
    return " ".join((squeezed, *initials(squeezed)))[:longest]


def grams_of(text: str) -> str:
    """The grams of a search text, each once, in order, parted by blanks."""
    found: dict[str, None] = {}
    for word in text.split():
        for start in range(len(word)):
            two = word[start : start + 2]
            if two.isascii():
                found[f"z{two}"] = None
                three = word[start : start + 3]
                if len(three) == 3 and three.isascii():
                    found[f"z{three}"] = None
                continue
            found[_gram(two)] = None
            if two[0].isascii():
                found[f"z{two[0]}"] = None  # else no gram would begin with it
    return " ".join(found)


@dataclass(frozen=True, slots=True)
class Part:
    """One word that is looked for.

    `text`    squeezed; it must stand in the search text
    `typed`   half width, in capitals, with its signs
    `grams`   what the index must hold for that
    `prefix`  of a gram, for a single character, which is no gram
    `code`    the beginning of an id or a number, or empty
    `region`, `serial`  the end of a number, or empty and None
    """

    text: str
    typed: str
    grams: tuple[str, ...]
    prefix: str = ""
    code: str = ""
    region: str = ""
    serial: int | None = None


def parts_of(asked: str) -> tuple[Part, ...]:
    """What was typed, word by word; every word must be found. Empty if nothing can be sought."""
    words = unicodedata.normalize("NFKC", asked).split()[:MOST_PARTS]
    return tuple(_part(word) for word in words if squeeze(word))


def _part(word: str) -> Part:
    text, typed = squeeze(word), word.upper()
    code = typed if _CODE.fullmatch(typed) and len(typed) >= SHORTEST_CODE else ""
    region, serial = "", None
    if code and (tail := _TAIL.fullmatch(code)):
        region, serial = tail[1] or "", int(tail[2])
    if len(text) == 1:
        return Part(text, typed, (), _prefix(text), code, region, serial)
    step = 3 if text.isascii() and len(text) > 2 else 2
    cut = tuple(dict.fromkeys(_windows(text, step)))
    return Part(text, typed, tuple(map(_gram, cut)), "", code, region, serial)


def _windows(text: str, step: int) -> list[str]:
    return [text[start : start + step] for start in range(len(text) - step + 1)]


@lru_cache(maxsize=50_000)
def _gram(characters: str) -> str:
    """`z` and the characters if they are of ASCII; else four letters or more for each."""
    if characters.isascii():
        return f"z{characters}"
    return "".join(map(_letters, characters))


def _letters(character: str) -> str:
    return f"{ord(character):04x}".translate(_NIBBLES)


def _prefix(character: str) -> str:
    return f"z{character}" if character.isascii() else _letters(character)
