"""Unified social credit codes (GB 32100-2015) and the registration numbers of 15 before them.

18 characters of `0-9A-HJ-NPQRTUWXY`; the last is the check character over the first 17 with the
weights 3^i mod 31.
"""

import re
import unicodedata
from dataclasses import dataclass

from stdnum.cn import uscc

# The letters that the standard leaves out, each with the character it is read for.
_LIKELY = {"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"}
_ALPHABET = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")
_RIGHT = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
_OLD = re.compile(r"[0-9]{15}")
_SITE = re.compile(r"[0-9A-Z]{3}")


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A code that may be stored. `old` is a registration number of 15 digits."""

    code: str
    old: bool = False


class CreditCodeError(ValueError):
    """Why a code is refused.

    `code`: `empty`, `length` (`found` characters), `character` (`place` from 1, `found`,
    `repair` when one is likely) or `check` (`found`, `repair` is the character expected).
    """

    def __init__(self, code: str, *, place: int = 0, found: str = "", repair: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.place = place
        self.found = found
        self.repair = repair


def fold(text: str) -> str:
    """Upper case, half width, without blanks, hyphens and invisible characters."""
    wide = unicodedata.normalize("NFKC", text).upper()
    return "".join(
        char for char in wide if not char.isspace() and char != "-" and char.isprintable()
    )


def parse(text: str) -> CreditCode:
    """The code as stored. Raises CreditCodeError."""
    # Nearly every code is so already, and a register has a hundred thousand of them.
    if _RIGHT.fullmatch(text) and text[17] == uscc.calc_check_digit(text[:17]):
        return CreditCode(text)
    code = fold(text)
    if not code:
        raise CreditCodeError("empty")
    if _OLD.fullmatch(code):
        return CreditCode(code, old=True)
    for place, char in enumerate(code, start=1):
        if char not in _ALPHABET:
            repair = _LIKELY.get(char, "")
            raise CreditCodeError("character", place=place, found=char, repair=repair)
    if len(code) != 18:
        raise CreditCodeError("length", found=str(len(code)))
    # The first eight are digits but for the second, which may be a letter (A1, N1 …).
    for place in range(3, 9):
        if not code[place - 1].isdigit():
            raise CreditCodeError("character", place=place, found=code[place - 1])
    expected: str = uscc.calc_check_digit(code[:17])
    if code[17] != expected:
        raise CreditCodeError("check", place=18, found=code[17], repair=expected)
    return CreditCode(code)


def repaired(text: str) -> str:
    """The code with every I, O, S, V, Z replaced, if that makes it right; else empty."""
    code = "".join(_LIKELY.get(char, char) for char in fold(text))
    try:
        return parse(code).code
    except CreditCodeError:
        return ""


def parse_site(text: str) -> str:
    """The suffix of one site of a firm: three of `0-9A-Z`, or empty. Raises ValueError."""
    site = fold(text)
    if site and not _SITE.fullmatch(site):
        raise ValueError(site)
    return site
