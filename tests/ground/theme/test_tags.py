from datetime import date

import pytest
from django.template import Context, Template
from django.utils.translation import override


def shown(source: str, **context: object) -> str:
    return Template("{% load theme %}" + source).render(Context(context)).strip()


@pytest.mark.parametrize(
    ("days", "words", "css"),
    [
        (2, "还剩 2 个工作日（11月25日 周三）", "deadline-soon"),
        (9, "还剩 9 个工作日（11月25日 周三）", "deadline-later"),
        (0, "今日到期（11月25日 周三）", "deadline-today"),
        (-3, "已逾期 3 个工作日（11月25日 周三）", "deadline-overdue"),
    ],
)
def test_deadline_by_word_colour_and_shape(days: int, words: str, css: str) -> None:
    html = shown("{% deadline due days %}", due=date(2026, 11, 25), days=days)
    assert words in html
    assert css in html
    assert "<svg" in html


def test_deadline_in_an_unpublished_year_is_provisional() -> None:
    html = shown("{% deadline due 4 True %}", due=date(2027, 2, 3))
    assert "暂定" in html


def test_deadline_in_english() -> None:
    with override("en"):
        html = shown("{% deadline due 1 %}", due=date(2026, 11, 25))
    assert "1 working day left (25 Nov, Wed)" in html


def test_digest_is_short_and_copies_whole() -> None:
    digest = "0123456789abcdef" * 4
    html = shown("{% digest d %}", d=digest)
    assert f'title="{digest}"' in html
    assert f'data-copy="{digest}"' in html
    assert html.count("<span>0123</span>") == 1
    assert "…" in html


def test_mistakes_name_place_and_repair_escaped() -> None:
    from_sheet = {"place": "B3", "message": "<script>", "repair": "改为 18 位"}
    html = shown("{% mistakes m %}", m=[from_sheet])
    assert "有 1 处需要修改" in html
    assert "&lt;script&gt;" in html
    assert "改为 18 位" in html


def test_address_of_a_page_that_is_not_there_is_empty() -> None:
    assert shown("{% address 'nobody:nowhere' %}") == ""


def test_missing_times_are_a_dash() -> None:
    assert shown("{{ a|local_time }}{{ b|day }}", a=None, b=None) == "——"
