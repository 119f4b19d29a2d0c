"""Cells that only the registers have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yaohao.ground.sheets.problems import UnreadableError
from yaohao.stages.registers.columns.cells import CERTIFICATE, CREDIT_CODE, FieldList, closed_list
from yaohao.stages.registers.rules.kinds import Field
from yaohao.stages.registers.rules.words import WORDS


@pytest.mark.parametrize("kind", [kind for kind in WORDS if kind.__name__ != "Kind"])
def test_a_closed_list_reads_what_it_writes(kind: type) -> None:
    cell = closed_list(kind)
    for member in kind:  # type: ignore[attr-defined]
        assert cell(cell.show(member.value)) == member.value


@given(st.sets(st.sampled_from([member.value for member in Field])))
def test_fields_of_duty_are_read_as_they_are_written(codes: set[str]) -> None:
    cell = FieldList()
    assert set(cell(cell.show(sorted(codes)))) == codes if codes else cell.show([]) == ""


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("危化品、烟花爆竹", ("FW", "HC")),
        ("粉尘涉爆、有限空间、液氨制冷，非煤矿山", ("DCA", "NCM")),
        ("粉尘涉爆/职业病", ("DCA", "OD")),
        ("全部", tuple(sorted(Field))),
        ("HC;HC", ("HC",)),
    ],
)
def test_what_clerks_write(typed: str, codes: tuple[str, ...]) -> None:
    assert FieldList()(typed) == codes


def test_a_word_that_is_no_field_is_named() -> None:
    with pytest.raises(UnreadableError, match="煤炭") as caught:
        FieldList()("非煤矿山；煤炭")
    assert "非煤矿山" in caught.value.repair


def test_no_code_is_typed_as_such() -> None:
    assert CREDIT_CODE("无") == ""
    with pytest.raises(UnreadableError) as caught:
        CREDIT_CODE("91140702MA0O00001X")
    assert "12" in caught.value.reason
    assert "0" in caught.value.repair


def test_a_code_that_a_spreadsheet_cut_is_refused() -> None:
    with pytest.raises(UnreadableError):
        CREDIT_CODE(9.114070011273018e17)


def test_a_certificate_off_the_pattern(settings: object) -> None:
    settings.YAOHAO_CERTIFICATE_PATTERN = r"[0-9]{11}"  # type: ignore[attr-defined]
    assert CERTIFICATE("１４０７０００１００１") == "14070001001"
    with pytest.raises(UnreadableError):
        CERTIFICATE("SF001")
