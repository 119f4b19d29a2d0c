import pytest
from hypothesis import given
from hypothesis import strategies as st

from yaohao.ground.theme.rules import Urgency, groups, percent, urgency


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        (0, "0%"),
        (5, "0.05%"),
        (50, "0.5%"),
        (500, "5%"),
        (1000, "10%"),
        (1234, "12.34%"),
        (1250, "12.5%"),
        (10_000, "100%"),
        (-150, "-1.5%"),
    ],
)
def test_percent_shows_every_digit_and_no_empty_one(parts: int, shown: str) -> None:
    assert percent(parts) == shown


@given(st.integers(-100_000, 100_000))
def test_percent_loses_nothing(parts: int) -> None:
    whole, _, fraction = percent(parts).rstrip("%").partition(".")
    sign = -1 if whole.startswith("-") else 1
    assert int(whole) * 100 + sign * int(fraction.ljust(2, "0")) == parts


@given(st.text("0123456789abcdef"))
def test_groups_are_the_digest(digest: str) -> None:
    parts = groups(digest)
    assert "".join(parts) == digest
    assert all(len(part) == 4 for part in parts[:-1])


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-1, Urgency.OVERDUE),
        (0, Urgency.TODAY),
        (1, Urgency.SOON),
        (3, Urgency.SOON),
        (4, Urgency.LATER),
    ],
)
def test_urgency(days: int, expected: Urgency) -> None:
    assert urgency(days) is expected
