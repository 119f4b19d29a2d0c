"""A list without rows says whether nothing is there or nothing matches."""

import pytest

from tests.cast import Cast
from tests.stages.registers.browsers import browser, page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["objects", "officers", "experts", "items", "visits", "orders"])
def test_an_empty_register_does_not_speak_of_a_filter(cast: Cast, name: str) -> None:
    client = browser(cast.clerk)
    assert "Nothing has been entered yet." in page(client, name)
    assert "Nothing matches." in page(client, name, q="煤矿")
