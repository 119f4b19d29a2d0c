"""What is no record is passed over and named; what is in doubt becomes a mistake."""

from tests.ground.sheets.workbench import GOOD, HEADER, OTHER, read, rezipped, text, workbook


def test_sums_notes_and_repeated_headers() -> None:
    rows = (HEADER, GOOD, ["小 计", None, None, 12], HEADER, OTHER, ["合计", None, None, 15])
    table = read(
        workbook(*rows, ["注：以上为截至11月的数据"], ["填表人：张三", None, "审核：李四"])
    )
    assert [row.line for row in table.rows] == [2, 5]
    assert table.error_count == 0
    assert table.notes == [
        "Subtotals not read: rows 3、6.",
        "Repeated headers not read: rows 4.",
        "Notes under the table not read: rows 7、8.",
    ]


def test_a_firm_called_sum_is_a_record() -> None:
    table = read(workbook(HEADER, ["合计", *GOOD[1:]]))
    assert table.rows[0]["name"] == "合计"


def test_a_heading_across_the_table() -> None:
    def merge(book: object) -> None:
        book.active.merge_cells("A2:E2")  # type: ignore[attr-defined]

    table = read(workbook(HEADER, ["一、榆次区"], GOOD, change=merge))
    assert [row.line for row in table.rows] == [3]
    assert table.notes == ["Headings across the table not read: rows 2."]


def test_a_lonely_name_is_a_mistake_and_does_not_vanish() -> None:
    table = read(workbook(HEADER, GOOD, ["丙矿"]))
    assert [str(e) for e in table.errors] == ["Sheet1!B3: must not be blank. Fill it in."]


def test_a_value_merged_over_several_rows_counts_for_each() -> None:
    def merge(book: object) -> None:
        book.active.merge_cells("E2:E3")  # type: ignore[attr-defined]

    table = read(workbook(HEADER, GOOD, OTHER[:4], change=merge))
    assert [row["risk"] for row in table.rows] == ["red", "red"]


def test_hidden_rows_and_formula_errors_are_mentioned() -> None:
    def hide(book: object) -> None:
        book.active.row_dimensions[3].hidden = True  # type: ignore[attr-defined]

    def fail(name: str, data: bytes) -> bytes:
        return data.replace(b'<c r="D2" t="n"><v>12</v>', b'<c r="D2" t="e"><v>#N/A</v>')

    table = read(rezipped(workbook(HEADER, GOOD, OTHER, change=hide), fail))
    assert [row["staff"] for row in table.rows] == [None, 3]
    assert table.notes == [
        "Sheet1: 1 hidden rows were read as well (first: row 3).",
        "Sheet1: 1 cells hold a formula error and were read as blank.",
    ]


def test_a_note_row_in_csv() -> None:
    table = read(text("企业名称,统一社会信用代码\n甲,X1\n\n说明：略,\n"))
    assert len(table.rows) == 1
    assert table.notes == ["Notes under the table not read: rows 4."]
