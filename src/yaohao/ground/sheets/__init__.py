"""Spreadsheets as people really send them: read with every mistake named, written to be read again.

table = read_table(file, "企业.xlsx", COLUMNS)      # SheetRefusedError, or a Table
write_xlsx(stream, COLUMNS, rows, title=…, filter_sentence=…, at=…)
"""

from yaohao.ground.sheets.asking import Head, Reading, UnclearHeaderError
from yaohao.ground.sheets.cells import (
    Capital,
    Choice,
    Code,
    Date,
    Integer,
    Money,
    Number,
    Ratio,
    Text,
    YesNo,
)
from yaohao.ground.sheets.columns import Column
from yaohao.ground.sheets.grid import Limits
from yaohao.ground.sheets.mistakes import errors_filename, write_errors
from yaohao.ground.sheets.problems import CellError, SheetRefusedError, UnreadableError
from yaohao.ground.sheets.reading import read_table
from yaohao.ground.sheets.table import Row, Table
from yaohao.ground.sheets.writing import TooManyRowsError, write_csv, write_xlsx

__all__ = [
    "Capital",
    "CellError",
    "Choice",
    "Code",
    "Column",
    "Date",
    "Head",
    "Integer",
    "Limits",
    "Money",
    "Number",
    "Ratio",
    "Reading",
    "Row",
    "SheetRefusedError",
    "Table",
    "Text",
    "TooManyRowsError",
    "UnclearHeaderError",
    "UnreadableError",
    "YesNo",
    "errors_filename",
    "read_table",
    "write_csv",
    "write_errors",
    "write_xlsx",
]
