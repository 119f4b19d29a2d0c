"""A deadline on a page: word, class and shape, in Chinese and English."""

from datetime import date
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import timezone
from django.utils.translation import override

from yaohao.ground.calendars.operations import seed_years
from yaohao.ground.calendars.rules import Left, State
from yaohao.ground.calendars.wording import describe

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("left", "zh", "en", "level", "shape"),
    [
        (
            Left(2, State.LEFT, False),
            "还剩 2 个工作日（11月25日 周三）",
            "2 working days left (Wed 11-25)",
            "soon",
            "◆",
        ),
        (
            Left(3, State.LEFT, True),
            "还剩 3 个工作日（11月25日 周三），暂定",
            "3 working days left (Wed 11-25), provisional",
            "left",
            "○",
        ),
        (
            Left(0, State.TODAY, False),
            "今日到期（11月25日 周三）",
            "due today (Wed 11-25)",
            "today",
            "■",
        ),
        (
            Left(1, State.OVERDUE, False),
            "已逾期 1 个工作日（11月25日 周三）",
            "overdue by 1 working day (Wed 11-25)",
            "overdue",
            "▲",
        ),
        (
            Left(0, State.OVERDUE, False),
            "已逾期，不足 1 个工作日（11月25日 周三）",
            "overdue since the last working day (Wed 11-25)",
            "overdue",
            "▲",
        ),
    ],
)
def test_words(left: Left, zh: str, en: str, level: str, shape: str) -> None:
    due = date(2026, 11, 25)
    with override("zh-hans"):
        words = describe(due=due, today=TODAY, left=left)
    assert (words.text, words.level, words.shape) == (zh, level, shape)
    assert f"deadline-{level}" in words.css.split()
    assert ("deadline-provisional" in words.css) == left.provisional
    with override("en"):
        assert describe(due=due, today=TODAY, left=left).text == en


def test_another_year_is_named() -> None:
    left = Left(30, State.LEFT, True)
    with override("zh-hans"):
        assert (
            "（2027年1月4日 周一）" in describe(due=date(2027, 1, 4), today=TODAY, left=left).text
        )


@pytest.mark.django_db
def test_a_list_reads_the_year_table_once(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    seed_years()
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)
    template = Template("{% load deadlines %}{% for due in days %}{% deadline due %}{% endfor %}")
    with override("zh-hans"), django_assert_num_queries(2):
        html = template.render(Context({"days": [date(2026, 11, 25), date(2026, 11, 20), None]}))
    assert '<time class="deadline deadline-soon" datetime="2026-11-25">' in html
    assert '<span class="deadline-shape" aria-hidden="true">▲</span> 已逾期 1 个工作日' in html
    assert html.count("<time") == 2
