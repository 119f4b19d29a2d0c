"""Trades of experts and the fields that they name; how lists of a draw name an expert."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from tests.factories.registers import make_expert
from yaohao.stages.registers.queries.experts import experts_named
from yaohao.stages.registers.rules.certificates import parse_certificate
from yaohao.stages.registers.rules.kinds import Field
from yaohao.stages.registers.rules.trades import NAMED, PREFIX, fields_named, fits, lot_name
from yaohao.stages.registers.writing.merging import move_experts


@pytest.mark.parametrize(
    ("trades", "fields"),
    [
        ([], ""), (["电气", "消防"], ""), (["化工"], "HC MH"), (["危险化学品储运"], "HC MH"),
        (["非煤矿山地质", "电气"], "NCM"), (["烟花爆竹"], "FW"), (["粉尘防爆"], "DCA"),
        (["职业卫生", "液氨制冷"], "OD DCA"),
    ],
)  # fmt: skip
def test_words_name_fields(trades: list[str], fields: str) -> None:
    assert fields_named(trades) == set(fields.split())


@given(st.lists(st.text(max_size=8), max_size=4))
def test_who_names_no_field_fits_all_and_fields_without_words_take_all(trades: list[str]) -> None:
    named = fields_named(trades)
    for field in Field:
        assert fits(trades, field) == (not named or field in named or field not in NAMED)
    assert fits([], Field.FIREWORKS.value)
    assert fits([*trades, "化工"], "HC")
    assert fits(trades, Field.BLACKLIST)
    assert fits(trades, Field.OTHER)


@given(st.text(max_size=70))
def test_no_officers_number_is_an_experts_name(text: str) -> None:
    try:
        number = parse_certificate(text, pattern=r"(?s).*")  # whatever a bureau may set
    except ValueError:
        return
    assert not number.startswith(PREFIX)
    assert not re.search(r"\s", number)


def test_names_of_lists_find_their_experts(cast: Cast) -> None:
    one, other = make_expert(cast.city, code="Z-1-2"), make_expert(cast.county, code="Z-1-2")
    assert one.certificate == lot_name("140700", "Z-1-2") == "专家 140700-Z-1-2"
    names = [one.certificate, other.certificate, "专家 140700-Z9", "140700-Z-1-2", "专家 "]
    assert experts_named(names) == {one.certificate: one, other.certificate: other}
    assert experts_named([]) == {}


def test_a_merger_leaves_the_names_of_old_draws_as_they_were(cast: Cast) -> None:
    moved = make_expert(cast.next_county, code="Z1")
    here = make_expert(cast.county, code="Z1")
    before = moved.certificate
    move_experts(cast.next_county, cast.county)
    moved.refresh_from_db()
    assert moved.bureau == cast.county
    assert moved.code != "Z1"
    assert moved.certificate == before
    assert experts_named([before, here.certificate]) == {before: moved, here.certificate: here}
    move_experts(cast.county, cast.city)
    moved.refresh_from_db()
    assert moved.certificate == before
