"""Credit codes: what is repaired at the door, and what is refused with which repair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from yaohao.stages.registers.rules.credit_code import (
    CreditCodeError,
    fold,
    parse,
    parse_site,
    repaired,
)

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CODES = st.builds(
    lambda head, region, body: head + region + body,
    st.sampled_from(["91", "92", "12", "52", "N1"]),
    st.from_regex(r"[0-9]{6}", fullmatch=True),
    st.text(ALPHABET, min_size=9, max_size=9),
).map(lambda stem: stem + uscc.calc_check_digit(stem))
WIDE = str.maketrans({chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)})


@given(CODES)
def test_any_spelling_of_a_right_code_is_one_code(code: str) -> None:
    spellings = [code, code.lower(), code.translate(WIDE), f" {code[:8]} {code[8:]}\u200b"]
    assert {parse(spelling).code for spelling in spellings} == {code}


@given(CODES, st.integers(8, 17), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_never_accepted(code: str, place: int, other: str) -> None:
    wrong = code[:place] + other + code[place + 1 :]
    if other == code[place]:
        assert parse(wrong).code == code
    else:
        with pytest.raises(CreditCodeError) as caught:
            parse(wrong)
        assert caught.value.code == "check"


@given(CODES)
def test_the_check_names_the_character_it_expects(code: str) -> None:
    other = "0" if code[17] != "0" else "1"
    with pytest.raises(CreditCodeError) as caught:
        parse(code[:17] + other)
    assert (caught.value.place, caught.value.found, caught.value.repair) == (18, other, code[17])


@pytest.mark.parametrize(("typed", "meant"), [("I", "1"), ("O", "0"), ("Z", "2"), ("S", "5")])
@given(code=CODES)
def test_a_letter_that_no_code_has_is_named_with_its_place(
    code: str, typed: str, meant: str
) -> None:
    place = code.find(meant, 8)
    if place < 0:
        return
    wrong = code[:place] + typed + code[place + 1 :]
    with pytest.raises(CreditCodeError) as caught:
        parse(wrong)
    error = caught.value
    assert (error.code, error.place, error.found) == ("character", place + 1, typed)
    assert error.repair == meant
    assert repaired(wrong) == code


def test_a_code_that_no_repair_makes_right_is_not_guessed() -> None:
    assert repaired("91140702MAOOOOOO1X") == ""


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("91140702MA0", "length"),
        ("9114070211273018XR1", "length"),
        ("91A40702112730184X", "character"),
        ("91140702!12730184X", "character"),
    ],
)
def test_what_is_refused(typed: str, code: str) -> None:
    with pytest.raises(CreditCodeError) as caught:
        parse(typed)
    assert caught.value.code == code


def test_an_old_number_of_fifteen_digits_is_taken_and_marked() -> None:
    old = parse("140700 1000 12345")
    assert (old.code, old.old) == ("140700100012345", True)
    assert parse("9114070011273018XR").old is False


@given(st.text([*map(chr, range(32, 127)), *WIDE.values(), "\u3000", "\u200b"], max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_site_is_three_characters_or_none() -> None:
    assert parse_site(" ０01 ") == "001"
    assert parse_site("") == ""
    with pytest.raises(ValueError, match="01"):
        parse_site("01")
