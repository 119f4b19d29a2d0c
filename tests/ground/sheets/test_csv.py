"""Text files in the encodings and with the delimiters that WPS and Excel write."""

import io

import pytest

from tests.ground.sheets.workbench import read, text

LINES = (
    '企业名称,统一社会信用代码,注册日期\n"甲,乙煤矿",91140781113030687G,２０２６年１１月１８日\n'
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    table = read(text(LINES, encoding))
    assert table.rows[0]["name"] == "甲,乙煤矿"
    assert table.rows[0]["since"].isoformat() == "2026-11-18"


@pytest.mark.parametrize("delimiter", ["\t", ";"])
def test_delimiters(delimiter: str) -> None:
    lines = [["企业名称", "统一社会信用代码"], ["甲,乙,丙", "X1"], ["丁,戊,己", "X2"]]
    table = read(text("\r\n".join(delimiter.join(line) for line in lines)))
    assert [row["code"] for row in table.rows] == ["X1", "X2"]


def test_rows_are_counted_as_the_spreadsheet_shows_them() -> None:
    table = read(text('企业名称,统一社会信用代码\n"甲\n矿",X1\n,X2\n'))
    assert table.rows[0]["name"] == "甲 矿"
    assert table.errors[0].line == 3


def test_rare_characters_of_gb18030() -> None:
    table = read(io.BytesIO("企业名称,统一社会信用代码\n𠮷䶮矿,X1\n".encode("gb18030")))
    assert table.rows[0]["name"] == "𠮷䶮矿"
