"""Kinds of cells: each reads what clerks type and writes what it can read again.

A kind is called with a cell and returns the value, or raises UnreadableError; `show` gives the
value back as it stands in an export; `form` tells the writer how to format the column.
"""

from yaohao.ground.sheets.cells.choices import Choice, YesNo
from yaohao.ground.sheets.cells.dates import Date
from yaohao.ground.sheets.cells.kind import Form, HeaderAware, Kind
from yaohao.ground.sheets.cells.money import Capital, Money
from yaohao.ground.sheets.cells.numbers import Integer, Number, Ratio
from yaohao.ground.sheets.cells.texts import Code, Text

__all__ = [
    "Capital",
    "Choice",
    "Code",
    "Date",
    "Form",
    "HeaderAware",
    "Integer",
    "Kind",
    "Money",
    "Number",
    "Ratio",
    "Text",
    "YesNo",
]
