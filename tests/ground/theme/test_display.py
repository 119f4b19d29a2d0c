"""Language and size of type are remembered, and nothing else can be done with that address."""

import pytest
from django.test import Client


def test_language_is_remembered(browser: Client) -> None:
    response = browser.post("/display/", {"language": "en", "next": "/public/?q=1"})
    assert response["Location"] == "/public/?q=1"
    assert "What happened" in browser.get("/public/").content.decode()


def test_larger_type_is_remembered_and_taken_back(browser: Client) -> None:
    assert 'class="larger"' not in browser.get("/public/").content.decode()
    browser.post("/display/", {"type": "larger"})
    assert 'class="larger"' in browser.get("/public/").content.decode()
    browser.post("/display/", {"type": "normal"})
    assert 'class="larger"' not in browser.get("/public/").content.decode()


def test_larger_type_by_address(browser: Client) -> None:
    assert 'class="larger"' in browser.get("/public/?type=larger").content.decode()


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:x", ""])
def test_never_leads_to_another_site(browser: Client, target: str) -> None:
    assert browser.post("/display/", {"next": target})["Location"] == "/"


@pytest.mark.parametrize("data", [{"language": "xx"}, {"language": "../en"}, {"type": "huge"}])
def test_unknown_wishes_are_ignored(browser: Client, data: dict[str, str]) -> None:
    assert not browser.post("/display/", data).cookies


def test_reading_the_address_is_refused(browser: Client) -> None:
    assert browser.get("/display/").status_code == 405
