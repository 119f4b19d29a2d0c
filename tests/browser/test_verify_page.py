"""The saved page verifies in a real browser, from a file, without a network."""

from pathlib import Path

import pytest
from fairdraw import browser as pages
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
VECTORS = Path(__file__).parents[2] / "core/vectors"


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("good/records/three-rounds.zip", "proved"),
        ("good/records/drand.zip", "proved"),
        ("good/records/sm3.zip", "proved"),
        ("good/doors/position-0.txt", "proved"),
        ("good/records/attempt-1-aborted.zip", "aborted"),
        ("good/records/without-log-own.zip", "proved-partly"),
        ("bad/records/sealed-team--teams-swapped.zip", "refused"),
    ],
)
def test_the_saved_page_judges_a_file(
    browser: Browser, tmp_path: Path, name: str, verdict: str
) -> None:
    saved = tmp_path / "verify.html"
    saved.write_bytes(pages.page())
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(saved.as_uri())
    page.set_input_files("#file", VECTORS / name)
    page.wait_for_selector(f"#verdict.{verdict}")
    page.click("#language")
    assert page.inner_text("#title") == "Verify a draw"
    assert (said, asked) == ([], [saved.as_uri()])
    page.close()


def test_a_page_with_a_record_begins_by_itself(browser: Browser, tmp_path: Path) -> None:
    record = (VECTORS / "good/records/three-rounds.zip").read_bytes()
    saved = tmp_path / "draw.html"
    saved.write_bytes(pages.page(record, "three-rounds.zip"))
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.add_init_script(
        "document.addEventListener('DOMContentLoaded', () => new MutationObserver(() => "
        "(window.seen ??= []).push(document.querySelectorAll('#checks .ok').length)).observe("
        "document.getElementById('checks'), { childList: true }))"
    )
    page.goto(saved.as_uri())
    page.wait_for_selector("#verdict.proved")
    assert page.inner_text("#name") == "three-rounds.zip"
    greens = page.locator("#checks .ok").count()
    assert greens == page.locator("#checks li").count() > 10
    assert {1, 5, 10} <= set(page.evaluate("window.seen"))
    assert said == []
    page.close()
