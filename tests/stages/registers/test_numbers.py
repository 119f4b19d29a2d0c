"""Object ids and the number of article 11."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yaohao.stages.registers.rules.kinds import (
    Affiliation,
    Blacklist,
    Field,
    Risk,
    Scale,
    Standardisation,
)
from yaohao.stages.registers.rules.numbering import (
    OBJECT_ID,
    Attributes,
    changed,
    issued_id,
    object_id,
)

ATTRIBUTES = st.builds(
    Attributes,
    field=st.sampled_from(Field),
    affiliation=st.sampled_from(Affiliation),
    scale=st.sampled_from(Scale),
    risk=st.sampled_from(Risk),
    standardisation=st.sampled_from(Standardisation),
    blacklist=st.sampled_from(Blacklist),
    region=st.from_regex(r"[0-9]{6}", fullmatch=True),
)


@given(ATTRIBUTES, ATTRIBUTES, st.integers(1, 10**6))
def test_equal_numbers_mean_equal_attributes(a: Attributes, b: Attributes, serial: int) -> None:
    assert (a.number(serial) == b.number(serial)) == (a == b)
    assert (changed(a, b) == ()) == (a == b)


def test_the_number_can_be_read() -> None:
    attributes = Attributes(
        Field.HAZARDOUS_CHEMICALS, Affiliation.CITY, Scale.MEDIUM, Risk.RED,
        Standardisation.SECOND, Blacklist.NONE, "140728",
    )  # fmt: skip
    assert attributes.number(17) == "HC-CMR20-140728-00017"
    with pytest.raises(ValueError, match="0"):
        attributes.number(0)


@given(st.from_regex(r"[0-9A-Za-z/-]{1,16}", fullmatch=True), st.integers(1, 999_999))
def test_an_issued_id_fits_the_core_and_starts_with_b(bureau: str, serial: int) -> None:
    issued = issued_id(bureau, serial)
    assert OBJECT_ID.fullmatch(issued)
    assert issued.startswith("B")


def test_serials_of_issued_ids_end() -> None:
    for serial in (0, 1_000_000):
        with pytest.raises(ValueError, match=str(serial)):
            issued_id("140700", serial)


def test_sites_of_one_firm_are_different_objects() -> None:
    assert object_id("9114070011273018XR", "001") == "9114070011273018XR001"
    with pytest.raises(ValueError, match="x"):
        object_id("9114070011273018XR", "00x")
