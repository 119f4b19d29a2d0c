"""Whole numbers, decimals and ratios."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from yaohao.ground.sheets.cells.kind import Form
from yaohao.ground.sheets.cells.texts import folded
from yaohao.ground.sheets.grid import Cell
from yaohao.ground.sheets.problems import UnreadableError

DIGITS = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?\Z", re.ASCII)
MOST_CHARACTERS = 40
MOST = Decimal(10) ** 18  # no register counts further
KEPT = 15  # digits that a spreadsheet keeps of a number
TEN_THOUSAND = 10_000
UNITS = "人名户家次个项条台套"


def number(cell: Cell) -> Decimal:
    """A finite decimal from a cell; thousands separators and full-width digits are understood."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise _not_a_number()
    text = folded(cell) if isinstance(cell, str) else repr(cell)
    text = text.replace("−", "-")
    if len(text) > MOST_CHARACTERS or (isinstance(cell, str) and not DIGITS.match(text)):
        raise _not_a_number()
    try:
        value = Decimal(text.replace(",", ""))
    except InvalidOperation as error:
        raise _not_a_number() from error
    if not value.is_finite() or abs(value) >= MOST:
        raise _not_a_number()
    return value


def _not_a_number() -> UnreadableError:
    return UnreadableError(_("is not a number."), _("Type digits only, such as 120."))


def _check_range(value: Decimal | int, least: object, most: object) -> None:
    if isinstance(least, int | Decimal) and value < least:
        raise UnreadableError(_("is too small."), _("The least is %(least)s.") % {"least": least})
    if isinstance(most, int | Decimal) and value > most:
        raise UnreadableError(_("is too large."), _("The most is %(most)s.") % {"most": most})


@dataclass(frozen=True)
class Integer:
    """A whole number, in `least` … `most`; a counting word behind it (12人) is dropped."""

    least: int | None = 0
    most: int | None = 10**12
    form: Form = Form.INTEGER

    def __call__(self, cell: Cell) -> int:
        value = number(folded(cell).rstrip(UNITS) if isinstance(cell, str) else cell)
        if value != value.to_integral_value():
            raise UnreadableError(_("is not a whole number."), _("Remove the decimals."))
        _check_range(value, self.least, self.most)
        return int(value)

    def show(self, value: Any) -> Cell:
        return int(value)


@dataclass(frozen=True)
class Number:
    """A decimal number with at most `places` digits behind the point."""

    least: Decimal | None = None
    most: Decimal | None = None
    places: int = 6
    form: Form = Form.NUMBER

    def __call__(self, cell: Cell) -> Decimal:
        value = number(cell)
        if isinstance(cell, float):
            # 0.1 + 0.2 in a formula is 0.30000000000000004: a cell holds 15 digits, not 17.
            value = Decimal(format(cell, ".15g"))
        exponent = value.normalize().as_tuple().exponent
        if isinstance(exponent, int) and -exponent > self.places:
            raise UnreadableError(
                _("has too many decimals."),
                _("At most %(places)d are kept. Round it.") % {"places": self.places},
            )
        _check_range(value, self.least, self.most)
        return value

    def show(self, value: Any) -> Cell:
        decimal = Decimal(value)
        near = float(decimal)
        # A number where the spreadsheet keeps every digit, else text.
        exact = Decimal(repr(near)) == decimal and "e" not in repr(near)
        return near if exact and len(decimal.as_tuple().digits) <= KEPT else format(decimal, "f")


@dataclass(frozen=True)
class Ratio:
    """A share in 1/10,000: "5%", "0.05" and 5 are 500; above 100 % is an error.

    A number between 0 and 1 is a share, above 1 a percentage. A bare 1 is refused: it may mean
    1 % or 100 %.
    """

    form: Form = Form.TEXT

    def __call__(self, cell: Cell) -> int:
        parts = _ten_thousandths(cell)
        if parts != parts.to_integral_value():
            raise UnreadableError(_("is finer than 0.01%."), _("Round it to 0.01%."))
        if not 0 <= parts <= TEN_THOUSAND:
            raise UnreadableError(
                _("is below zero or above 100%."), _("Type a percentage such as 5%.")
            )
        return int(parts)

    def show(self, value: Any) -> Cell:
        whole, rest = divmod(int(value), 100)
        return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") + "%"


def _ten_thousandths(cell: Cell) -> Decimal:
    text = folded(cell) if isinstance(cell, str) else ""
    if text.endswith("%"):
        return number(text[:-1]) * 100
    if text.endswith("‰"):
        return number(text[:-1]) * 10
    value = number(cell)
    if isinstance(cell, float):
        value = Decimal(format(cell, ".12g"))
    if value == 1:
        raise UnreadableError(
            _("may mean one percent or the whole."), _("Type it as text, with its percent sign.")
        )
    return value * TEN_THOUSAND if value < 1 else value * 100
