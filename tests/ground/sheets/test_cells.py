"""Each kind of cell reads what clerks type, and says what is wrong otherwise."""

import math
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from yaohao.ground.sheets import (
    Capital,
    Choice,
    Code,
    Date,
    Integer,
    Money,
    Number,
    Ratio,
    Text,
    UnreadableError,
    YesNo,
)

DAY = date(2026, 11, 18)
RISK = Choice({"red": ("红", "红色"), "low": gettext_lazy("Spreadsheets")})

READ = [
    (Text(), " 甲\u3000 煤\n矿\u200b ", "甲 煤 矿"),
    (Text(), 12.0, "12"),
    (Text(), datetime(2026, 11, 18), "2026-11-18"),
    (Code(), "９１140781ｍa0gu3te2e ", "91140781MA0GU3TE2E"),
    (Code(), 140702.0, "140702"),
    (Code(check=str.lower), "AB", "ab"),
    (Integer(), "1,286", 1286),
    (Integer(), "１２人", 12),
    (Integer(), 12.0, 12),
    (Number(), "-3.50", Decimal("-3.50")),
    (Number(), 0.1 + 0.2, Decimal("0.3")),
    (Ratio(), "5%", 500),
    (Ratio(), "５％", 500),
    (Ratio(), "0.05", 500),
    (Ratio(), 5, 500),
    (Ratio(), 0.07, 700),
    (Ratio(), "12.25%", 1225),
    (Ratio(), "5‰", 50),
    (Ratio(), "100%", 10_000),
    (Ratio(), 0, 0),
    (Date(), "2026-11-18", DAY),
    (Date(), "2026/11/18 00:00:00", DAY),
    (Date(), "2026.11.18", DAY),
    (Date(), "20261118", DAY),
    (Date(), 20261118.0, DAY),
    (Date(), "2026年11月18日", DAY),
    (Date(), "２０２６－１１－１８", DAY),
    (Date(), 46344.0, DAY),
    (Date(), 46344.73, DAY),
    (Date(), "46344", DAY),
    (Date(), datetime(2026, 11, 18, 8, 30), DAY),
    (Date(), DAY, DAY),
    (Capital(), "232(万)", Money(Decimal(2320000), "CNY")),
    (Capital(), "13万人民币", Money(Decimal(130000), "CNY")),
    (Capital(), "1,000万元", Money(Decimal(10**7), "CNY")),
    (Capital(), "3,000(万元人民币)", Money(Decimal(3 * 10**7), "CNY")),
    (Capital(), "500.00万美元", Money(Decimal(5 * 10**6), "USD")),
    (Capital(), "人民币５０万元整", Money(Decimal(500000), "CNY")),
    (Capital(), "1.2亿港币", Money(Decimal(120000000), "HKD")),
    (Capital(), "50000元", Money(Decimal(50000), "CNY")),
    (Capital().for_header("注册资金（万元）"), 232.0, Money(Decimal(2320000), "CNY")),
    (Capital().for_header("注册资金(万美元)"), "5", Money(Decimal(50000), "USD")),
    (Capital().for_header("注册资金(元)"), 5.0, Money(Decimal(5), "CNY")),
    (RISK, "红 色", "red"),
    (RISK, "RED", "red"),
    (RISK, "spreadsheets", "low"),
    (YesNo(), "√", True),
    (YesNo(), "是", True),
    (YesNo(), 1.0, True),
    (YesNo(), "×", False),
    (YesNo(), False, False),
]

REFUSED = [
    (Text(longest=3), "四个字符", "has 4 characters. At most 3 fit."),
    (Code(), 1.4078111303068e17, "lost its last digits. Format the column as text"),
    (Code(), "1.4E+17", "lost its last digits. Format the column as text"),
    (Code(pattern=r"\d{6}", hint="6 digits"), "14070", "valid code. Expected: 6 digits."),
    (Integer(), "12.5", "is not a whole number."),
    (Integer(least=1), 0, "is too small. The least is 1."),
    (Integer(most=9), "10", "is too large. The most is 9."),
    (Integer(), "1e5", "is not a number."),
    (Integer(), True, "is not a number."),
    (Number(), "NaN", "is not a number."),
    (Number(), math.inf, "is not a number."),
    (Number(places=2), "1.234", "has too many decimals. At most 2"),
    (Ratio(), "101%", "is below zero or above 100%."),
    (Ratio(), 150, "is below zero or above 100%."),
    (Ratio(), "-1%", "is below zero or above 100%."),
    (Ratio(), 1.0, "may mean one percent or the whole."),
    (Ratio(), "0.001%", "is finer than 0.01%."),
    (Date(), "2026-02-29", "does not exist."),
    (Date(), "2026-11", "is not a date. Type it as 2026-11-18."),
    (Date(), "26-11-18", "is not a date."),
    (Date(), timedelta(hours=1), "is not a date."),
    (Date(earliest=DAY), "2026-11-17", "Check the year."),
    (Capital(), 232.0, "has no unit."),
    (Capital(), "若干", "is not an amount."),
    (RISK, "绿", "Allowed: 红、Spreadsheets."),
    (Choice({"a": "煤矿企业"}), "煤矿企页", "Did you mean “煤矿企业”?"),
    (YesNo(), "也许", "is neither yes nor no."),
]


@pytest.mark.parametrize(("kind", "cell", "value"), READ)
def test_read(kind: Any, cell: Any, value: Any) -> None:
    assert kind(cell) == value


@pytest.mark.parametrize(("kind", "cell", "words"), REFUSED)
def test_refused(kind: Any, cell: Any, words: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        kind(cell)
    assert words in f"{caught.value.reason} {caught.value.repair}"


KINDS = [Text(), Code(), Integer(), Number(), Ratio(), Date(), Capital(unit="万"), RISK, YesNo()]
CELLS = st.one_of(
    st.text(max_size=30),
    st.text("0123456789,.-/%万元()（）年月日E+ ", max_size=14),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.timedeltas(),
    st.times(),
)


@pytest.mark.parametrize("kind", KINDS)
@given(cell=CELLS)
def test_any_cell_is_read_or_refused_and_what_was_read_is_read_again(kind: Any, cell: Any) -> None:
    try:
        value = kind(cell)
    except UnreadableError:
        return
    assert kind(kind.show(value)) == value
