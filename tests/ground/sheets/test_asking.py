"""What a person says about a sheet: which one, what its columns mean, and mended cells."""

import io

import pytest
from openpyxl import Workbook

from yaohao.ground.sheets import Column, Integer, Reading, UnclearHeaderError, read_table
from yaohao.ground.sheets.asking import digest_of

COLUMNS = [
    Column("name", "企业名称", required=True),
    Column("people", "从业人数", Integer()),
]
STRANGE = "单位,多少人,备注\n甲公司,12,好\n乙公司,x,\n".encode()


def test_a_strange_header_is_asked_about_with_samples() -> None:
    with pytest.raises(UnclearHeaderError) as asked:
        read_table(io.BytesIO(STRANGE), "a.csv", COLUMNS)
    head = asked.value.head
    assert head.labels == ("单位", "多少人", "备注")
    assert head.samples[0] == ("甲公司", "12", "好")
    assert head.digest == digest_of(["单位", " 多少人 ", "备注"])


def test_what_a_person_said_is_read() -> None:
    said = {digest_of(["单位", "多少人", "备注"]): {0: "name", 1: "people", 2: ""}}
    table = read_table(io.BytesIO(STRANGE), "a.csv", COLUMNS, reading=Reading(meaning=said.get))
    assert [row.values for row in table.rows] == [{"name": "甲公司", "people": 12}]
    assert [(error.line, error.key, error.value) for error in table.errors] == [(3, "people", "x")]


def test_a_mended_cell_takes_the_place_of_the_wrong_one() -> None:
    said = {digest_of(["单位", "多少人", "备注"]): {0: "name", 1: "people"}}
    mended = {"3": {"people": "八十"}}
    reading = Reading(meaning=said.get, mended=mended)
    table = read_table(io.BytesIO(STRANGE), "a.csv", COLUMNS, reading=reading)
    assert table.errors[0].value == "八十"
    reading = Reading(meaning=said.get, mended={"3": {"people": "80"}})
    table = read_table(io.BytesIO(STRANGE), "a.csv", COLUMNS, reading=reading)
    assert [row["people"] for row in table.rows] == [12, 80]


def test_two_columns_of_one_name_are_asked_about() -> None:
    twice = "企业名称,企业名称\n甲,乙\n".encode()
    with pytest.raises(UnclearHeaderError, match="both say"):
        read_table(io.BytesIO(twice), "a.csv", COLUMNS)


def two_sheets() -> io.BytesIO:
    book = Workbook()
    first = book.active
    first.title = "一季度"
    second = book.create_sheet("二季度")
    for sheet, name in ((first, "甲公司"), (second, "乙公司")):
        sheet.append(["企业名称", "从业人数"])
        sheet.append([name, 1])
    stream = io.BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream


def test_one_sheet_of_several_is_read_when_it_is_named() -> None:
    table = read_table(two_sheets(), "a.xlsx", COLUMNS, reading=Reading(sheet="二季度"))
    assert [row["name"] for row in table.rows] == ["乙公司"]
    assert any("一季度" in note for note in table.notes)
    assert table.sheets == ("二季度", "一季度")


def test_of_several_tables_none_is_taken_without_a_word() -> None:
    with pytest.raises(UnclearHeaderError, match="2 sheets hold a table: 一季度、二季度") as asked:
        read_table(two_sheets(), "a.xlsx", COLUMNS)
    assert asked.value.head.sheets == ("一季度", "二季度")
    assert asked.value.head.known


def test_the_reading_is_told_now_and_then() -> None:
    heard: list[tuple[int, int]] = []
    rows = "".join(f"公司{n},{n}\n" for n in range(5_000))
    content = io.BytesIO(f"企业名称,从业人数\n{rows}".encode())
    read_table(content, "a.csv", COLUMNS, reading=Reading(told=lambda a, b: heard.append((a, b))))
    assert heard == [(2_000, 5_001), (4_000, 5_001)]
