"""Every wrong cell is named with place, value, reason and repair; all of them, up to a limit."""

import io

from tests.ground.sheets.workbench import GOOD, HEADER, read, text, workbook
from yaohao.ground.sheets import Limits, write_errors

BAD = ["丙", 1.4078111303068e17, "2026-02-30", "十二", "绿"]


def test_all_mistakes_of_all_rows() -> None:
    table = read(workbook(HEADER, BAD, GOOD, [None, "X 1", "昨天", -1, "兰"]))
    assert [row.line for row in table.rows] == [3]
    assert table.wrong_lines == {2, 4}
    assert [str(error) for error in table.errors] == [
        "Sheet1!B2: “1.4078111303068e+17”: the spreadsheet turned this code into a number and "
        "lost its last digits. Format the column as text and enter the code again.",
        "Sheet1!C2: “2026-02-30”: is a day that does not exist. Check month and day.",
        "Sheet1!D2: “十二”: is not a number. Type digits only, such as 120.",
        "Sheet1!E2: “绿”: is not in the list. Allowed: 红、蓝.",
        "Sheet1!A4: must not be blank. Fill it in.",
        "Sheet1!C4: “昨天”: is not a date. Type it as 2026-11-18.",
        "Sheet1!D4: “-1”: is too small. The least is 0.",
        "Sheet1!E4: “兰”: is not in the list. Allowed: 红、蓝.",
    ]
    assert table.summary == "3 rows read, 2 rows wrong (8 cells)."


def test_the_place_in_a_csv_is_row_and_label() -> None:
    table = read(text("企业名称,统一社会信用代码\n甲,\n"))
    assert table.errors[0].place == "row 2, column 统一社会信用代码"


def test_more_mistakes_than_are_kept_are_counted() -> None:
    table = read(workbook(HEADER, *[BAD] * 5), limits=Limits(errors=3))
    assert (len(table.errors), table.error_count, len(table.wrong_lines)) == (3, 20, 5)


def test_callers_add_what_only_they_know() -> None:
    table = read(workbook(HEADER, GOOD, GOOD))
    table.fail(3, "code", "stands in row 2 too.", "Remove one.")
    table.fail(3, "", "belongs to another bureau.")
    assert [str(e) for e in table.errors] == [
        "Sheet1!B3: “91140781113030687G”: stands in row 2 too. Remove one.",
        "Sheet1, row 3: belongs to another bureau.",
    ]
    assert table.summary == "2 rows read, 1 rows wrong (2 cells)."


def test_wrong_rows_are_downloaded_mended_and_read_again() -> None:
    table = read(workbook(["名单"], [*HEADER, "备注栏"], GOOD, [*BAD, "急"]))
    stream = io.BytesIO()
    assert write_errors(stream, table) == 1
    again = read(stream)
    assert [(e.key, e.value, e.reason) for e in again.errors] == [
        (e.key, e.value, e.reason) for e in table.errors
    ]
    assert again.unknown == ("备注栏",)
    assert again.cell(2, 5) == "急"
    assert str(table.errors[0]) in str(again.cell(2, 6))
