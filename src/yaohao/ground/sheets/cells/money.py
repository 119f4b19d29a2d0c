"""Registered capital: an amount and its currency."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from yaohao.ground.sheets.cells.kind import Form
from yaohao.ground.sheets.cells.numbers import number
from yaohao.ground.sheets.cells.texts import folded
from yaohao.ground.sheets.grid import Cell
from yaohao.ground.sheets.problems import UnreadableError


class Money(NamedTuple):
    """Amount in whole units of the currency (yuan, not 万), ISO 4217 code."""

    amount: Decimal
    currency: str


CURRENCIES = {
    "人民币": "CNY", "RMB": "CNY", "CNY": "CNY", "¥": "CNY",
    "美元": "USD", "美金": "USD", "USD": "USD", "港元": "HKD", "港币": "HKD", "HKD": "HKD",
    "欧元": "EUR", "EUR": "EUR", "日元": "JPY", "日币": "JPY", "JPY": "JPY",
    "英镑": "GBP", "GBP": "GBP", "新台币": "TWD", "台币": "TWD", "TWD": "TWD",
    "韩元": "KRW", "韩币": "KRW", "KRW": "KRW", "澳元": "AUD", "AUD": "AUD",
    "加元": "CAD", "加拿大元": "CAD", "CAD": "CAD", "新加坡元": "SGD", "SGD": "SGD",
    "瑞士法郎": "CHF", "CHF": "CHF",
}  # fmt: skip
NAMES = {code: name for name, code in reversed(CURRENCIES.items())}
UNITS = {"": 1, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_CURRENCY = "|".join(sorted(CURRENCIES, key=len, reverse=True))
_UNIT = "|".join(sorted(filter(None, UNITS), key=len, reverse=True))
AMOUNT = re.compile(
    rf"(?P<before>{_CURRENCY})?(?P<number>[\d,]+(?:\.\d+)?)(?P<unit>{_UNIT})?"
    rf"(?P<yuan>元|圆)?(?P<after>{_CURRENCY})?(?:元|圆)?整?\Z",
    re.ASCII,
)
LABEL_UNIT = re.compile(rf"(?P<unit>{_UNIT})(?P<yuan>元)?(?P<after>{_CURRENCY})?")


@dataclass(frozen=True)
class Capital:
    """232(万), 13万人民币, 1,000万元, 500.00万美元, 50000元. A bare number needs a unit.

    The unit may stand in the header, as in 注册资金(万元). `unit` is the one for bare numbers
    (as in 万), empty if there is none.
    """

    unit: str = ""
    currency: str = "CNY"
    form: Form = Form.TEXT

    def for_header(self, label: str) -> "Capital":
        """The same kind for a column whose header names the unit."""
        found = LABEL_UNIT.search(folded(label).upper())
        if found is None:
            return Capital(unit="元") if folded(label).endswith(("(元)", "[元]")) else self
        return Capital(found["unit"], CURRENCIES.get(found["after"] or "", self.currency))

    def __call__(self, cell: Cell) -> Money:
        text = re.sub(r"[()\[\]{}【】〔〕]", "", folded(cell)).upper()
        found = AMOUNT.match(text)
        if found is None:
            raise UnreadableError(_("is not an amount."), _("Type it as 232万元 or 500万美元."))
        unit = found["unit"] or ""
        named = found["before"] or found["after"]
        if not (unit or named or found["yuan"]):
            if not self.unit:
                raise UnreadableError(
                    _("has no unit."), _("Type it as 232万元, or put the unit into the header.")
                )
            unit = self.unit
        currency = CURRENCIES[named] if named else self.currency
        return Money(number(found["number"]) * UNITS.get(unit, 1), currency)

    def show(self, value: Any) -> Cell:
        money = Money(*value)
        tens = money.amount / 10**4
        amount = format(tens.normalize() if tens else Decimal(0), "f")
        name = "元" if money.currency == "CNY" else NAMES.get(money.currency, money.currency)
        return f"{amount}万{name}"
