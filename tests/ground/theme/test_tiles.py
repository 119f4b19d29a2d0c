"""Places as tiles: none lies over another, each is a link, and its class is read without colour."""

from html.parser import HTMLParser

from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from yaohao.ground.theme.charts import TILE, Tile, tile_map

PLACES = st.sets(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=20)


def tile(column: int, row: int, shade: int | None = 2, name: str = "榆次区") -> Tile:
    return Tile(column, row, shade, name, "31%", f"{name}：31%", f"#county-{column}-{row}")


@given(PLACES)
def test_tiles_lie_inside_and_apart(places: set[tuple[int, int]]) -> None:
    found = tile_map([tile(*place) for place in places], "")
    for one in found.tiles:
        assert 0 <= one.x <= found.width - TILE
        assert 0 <= one.y <= found.height - TILE
        for other in found.tiles:
            apart = abs(one.x - other.x) >= TILE or abs(one.y - other.y) >= TILE
            assert apart or one is other
    order = [(one.row, one.column) for one in found.tiles]
    assert order == sorted(order)  # as they are read, so that the key Tab goes along


@given(st.none() | st.integers(0, 4))
def test_a_class_has_so_many_marks_within_its_tile(shade: int | None) -> None:
    one = tile(1, 1, shade)
    assert len(one.marks) == (shade or 0)
    assert all(one.x < box.x and box.x + box.width < one.x + TILE for box in one.marks)


class Links(HTMLParser):
    """Addresses and labels of links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str | None, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append((dict(attrs)["href"], dict(attrs)["aria-label"]))


def test_every_tile_is_a_link_that_says_its_numbers_and_no_style_is_written() -> None:
    drawn = tile_map([tile(0, 0), tile(1, 0, None, "经济技术开发区")], "两县")
    page = Template("{% load theme %}{% tiles map %}").render(Context({"map": drawn}))
    assert Links(page).found == [
        ("#county-0-0", "榆次区：31%"), ("#county-1-0", "经济技术开发区：31%"),
    ]  # fmt: skip
    assert "经济技术…" in page
    assert "tile-nothing" in page
    assert "style=" not in page
