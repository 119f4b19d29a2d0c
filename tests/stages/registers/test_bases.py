"""The articles of law in the text of a basis, and how they stand on a day (articles 6 and 7)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yaohao.stages.registers.rules.bases import (
    ENDING_DAYS,
    Flag,
    Force,
    Named,
    bases_in,
    covers,
    law_name,
)
from yaohao.stages.registers.rules.numerals import chinese, number

DAY = date(2026, 6, 1)
SINCE = date(2025, 1, 1)
LAWS = st.text(
    st.sampled_from("安全生产矿山危险化学品管理条例办法规定消防法"), min_size=1, max_size=12
)
ARTICLES = st.lists(st.integers(1, 300), min_size=1, max_size=5, unique=True)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "《安全生产法》第六十五条、《危险化学品安全管理条例》第七条第二款；"
            "国务院《安全生产许可证条例》第三条",
            [
                ("安全生产法", "第六十五条"),
                ("危险化学品安全管理条例", "第七条第二款"),
                ("安全生产许可证条例", "第三条"),
            ],
        ),
        (
            "《中华人民共和国安全生产法》（2021修正）第六十二条、第六十五条第一款第（一）项和第66条",
            [
                ("安全生产法", "第六十二条"),
                ("安全生产法", "第六十五条第一款第（一）项"),
                ("安全生产法", "第六十六条"),
            ],
        ),
        ("《安全生产法》第６２条至第６４条", [("安全生产法", f"第六十{n}条") for n in "二三四"]),
        ("《安全生产法》第六十二、六十三条", [("安全生产法", f"第六十{n}条") for n in "二三"]),
        ("《甲法（2021修正）》第10-11条", [("甲法", "第十条"), ("甲法", "第十一条")]),
        ("《甲法》第七条第一、二款，第八条", [
            ("甲法", "第七条第一款"), ("甲法", "第七条第二款"), ("甲法", "第八条"),
        ]),
        ("《刑法》第一百三十四条之一", [("刑法", "第一百三十四条之一")]),
        ("《职业病防治法》", [("职业病防治法", "")]),
        ("《甲条例》（主席令第65号）第三条；《甲条例》第三条", [("甲条例", "第三条")]),
        ("《关于实施《安全生产法》的意见》第三条", [("关于实施《安全生产法》的意见", "第三条")]),
        ("安全生产法第六十五条", []),
        ("按照本部门职责", []),
        ("", []),
    ],
)  # fmt: skip
def test_what_a_text_names(text: str, named: list[tuple[str, str]]) -> None:
    assert list(bases_in(text)) == [Named(*one) for one in named]


@given(st.lists(st.tuples(LAWS, ARTICLES), min_size=1, max_size=4, unique_by=lambda one: one[0]))
def test_every_article_is_read_however_its_number_is_written(
    laws: list[tuple[str, list[int]]],
) -> None:
    wanted = [
        Named(law_name(law), f"第{chinese(one)}条") for law, articles in laws for one in articles
    ]
    spelt = "；".join(
        f"《{law}》" + "、".join(f"第{one}条" for one in articles) for law, articles in laws
    )
    in_words = "，国务院".join(
        f"《{law}》（2021修正）" + "和".join(f"第{chinese(one)}条" for one in articles)
        for law, articles in laws
    )
    assert list(bases_in(spelt)) == list(bases_in(in_words)) == wanted


@given(st.text(st.sampled_from("《》第条款项之至、（）零一十百千65版中华")))
def test_no_text_is_too_broken(text: str) -> None:
    for named in bases_in(text):
        assert named.law
        assert len(named.law) <= 200
        assert len(named.article) <= 60


@given(st.text(st.characters(exclude_characters="《"), max_size=60))
def test_without_marks_nothing_is_named(text: str) -> None:
    assert bases_in(text) == ()


@given(st.integers(1, 9999))
def test_numerals_go_both_ways(value: int) -> None:
    assert number(chinese(value)) == number(str(value)) == value


def test_an_article_covers_its_paragraphs_and_no_sibling() -> None:
    assert covers("第七条", "第七条第二款")
    assert covers("第七条", "第七条")
    assert covers("", "第七条")
    assert not covers("第七条", "第七条之一")
    assert not covers("第七条", "第七十条")
    assert not covers("第七条第二款", "第七条")


@pytest.mark.parametrize(
    ("force", "flag"),
    [
        (Force(), None),
        (Force(valid_to=DAY - timedelta(days=1)), Flag.ENDED),
        (Force(valid_to=DAY), Flag.ENDING),  # the last day is a valid day
        (Force(valid_to=DAY + timedelta(days=ENDING_DAYS)), Flag.ENDING),
        (Force(valid_to=DAY + timedelta(days=ENDING_DAYS + 1)), None),
        (Force(valid_from=DAY + timedelta(days=1)), Flag.NOT_YET),
        (Force(valid_from=DAY), None),
        (Force(amended_on=DAY), Flag.AMENDED),
        (Force(amended_on=DAY + timedelta(days=1)), None),
        (Force(amended_on=SINCE), None),  # the version begins with the amendment
        (Force(amended_on=SINCE + timedelta(days=1)), Flag.AMENDED),
        (Force(valid_to=SINCE, amended_on=SINCE), Flag.ENDED),
    ],
)
def test_how_a_basis_stands(force: Force, flag: Flag | None) -> None:
    assert force.flag(SINCE, DAY) is flag
