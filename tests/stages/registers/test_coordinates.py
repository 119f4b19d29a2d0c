"""Coordinates as sheets hold them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yaohao.stages.registers.columns.cells import Degrees
from yaohao.stages.registers.rules.coordinates import DegreesError, parse_degrees, place_problem


@pytest.mark.parametrize(
    "text", ["112.736100", "E112.7361", "112°44'9.96\"", "112度44分9.96秒", "东112.7361°"]
)
def test_every_notation_is_read(text: str) -> None:
    assert parse_degrees(text) == Decimal("112.736100")


@pytest.mark.parametrize("text", ["", "榆次", "112°61'", "112,7", "1e2", "٣٧"])
def test_what_is_no_angle_is_refused(text: str) -> None:
    with pytest.raises(DegreesError):
        parse_degrees(text)


@given(st.decimals(min_value=0, max_value=179, places=6))
def test_what_is_shown_is_read_back(value: Decimal) -> None:
    assert parse_degrees(format(value, "f")) == value


def test_half_a_place_exchanged_places_and_a_place_without_datum_are_named() -> None:
    east, north = Decimal("112.7361"), Decimal("37.6978")
    here = {"longitude": east, "latitude": north, "datum": "GCJ02"}
    assert place_problem(here) is None
    assert place_problem({"longitude": None, "latitude": None, "datum": ""}) is None
    assert place_problem({**here, "latitude": None}) == ("latitude", "place-half")
    assert place_problem({**here, "datum": ""}) == ("datum", "datum-missing")
    exchanged = {"longitude": north, "latitude": east, "datum": "GCJ02"}
    assert place_problem(exchanged) == ("longitude", "place-swapped")
    assert place_problem({**here, "latitude": Decimal(60)}) == ("longitude", "place-outside")


@pytest.mark.parametrize("text", ["112°44′10″", "E112°44′10″", "１１２°44′10″", "112度44分10秒"])
def test_a_cell_reads_degrees_as_its_message_advises(text: str) -> None:
    assert Degrees()(text) == Decimal("112.736111")
