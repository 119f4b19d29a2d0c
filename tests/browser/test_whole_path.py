"""From the filed plan line to a stranger's verification, as people do it (articles 13, 14, 20)."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser
MANUAL = Path(__file__).resolve().parents[2] / "build" / "manual"
THROWS = "31415926535897932384626433832795028841971"[:39]
NEXT = "main .btn-primary.btn-lg"


def press_next(page: Page, address: str) -> None:
    """Open the record page of the draw and press its one big button."""
    page.goto(address)
    page.click(NEXT)
    page.wait_for_load_state()


def prepare(clerk: Page) -> str:
    clerk.goto("/planning/")
    clerk.get_by_role("link", name=re.compile(r"-02$")).click()
    clerk.get_by_role("link", name="准备抽签").click()
    clerk.click("main form button.btn-primary")
    clerk.wait_for_url(re.compile(r"/draw/990100-"))
    return re.sub(r"^https?://[^/]+", "", clerk.url)


def commit(witness: Page, address: str) -> None:
    press_next(witness, address)
    witness.fill("[name=name]", "见证人甲")
    witness.fill("[name=office]", "纪检监察组")
    witness.fill("[name=witness_number]", "２０２６１１２４7")
    witness.click(NEXT)
    witness.wait_for_url(f"**{address}")


def type_dice(page: Page, address: str) -> None:
    press_next(page, address)
    for place in range(0, 39, 5):
        page.fill(f"[name=g{place // 5}]", THROWS[place : place + 5])
    page.click(NEXT)
    expect(page.locator("main .is-invalid")).to_have_count(0)


def test_a_draw_from_the_plan_to_a_stranger(visit: Visitor, tmp_path: Path) -> None:
    clerk, director, witness = (visit(f"city-{who}") for who in ("clerk", "director", "witness"))
    address = prepare(clerk)
    press_next(director, address)
    for person in (clerk, director):  # one asks for the freeze, another confirms
        press_next(person, address)
        person.click(NEXT)
        person.wait_for_load_state()
    commit(witness, address)
    press_next(clerk, address)
    press_next(witness, address)
    type_dice(clerk, address)
    type_dice(witness, address)

    # Two windows stand before the same button; the draw happens once, the second is told so.
    second = clerk.context.new_page()
    second.goto(address)
    press_next(clerk, address)
    second.click(NEXT)
    expect(second.locator("main")).to_be_visible()
    clerk.reload()
    clerk.go_back()
    number = address.strip("/").split("/")[-1]
    stranger = visit("")
    stranger.goto(f"/draws/{number}/")
    sealed = stranger.content()
    assert len(set(re.findall(r"\b919901\w{12}\b", sealed))) == 0
    assert stranger.get_by_text("抽签并封存").count() or stranger.get_by_text("封存").count()

    clerk.goto(address)
    clerk.fill("[name=count]", "1")
    clerk.click(NEXT)
    clerk.wait_for_load_state()
    press_next(director, address)

    stranger.goto(f"/draws/{number}/")
    MANUAL.mkdir(parents=True, exist_ok=True)
    stranger.screenshot(path=MANUAL / "draw.png")
    verify_as_a_stranger(stranger, number, tmp_path)


def verify_as_a_stranger(page: Page, number: str, folder: Path) -> None:
    for name, address in (("record.zip", "record/"), ("fairdraw.pyz", "verifier/")):
        answer = page.request.get(f"/draws/{number}/{address}")
        assert answer.status == 200, address
        (folder / name).write_bytes(answer.body())
    command = [sys.executable, "-I", "fairdraw.pyz", "verify", "record.zip"]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_portal_asks_nobody_else_and_breaks_no_policy(visit: Visitor, site: str) -> None:
    page = visit("")
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.set_viewport_size({"width": 320, "height": 640})
    for address in ("/", "/items/", "/officers/", "/objects/", "/draws/", "/log/", "/about/"):
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 320, f"{address} is {wide} wide"
    assert [url for url in asked if not url.startswith(site)] == []
    assert said == []
