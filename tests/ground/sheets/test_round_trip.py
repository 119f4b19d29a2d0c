"""Every export can be read again, and opens safely in a spreadsheet program."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ground.sheets.workbench import read, shared_data
from yaohao.ground.sheets import (
    Capital,
    Choice,
    Code,
    Column,
    Date,
    Integer,
    Money,
    Number,
    Ratio,
    Text,
    YesNo,
    write_csv,
    write_xlsx,
)

AT = datetime(2026, 11, 18, 8, 30, tzinfo=UTC)
COLUMNS = (
    Column("id", "编号", Code(pattern=r"[0-9A-Z]{1,18}"), required=True),
    Column("name", "名称", Text(), required=True),
    Column("day", "日期", Date()),
    Column("staff", "人数", Integer()),
    Column("area", "面积", Number()),
    Column("ratio", "比例", Ratio()),
    Column("capital", "注册资金", Capital()),
    Column("risk", "风险", Choice({1: "红", 2: "蓝"})),
    Column("hazard", "重大危险源", YesNo(), default=False),
)
# Words that mean "nothing", and sums and notes, are not names; everything else must survive.
NAMES = (
    st.one_of(st.text(min_size=1, max_size=20), st.text("=+-@'\t,\"甲 1", min_size=1, max_size=6))
    .map(Text())
    .filter(lambda text: not COLUMNS[1].is_blank(text))
)
CODES = st.text("0123456789AEZ", min_size=1, max_size=18)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "id": CODES,
            "name": NAMES,
            "day": st.none() | st.dates(date(1900, 3, 1), date(2199, 12, 31)),
            "staff": st.none() | st.integers(0, 10**12),
            "area": st.none() | st.decimals(-(10**9), 10**9, places=3),
            "ratio": st.none() | st.integers(0, 10_000),
            "capital": st.none()
            | st.builds(
                Money,
                st.decimals(0, 10**12, places=2),
                st.sampled_from(["CNY", "USD", "HKD", "EUR", "JPY"]),
            ),
            "risk": st.sampled_from([None, 1, 2]),
            "hazard": st.booleans(),
        }
    ),
    min_size=1,
    max_size=6,
)


def exported(rows: list[dict[str, Any]]) -> io.BytesIO:
    stream = io.BytesIO()
    count = write_xlsx(stream, COLUMNS, rows, title="企业/名单", filter_sentence="全部", at=AT)
    assert count == len(rows)
    return stream


def exported_csv(rows: list[dict[str, Any]]) -> io.BytesIO:
    stream = io.BytesIO()
    assert write_csv(stream, COLUMNS, rows) == len(rows)
    return stream


@settings(max_examples=60, deadline=None)
@given(rows=ROWS)
def test_a_workbook_is_read_as_it_was_written(rows: list[dict[str, Any]]) -> None:
    table = read(exported(rows), COLUMNS)
    assert (table.errors, table.notes) == ([], [])
    assert [row.values for row in table.rows] == rows


@settings(max_examples=60, deadline=None)
@given(rows=ROWS)
def test_a_csv_is_read_as_it_was_written(rows: list[dict[str, Any]]) -> None:
    table = read(exported_csv(rows), COLUMNS)
    assert (table.errors, table.notes) == ([], [])
    assert [row.values for row in table.rows] == rows


ROW = {"id": "140000000000000001", "name": "=HYPERLINK(1)", "ratio": 525, "day": AT.date()}


def test_what_the_workbook_looks_like() -> None:
    book = openpyxl.load_workbook(exported([ROW, {"id": "007", "name": "-1+1"}]))
    sheet, about = book.worksheets
    assert sheet.title == "企业 名单"
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("140000000000000001", "s")
    assert sheet["A3"].value == "007"
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=HYPERLINK(1)", "s")
    assert sheet["F2"].value == "5.25%"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:I3")
    assert sheet.print_title_rows == "$1:$1"
    assert [cell.value for cell in about["B"]] == [
        "企业/名单",
        "全部",
        "2",
        "2026-11-18 08:30:00+00:00",
    ]


def test_the_same_export_is_the_same_file() -> None:
    assert exported([ROW]).getvalue() == exported([ROW]).getvalue()


def test_a_csv_is_safe_to_open() -> None:
    content = exported_csv([ROW, {"id": "1", "name": "@甲", "area": Decimal("-2.5")}]).getvalue()
    lines = content.decode("utf-8").split("\r\n")
    assert lines[0].startswith("\ufeff编号,名称")
    assert lines[1].startswith("\t140000000000000001,'=HYPERLINK(1),2026-11-18,")
    assert lines[2].startswith("1,'@甲,,,-2.5,")
    plain = io.BytesIO()
    write_csv(plain, COLUMNS, [ROW], guarded=False)
    assert "\n140000000000000001,=HYPERLINK(1)," in plain.getvalue().decode("utf-8")


def test_a_real_register() -> None:
    path = shared_data() / "jinzhong_enterprises_sample.csv"
    if not path.is_file():
        pytest.skip("the real sample is not on this machine")
    columns = (
        Column("name", "企业名称", Text(), required=True),
        Column("code", "统一社会信用代码", Code(pattern="[0-9A-Z]{18}"), required=True),
        Column("since", "注册日期", Date(), required=True),
        Column("kind", "企业类型"),
        Column("capital", "注册资金", Capital()),
        Column("address", "注册地址", required=True),
    )
    with path.open("rb") as file:
        table = read(io.BytesIO(file.read()), columns)
    assert (len(table.rows), table.errors) == (2136, [])
    assert sum(row["capital"] is None for row in table.rows) == 595
    assert table.rows[0]["capital"] == Money(Decimal(2320000), "CNY")
