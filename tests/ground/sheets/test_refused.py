"""A file that cannot be read is refused with the repair, before it costs anything."""

import io
import zipfile
from contextlib import suppress

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ground.sheets.workbench import GOOD, HEADER, read, rezipped, text, workbook
from yaohao.ground.sheets import Limits, SheetRefusedError

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "not a spreadsheet"),
        (b"\x89PNG\x00\x00", "not a spreadsheet"),
        (b"\r\n<html><table>", "web page"),
        (b"PK\x03\x04 and no more", "damaged"),
        (OLE + bytes(600), "cannot be read"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "password"),
        ('企业名称,统一社会信用代码\n"甲'.encode() + b"x" * 1_100_000, "quotation mark"),
    ],
)
def test_not_a_table(content: bytes, words: str) -> None:
    with pytest.raises(SheetRefusedError, match=f"upload: .*{words}"):
        read(io.BytesIO(content))


def test_a_zip_of_something_else() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(SheetRefusedError, match="not a spreadsheet"):
        read(stream)


def test_a_file_over_the_limit() -> None:
    with pytest.raises(SheetRefusedError, match="at most 0 MB"):
        read(workbook(HEADER, GOOD), limits=Limits(file_bytes=1000))


def _blown_up(size: int) -> io.BytesIO:
    def blow(name: str, data: bytes) -> bytes:
        return (
            data.replace(b"<sheetData>", b" " * size + b"<sheetData>") if "sheet1" in name else data
        )

    return rezipped(workbook(HEADER, GOOD), blow)


def test_a_bomb_is_refused_by_what_it_declares() -> None:
    limits = Limits(expanded_bytes=2**20)
    assert len(read(_blown_up(1000), limits=limits).rows) == 1
    with pytest.raises(SheetRefusedError, match="expand to more than 1 MB"):
        read(_blown_up(2**21), limits=limits)


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(_blown_up(2**21).getvalue())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    content = content.replace(size.to_bytes(4, "little"), (900).to_bytes(4, "little"))
    with pytest.raises(SheetRefusedError, match="damaged"):
        read(io.BytesIO(bytes(content)), limits=Limits(expanded_bytes=2**20))


def _stray(row: int, column: int) -> io.BytesIO:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    sheet.write_row(1, 0, GOOD)
    sheet.write_string(row, column, "x")
    book.close()
    return stream


def test_a_stray_cell_at_the_end_of_the_world() -> None:
    with pytest.raises(SheetRefusedError, match="reaches to row 1048576 and column 16384"):
        read(_stray(1_048_575, 16_383))


@pytest.mark.parametrize(
    "trick",
    [b'<c foo=">" r="XFD1048576"', b"<c foo='/>' r='XFD1048576'", b'<!-- > --><c r="XFD1048576"'],
)
def test_a_stray_cell_cannot_hide(trick: bytes) -> None:
    def hide(name: str, data: bytes) -> bytes:
        return data.replace(b'<c r="XFD1048576"', trick)

    with pytest.raises(SheetRefusedError):
        read(rezipped(_stray(1_048_575, 16_383), hide))


def test_cells_without_a_place_are_measured_by_their_rows() -> None:
    def unplaced(name: str, data: bytes) -> bytes:
        return data.replace(b'<c r="A1048576"', b"<c")

    with pytest.raises(SheetRefusedError, match="reaches to row 1048576"):
        read(rezipped(_stray(1_048_575, 0), unplaced), limits=Limits(cells=1_000_000))


def test_blank_formatted_rows_cost_nothing() -> None:
    blank = b"".join(
        b'<row r="%d"><c r="A%d" s="0"/><c r="B%d" s="0"></c></row>' % (row, row, row)
        for row in range(3, 20_000)
    )

    def extend(name: str, data: bytes) -> bytes:
        return data.replace(b"</sheetData>", blank + b"</sheetData>")

    table = read(rezipped(workbook(HEADER, GOOD), extend), limits=Limits(cells=100))
    assert len(table.grid.rows) == 2


def test_too_many_rows() -> None:
    with pytest.raises(SheetRefusedError, match="more than 2 rows"):
        read(workbook(HEADER, GOOD, GOOD, GOOD), limits=Limits(rows=2))
    with pytest.raises(SheetRefusedError, match="more than 9 cells"):
        read(text("企业名称,统一社会信用代码\n" + "甲,X1\n" * 9), limits=Limits(cells=9))


SOUND = workbook(HEADER, GOOD).getvalue()  # once: a workbook holds the time it was written


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_mutilated_workbook_is_read_or_refused_never_worse(data: st.DataObject) -> None:
    content = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(content)))
    with suppress(SheetRefusedError):
        table = read(io.BytesIO(bytes(content[:cut] if data.draw(st.booleans()) else content)))
        assert table.rows or table.errors
