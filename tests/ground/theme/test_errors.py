"""Error pages: in words, with the repair and the request number, and nothing of the inside."""

import pytest
from django.template.loader import render_to_string
from django.test import Client


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/suspicious/", 400, "无法识别这次请求"),
        ("/forbidden/", 403, "您无权打开此页"),
        ("/nothing/", 404, "没有这个页面"),
        ("/broken/", 500, "系统出错了"),
    ],
)
@pytest.mark.filterwarnings("default")
def test_error_page(browser: Client, path: str, status: int, words: str) -> None:
    response = browser.get(path)
    html = response.content.decode()
    assert response.status_code == status
    assert words in html
    assert "您可以这样做" in html
    assert response["X-Request-Number"] in html
    assert "told to break" not in html


def test_stale_form_page(browser: Client) -> None:
    response = browser.post("/list/")
    assert response.status_code == 403
    assert "表单已失效" in response.content.decode()


def test_500_page_renders_without_any_context() -> None:
    assert "系统出错了" in render_to_string("500.html")


def test_each_request_has_its_own_number(browser: Client) -> None:
    numbers = {browser.get("/public/")["X-Request-Number"] for _ in range(20)}
    assert len(numbers) == 20
    assert all(len(number) == 8 for number in numbers)
