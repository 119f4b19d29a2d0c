"""The filter of a directed draw and its public sentence."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yaohao.stages.registers.rules.kinds import (
    Affiliation,
    Credit,
    Field,
    Focus,
    OwningLevel,
    Risk,
    Scale,
)
from yaohao.stages.registers.rules.pool_filter import FilterError, PoolFilter
from yaohao.stages.registers.rules.words import WORDS, word


def some(kind: type) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from([m.value for m in kind]), max_size=4).map(tuple)  # type: ignore[attr-defined]


FILTERS = st.builds(
    PoolFilter,
    fields=some(Field),
    regions=st.lists(st.sampled_from(["140702", "140703"]), max_size=3).map(tuple),
    risks=some(Risk),
    credits=some(Credit),
    scales=some(Scale),
    affiliations=some(Affiliation),
    groups=st.lists(st.sampled_from(["G1", "HOTEL"]), max_size=3).map(tuple),
    levels=some(OwningLevel),
    focus=some(Focus),
)


@given(FILTERS)
def test_json_and_back_is_the_same_filter(wanted: PoolFilter) -> None:
    assert PoolFilter.from_json(json.loads(json.dumps(wanted.to_json()))) == wanted


@given(FILTERS, FILTERS)
def test_filters_are_equal_when_their_statements_are(a: PoolFilter, b: PoolFilter) -> None:
    for lang in ("zh", "en"):
        assert (a.statement(lang) == b.statement(lang)) == (a == b)


@given(FILTERS)
def test_a_statement_is_one_printable_line(wanted: PoolFilter) -> None:
    for lang in ("zh", "en"):
        assert wanted.statement(lang).isprintable()
        assert wanted.statement(lang).strip() == wanted.statement(lang) != ""


def test_order_and_repetition_do_not_matter() -> None:
    assert PoolFilter(risks=("RED", "BLUE", "RED")) == PoolFilter(risks=("BLUE", "RED"))


def test_the_statement_says_what_is_drawn_from() -> None:
    wanted = PoolFilter(fields=("NCM",), regions=("140702",), risks=("RED", "ORANGE"))
    names = {"140702": "榆次区"}
    said = "行业领域为非煤矿山；县（区、市）为榆次区；风险等级为橙（较大风险）或红（重大风险）"
    assert wanted.statement("zh", names) == said
    assert wanted.statement("en") == "field non-coal mine; county 140702; risk orange or red"
    assert PoolFilter().statement("zh") == "名录库全部对象"
    assert PoolFilter().empty
    assert not wanted.empty


def test_groups_enter_the_statement_by_their_names_as_counties_do() -> None:
    wanted = PoolFilter(groups=("G1", "140702"[:5]), levels=("", "T"), focus=("1",))
    said = wanted.statement("zh", {"G1": "别的名字"}, {"G1": "宾馆饭店"})
    assert said == "单位类别为14070或宾馆饭店；监管层级为本级或乡镇（街道）级；企业类型为重点企业"
    said = wanted.statement("en", None, {"G1": "hotels"})
    assert said == (
        "unit group 14070 or hotels; owning level own level or township; kind focus enterprise"
    )


def test_a_filter_of_an_earlier_time_keeps_its_json_and_its_statement() -> None:
    stored = '{"fields": ["HC"], "regions": ["140702"], "affiliations": ["C"]}'
    wanted = PoolFilter.from_json(json.loads(stored))
    assert json.dumps(wanted.to_json()) == stored
    assert wanted.statement("zh") == ("行业领域为危险化学品；县（区、市）为140702；隶属关系为市属")


@pytest.mark.parametrize(
    "data",
    [{"groups": ["g1"]}, {"groups": ["TOOLONG99"]}, {"levels": ["Q"]}, {"focus": ["yes"]},
     {"risks": ["PURPLE"]}, {"regions": ["1407"]}, {"regions": ["１４０７０２"]},
     {"owner": ["x"]}],
)  # fmt: skip
def test_what_does_not_exist_is_refused(data: dict[str, list[str]]) -> None:
    with pytest.raises(FilterError):
        PoolFilter.from_json(data)


def test_every_member_has_both_words() -> None:
    for kind, words in WORDS.items():
        assert [member.value for member in kind] == list(words)
        for member in kind:
            assert word(member, "zh")
            assert word(member, "en")
