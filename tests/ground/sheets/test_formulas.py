"""Formulas, links and other living parts of a workbook: values are read, nothing is run."""

import io

import pytest
import xlsxwriter

from tests.ground.sheets.workbench import GOOD, HEADER, OTHER, read, rezipped, workbook
from yaohao.ground.sheets import Reading, SheetRefusedError, extent


def calculated(value: object) -> io.BytesIO:
    """A workbook whose `人数` is a formula with a saved value."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("企业")
    sheet.write_row(0, 0, HEADER)
    sheet.write_row(1, 0, GOOD)
    sheet.write_formula(1, 3, '=WEBSERVICE("http://x")+5', None, value)
    book.close()
    return stream


@pytest.mark.parametrize(("saved", "found"), [(7, 7), ("8人", 8)])
def test_the_saved_value_is_read_and_said(saved: object, found: int) -> None:
    table = read(calculated(saved))
    assert table.rows[0]["staff"] == found
    said = "企业: 1 cells hold a formula. Nothing was calculated; the values saved with them"
    assert any(note.startswith(said) for note in table.notes)


def test_an_empty_text_is_a_value() -> None:
    def empty(_name: str, data: bytes) -> bytes:
        return data.replace(b'<c r="D2">', b'<c r="D2" t="str">')

    table = read(rezipped(calculated(""), empty))
    assert (table.rows[0]["staff"], table.error_count) == (None, 0)


def test_a_formula_that_was_never_calculated_is_a_mistake_at_its_cell() -> None:
    table = read(workbook(HEADER, [*GOOD[:3], "=3+4", "红"], OTHER))
    assert [row.line for row in table.rows] == [3]
    assert [(error.place, error.key) for error in table.errors] == [("Sheet1!D2", "staff")]
    assert "never calculated" in table.errors[0].reason
    again = read(
        workbook(HEADER, [*GOOD[:3], "=3+4", "红"], OTHER),
        reading=Reading(mended={"2": {"staff": "7"}}),
    )
    assert [row["staff"] for row in again.rows] == [7, 3]


def test_a_row_of_formulas_alone_does_not_vanish_as_blank() -> None:
    table = read(workbook(HEADER, GOOD, ["=A1", "=B1"]))
    assert {error.line for error in table.errors} == {3}


def test_a_formula_in_a_column_that_is_not_read_disturbs_nobody() -> None:
    assert read(workbook([*HEADER, "序"], [*GOOD, "=ROW()"])).error_count == 0


def test_a_sheet_of_nothing_but_uncalculated_formulas_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(extent, "MOST_UNCALCULATED", 2)
    with pytest.raises(SheetRefusedError, match="Sheet1 holds formulas that were never calculated"):
        read(workbook(HEADER, ["=A1", "=B1", "=C1"]))
    # Of a sheet that is not read it does not matter.

    def add(book: object) -> None:
        book.create_sheet("汇总").append(["=A1", "=B1", "=C1"])  # type: ignore[attr-defined]

    assert len(read(workbook(HEADER, GOOD, change=add)).rows) == 1


def test_other_files_are_not_opened() -> None:
    link = {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}
    table = read(rezipped(workbook(HEADER, GOOD), more=link))
    assert "The workbook refers to other files. They were not opened." in table.notes
