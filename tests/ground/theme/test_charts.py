"""Small pictures: everything stays inside, and lengths are in proportion."""

from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from yaohao.ground.theme.charts import HIGH, WIDE, Bar, Box, Strip

SIZES = st.floats(0, 1e6)


def inside(box: Box) -> bool:
    return box.x >= 0 and box.y >= 0 and box.x + box.width <= WIDE + 1 and box.height <= HIGH


@given(SIZES, SIZES, SIZES, SIZES)
def test_a_bar_stays_in_its_picture(value: float, low: float, more: float, most: float) -> None:
    bar = Bar(value, low, low + more, most)
    assert inside(bar.box)
    assert inside(bar.span)


def test_a_bar_is_as_long_as_its_share() -> None:
    bar = Bar(25, 20, 40, 100)
    assert (bar.box.width, bar.span.x, bar.span.width) == (50, 40, 40)


@given(st.lists(SIZES, min_size=1, max_size=12), SIZES)
def test_a_strip_stays_in_its_picture(values: list[float], most: float) -> None:
    strip = Strip(values, values, most)
    for box in (*strip.columns, *strip.lines):
        assert inside(box)


def test_a_strip_marks_only_what_is_there() -> None:
    strip = Strip((5, 0), (10, 0), 10)
    assert [box.height for box in strip.columns] == [9, 0]
    assert [box.height for box in strip.lines] == [1.5, 0]
    assert strip.lines[0].y < strip.columns[0].y


def test_numbers_in_pictures_have_a_point_in_every_language() -> None:
    template = Template("{% load theme %}{% bar bar %}")
    for language in ("de", "zh-hans"):
        with translation.override(language):
            text = template.render(Context({"bar": Bar(1, 0, 1, 3, "ein <Wort>")}))
        assert 'width="66.67"' in text
        assert "ein &lt;Wort&gt;" in text
