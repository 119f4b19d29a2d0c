"""Text files in the encodings and with the delimiters that WPS and Excel write."""

import io

import pytest

from tests.ground.sheets.workbench import read, text
from yaohao.ground.sheets import SheetRefusedError

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


def test_text_of_another_encoding_is_told_or_refused() -> None:
    big5 = "企業名稱,統一社會信用代碼\n甲礦,X1\n乙礦,X2\n" * 20
    with pytest.raises(SheetRefusedError):
        read(text(big5, "big5"))  # not one column of it is understood: nothing is imported as noise


def test_tab_separated_text_with_quotes_and_title() -> None:
    lines = '晋中市名单\t\r\n企业名称\t统一社会信用代码\r\n"甲\t矿"\tX1\r\n'
    assert read(text(lines, "utf-16")).rows[0]["name"] == "甲 矿"
    assert read(text(lines, "gb18030")).rows[0]["name"] == "甲 矿"
