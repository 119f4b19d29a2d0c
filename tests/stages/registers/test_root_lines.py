"""The line of an object: what stands in it, and what never does."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from tests.factories.registers import make_object
from yaohao.stages.registers.models import InspectionObject
from yaohao.stages.registers.queries import pool
from yaohao.stages.registers.queries.roots import lines_now, packed, unpacked
from yaohao.stages.registers.rules.kinds import StratifyBy
from yaohao.stages.registers.rules.pool_filter import COLUMN_OF, PoolFilter
from yaohao.stages.registers.rules.root_lines import (
    ATTRIBUTES,
    COLUMNS,
    Nature,
    concerns,
    line_of,
    nature_of,
    prefix_of,
    restratified,
    steps_of,
    values_of,
)

VALUES = {
    "bureau": "140700", "object_id": "A1", "exclusion": "", "region": "140702", "field": "HC",
    "affiliation": "C", "scale": "M", "risk": "RED", "standardisation": "2", "blacklist": "0",
    "credit": "B", "group": "", "level": "", "focus": "0",
}  # fmt: skip
SHORT = 11  # fields of a line as it was before groups, levels and focus
CANARY = "金丝雀"


def test_a_line_has_every_column_in_its_order() -> None:
    line = line_of(VALUES)
    assert line == b"140700\tA1\t-\t140702\tHC\tC\tM\tRED\t2\t0\tB\n"
    assert values_of(line) == VALUES


@pytest.mark.parametrize(
    ("set_", "end"),
    [({"group": "G1"}, b"\tG1\t-\t0\n"), ({"level": "T"}, b"\t-\tT\t0\n"),
     ({"focus": "1"}, b"\t-\t-\t1\n")],
)  # fmt: skip
def test_what_came_later_ends_a_line_only_where_it_is_set(set_: dict[str, str], end: bytes) -> None:
    line = line_of(VALUES | set_)
    assert line == line_of(VALUES)[:-1] + end
    assert values_of(line) == VALUES | set_
    assert {step.field for step in steps_of(VALUES, VALUES | set_)} == set(set_)


@given(st.text(min_size=1, max_size=16))
def test_any_code_of_a_bureau_stays_printable_and_comes_back(code: str) -> None:
    line = line_of({**VALUES, "bureau": code})
    assert line.count(b"\t") == SHORT - 1
    assert line[:-1].replace(b"\t", b"").decode("ascii").isprintable()
    assert line.startswith(prefix_of(code))
    if code != "-":
        assert values_of(line)["bureau"] == code


def test_no_name_no_contact_no_address_is_in_any_line(cast: Cast) -> None:
    make_object(cast.city, name=CANARY, contact=CANARY, phone="13900001111", address=CANARY)
    content = lines_now().dump()
    assert content.isascii()
    assert b"1390000" not in content
    assert CANARY.encode() not in content
    private = {"name", "contact", "phone", "address", "search", "industry", "ended_on"}
    assert not private & set(COLUMNS)


def test_every_attribute_of_a_filter_or_a_stratum_stands_in_the_line() -> None:
    assert set(COLUMN_OF.values()) <= set(ATTRIBUTES)
    assert {by.value for by in StratifyBy} - {"none"} <= set(ATTRIBUTES)


def test_a_filter_holds_in_rules_what_it_finds_in_the_table(cast: Cast) -> None:
    for risk, field in (("RED", "HC"), ("RED", "FW"), ("BLUE", "HC")):
        make_object(cast.city, risk=risk, field=field)
        make_object(cast.city, risk=risk, field=field, focus=True, group="G1", level="T")
    wanted = PoolFilter(risks=("RED",), fields=("HC", "FW"))
    held = [line for line in lines_now().lines if wanted.holds(values_of(line))]
    assert [values_of(line)["object_id"] for line in held] == [
        row.object_id for row in pool(cast.city, wanted)
    ]
    assert len(held) == 4 < InspectionObject.objects.count()


@pytest.mark.parametrize(
    "wanted",
    [PoolFilter(focus=("1",)), PoolFilter(focus=("0",)), PoolFilter(groups=("G1",)),
     PoolFilter(levels=("T",)), PoolFilter(levels=("",)), PoolFilter(levels=("", "T"))],
)  # fmt: skip
def test_so_it_does_for_groups_levels_and_focus(cast: Cast, wanted: PoolFilter) -> None:
    make_object(cast.city, focus=True)
    make_object(cast.city, group="G1")
    make_object(cast.city, group="G2", level="T")
    held = {values_of(line)["object_id"] for line in lines_now().lines
            if wanted.holds(values_of(line))}  # fmt: skip
    assert held == {row.object_id for row in pool(cast.city, wanted)}
    assert held


@pytest.mark.parametrize(
    ("change", "nature"),
    [
        ({"exclusion": "CLOSED"}, Nature.ENDED),
        ({"exclusion": "CLOSED", "risk": "BLUE"}, Nature.ENDED),
        ({"risk": "BLUE"}, Nature.REGRADED),
        ({"blacklist": "1", "region": "140703"}, Nature.REGRADED),
        ({"region": "140703"}, Nature.RECLASSIFIED),
    ],
)
def test_what_happened_has_one_word(change: dict[str, str], nature: Nature) -> None:
    new = VALUES | change
    assert nature_of(VALUES, new) is nature
    assert {step.field for step in steps_of(VALUES, new)} == set(change)


def test_coming_going_and_coming_back_have_words_too() -> None:
    ended = VALUES | {"exclusion": "MOVED"}
    assert nature_of(None, VALUES) is Nature.ADDED
    assert nature_of(VALUES, None) is Nature.ENDED
    assert nature_of(ended, VALUES) is Nature.RESUMED
    assert nature_of(ended, ended | {"risk": "BLUE"}) is Nature.REGRADED
    assert steps_of(None, VALUES) == ()


def test_who_leaves_a_pool_by_a_new_grade_is_restratified() -> None:
    red, by = PoolFilter(risks=("RED",)), StratifyBy.CREDIT
    calm = VALUES | {"risk": "BLUE"}
    assert restratified(red, by, VALUES, calm)
    assert restratified(red, by, VALUES, VALUES | {"credit": "A"})
    assert not restratified(red, StratifyBy.NONE, VALUES, VALUES | {"credit": "A"})
    assert not restratified(red, by, calm, calm | {"credit": "A"})
    assert not restratified(red, by, None, VALUES)
    assert concerns(red, VALUES, calm)
    assert not concerns(red, calm, None)


LINES = st.none() | st.sampled_from([line_of(VALUES), line_of(VALUES | {"risk": "BLUE"})])


@given(LINES, LINES.filter(bool))
def test_a_packed_difference_comes_back(old: Any, new: Any) -> None:
    other = (line_of(VALUES | {"object_id": "B2"}), None)
    assert unpacked(packed([(old, new), other])) == [(old, new), other]
