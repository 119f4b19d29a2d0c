"""What a name is found by: its own characters, folded, and the initials of its pinyin."""

import unicodedata

from pypinyin import Style, lazy_pinyin


def fold(text: str) -> str:
    """Lower case, half width, no blanks."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def search_text(name: str, *, longest: int) -> str:
    """Folded name, a blank, the first letters of its pinyin; cut to `longest` characters."""
    folded = fold(name)
    initials = "".join(lazy_pinyin(folded, style=Style.FIRST_LETTER))
    return f"{folded} {initials}"[:longest]
