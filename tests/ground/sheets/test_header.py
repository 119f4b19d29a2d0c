"""The header is found in any order, under titles, on one line or two."""

import pytest

from tests.ground.sheets.workbench import COLUMNS, GOOD, HEADER, OTHER, read, text, workbook
from yaohao.ground.sheets import Column, SheetRefusedError


def test_any_order_and_unknown_columns_are_named() -> None:
    table = read(workbook([*HEADER[::-1], "经营范围"], [*GOOD[::-1], "煤"]))
    assert table.rows[0]["code"] == GOOD[1]
    assert table.unknown == ("经营范围",)
    assert "经营范围 (F)" in table.notes[0]


@pytest.mark.parametrize(
    "label",
    [
        "统一社会\n信用代码",
        "统一社会信用代码（必填）",
        " 统一 社会信用代码* ",
        "ＣＲＥＤＩＴ code",
        "code",
    ],
)
def test_the_label_may_be_written_freely(label: str) -> None:
    table = read(workbook(["企业名称", label], GOOD[:2]))
    assert table.rows[0]["code"] == GOOD[1]


def test_title_rows_above_and_line_numbers() -> None:
    table = read(workbook(["晋中市企业名单"], ["填报单位：某局"], [], HEADER, GOOD, [], OTHER))
    assert [row.line for row in table.rows] == [5, 7]


def test_merged_header_on_two_lines() -> None:
    def merge(book: object) -> None:
        sheet = book.active  # type: ignore[attr-defined]
        sheet.merge_cells("A1:E1")
        sheet.merge_cells("A2:B2")
        sheet.merge_cells("C2:C3")

    rows = (
        ["企业名单"],
        ["基本情况", None, "注册日期", "其他", None],
        ["企业名称", "统一社会信用代码", None, "人数", "风险等级"],
        GOOD,
    )
    table = read(workbook(*rows, change=merge))
    assert table.rows[0].line == 4
    assert table.present == {c.key for c in COLUMNS}


def test_two_lines_that_only_together_name_a_column() -> None:
    columns = [Column("a", "企业名称", required=True), Column("b", "联系人电话", required=True)]
    table = read(text("企业,联系人,\n名称,姓名,电话\n甲,张,139\n"), columns)
    assert table.rows[0].values == {"a": "甲", "b": "139"}


def test_missing_columns_are_named_with_the_row() -> None:
    with pytest.raises(SheetRefusedError, match=r"Sheet1, row 2 .* missing: 统一社会信用代码\."):
        read(workbook(["名单"], ["企业名称", "注册日期"], ["甲", "2026-11-18"]))


def test_no_header_at_all() -> None:
    with pytest.raises(SheetRefusedError, match=r"No header .* 30 rows.*企业名称、统一社会"):
        read(workbook(["甲", "乙"], ["丙", "丁"]))


def test_a_column_twice() -> None:
    with pytest.raises(SheetRefusedError, match=r"columns A and C both say “企业名称”"):
        read(workbook(["企业名称", "统一社会信用代码", "单位名称"], ["甲", "X1", "乙"]))


def test_a_header_without_rows() -> None:
    with pytest.raises(SheetRefusedError, match="no rows follow"):
        read(workbook(HEADER))


def test_the_sheet_that_fits_is_chosen() -> None:
    def add(book: object) -> None:
        book.create_sheet("封面", 0).append(["企业名称", "说明"])  # type: ignore[attr-defined]
        hidden = book.create_sheet("旧")  # type: ignore[attr-defined]
        hidden.append(HEADER)
        hidden.sheet_state = "hidden"

    table = read(workbook(HEADER, GOOD, change=add))
    assert table.grid.name == "Sheet1"
    assert "Sheets not read: 封面." in table.notes
    assert "Hidden sheets not read: 旧." in table.notes
