"""How long a certificate holds, to the day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yaohao.stages.registers.rules.certificates import LAST as SECOND
from yaohao.stages.registers.rules.certificates import (
    SOON,
    Standing,
    parse_certificate,
    validity,
)

FIRST, LAST = date(2022, 3, 1), date(2027, 2, 28)


@pytest.mark.parametrize(
    ("day", "standing", "days"),
    [
        (FIRST - timedelta(days=1), Standing.NOT_YET, 1),
        (FIRST, Standing.VALID, (LAST - FIRST).days),
        (LAST - timedelta(days=SOON + 1), Standing.VALID, SOON + 1),
        (LAST - timedelta(days=SOON), Standing.SOON, SOON),
        (LAST - timedelta(days=SECOND + 1), Standing.SOON, SECOND + 1),
        (LAST - timedelta(days=SECOND), Standing.ENDING, SECOND),
        (LAST, Standing.ENDING, 0),
        (LAST + timedelta(days=1), Standing.EXPIRED, -1),
    ],
)
def test_both_ends_are_valid_days(day: date, standing: Standing, days: int) -> None:
    found = validity(FIRST, LAST, day)
    assert (found.standing, found.days) == (standing, days)


@given(st.dates())
def test_valid_or_soon_exactly_between_the_dates(day: date) -> None:
    holding = (Standing.VALID, Standing.SOON, Standing.ENDING)
    holds = validity(FIRST, LAST, day).standing in holding
    assert holds == (FIRST <= day <= LAST)


def test_a_number_is_stored_in_one_spelling() -> None:
    assert parse_certificate(" 晋安监执（２０２６）001 ") == "晋安监执(2026)001"
    assert parse_certificate("sf-12345") == "SF-12345"
    with pytest.raises(ValueError, match="12"):
        parse_certificate("12")
    with pytest.raises(ValueError, match="SF"):
        parse_certificate("SF12345", r"[0-9]{11}")
