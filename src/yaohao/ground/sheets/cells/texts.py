"""Text and codes."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from yaohao.ground.sheets.cells.kind import Form
from yaohao.ground.sheets.grid import Cell
from yaohao.ground.sheets.problems import UnreadableError

EXACT = 10**15  # spreadsheets keep 15 digits; of a longer number the rest has become zeros
CUT_CODE = re.compile(r"\d\.\d+E\+?\d+\Z", re.IGNORECASE)
# Control and invisible characters: they survive copying and make two equal names differ.
BREAKS = "\t\r\n\v\f\u2028\u2029"
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def plain(cell: Cell) -> str:
    """A cell as text: whole numbers without “.0”, dates in ISO form, nothing invisible."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < EXACT:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return cell if isinstance(cell, str) else str(cell)


def visible(text: str) -> str:
    """Normalise to NFC and replace control characters by spaces, drop invisible ones."""
    # Nearly every cell is so already; what Python calls printable holds nothing of `INVISIBLE`.
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text
    kept = (_seen(character) for character in unicodedata.normalize("NFC", text))
    return "".join(kept)


def _seen(character: str) -> str:
    if character in BREAKS:
        return " "
    return "" if unicodedata.category(character) in INVISIBLE else character


def folded(cell: Cell) -> str:
    """Text for comparing: NFKC (full-width to half-width), no white space at all."""
    text = plain(cell)
    # Nearly every cell is so already, and this is asked several times of each.
    if text.isprintable() and " " not in text and unicodedata.is_normalized("NFKC", text):
        return text
    tight = "".join(unicodedata.normalize("NFKC", visible(text)).split())
    # Taking the space out can bring a letter and its accent together: once more, until it stays.
    return unicodedata.normalize("NFKC", tight)


@dataclass(frozen=True)
class Text:
    """Free text on one line: white space becomes single spaces. At most `longest` characters."""

    longest: int = 500
    form: Form = Form.TEXT

    def __call__(self, cell: Cell) -> str:
        text = " ".join(visible(plain(cell)).split())
        if len(text) > self.longest:
            raise UnreadableError(
                _("has %(length)d characters.") % {"length": len(text)},
                _("At most %(longest)d fit. Shorten it.") % {"longest": self.longest},
            )
        return text

    def show(self, value: Any) -> Cell:
        return str(value)


@dataclass(frozen=True)
class Code:
    """An identifier: half-width, upper case, without white space.

    `pattern` must match the whole code, `hint` says in words what it looks like (a lazy
    translation may be given). `check` may raise UnreadableError, e.g. for a check digit; it
    returns the code to be used.
    """

    pattern: str = r"[^\s]{1,64}"
    hint: object = ""
    check: Callable[[str], str] | None = None
    form: Form = Form.TEXT

    def __call__(self, cell: Cell) -> str:
        code = folded(cell).upper()
        if _lost_digits(cell, code):
            raise UnreadableError(
                _("the spreadsheet turned this code into a number and lost its last digits."),
                _("Format the column as text and enter the code again."),
            )
        if not re.fullmatch(self.pattern, code):
            raise UnreadableError(
                _("is not a valid code."),
                _("Expected: %(hint)s.") % {"hint": self.hint} if self.hint else "",
            )
        return self.check(code) if self.check else code

    def show(self, value: Any) -> Cell:
        return str(value)


def _lost_digits(cell: Cell, code: str) -> bool:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return abs(cell) >= EXACT
    return isinstance(cell, str) and CUT_CODE.match(code) is not None
