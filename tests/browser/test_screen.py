"""The big screen in a browser: it follows the log, survives what a hall does to it, replays."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser
HD = {"width": 1920, "height": 1080}
BRIDGE = {"width": 1280, "height": 720}
CUT = "网络中断"


def numbers(page: Page) -> dict[str, str]:
    """The draws of the demo: state in words to number."""
    page.goto("/draw/")
    rows = page.locator("table.rows tbody tr").all()
    cells = [row.locator("td").all_inner_texts() for row in rows]
    return {row[-1]: row[0] for row in reversed(cells)}


def stored(page: Page, name: str) -> Any:
    """What the screen remembers under a name."""
    script = "name => Object.entries(localStorage).find(([key]) => key.includes(name))?.[1] ?? null"
    found = page.evaluate(script, f":{name}")
    return None if found is None else json.loads(found)


def here(page: Page) -> str:
    return page.locator("article:not([hidden]) .rail [aria-current]").inner_text()


def wait_landed(page: Page, least: int) -> None:
    page.wait_for_function(
        "least => Object.entries(localStorage).some("
        "([key, value]) => key.includes(':landed:') && Number(value) >= least)",
        arg=least,
    )


def open_screen(page: Page, number: str) -> list[str]:
    """Open the screen of a draw; what the browser complains about comes into the list."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"/draw/{number}/screen/")
    page.wait_for_selector("main.ready")
    return said


@pytest.mark.parametrize("size", [HD, BRIDGE])
def test_every_scene_fits_and_breaks_no_policy(visit: Visitor, size: Any) -> None:
    page = visit("city-clerk")
    page.set_viewport_size(size)
    for state in ("已抽取封存", "已揭示"):
        said = open_screen(page, numbers(page)[state])
        for _step in range(20):
            page.keyboard.press("ArrowLeft")
        for scene in range(1, 7):
            expect(page.locator(".rail [aria-current]")).to_have_text(re.compile("."))
            assert here(page)
            shown = page.locator("article:not([hidden]) > section:not([hidden])")
            over = shown.evaluate(
                "box => [box.scrollWidth - box.clientWidth, box.scrollHeight - box.clientHeight]"
            )
            assert over == [0, 0], f"{state}, scene {scene}"
            if scene == 4:
                page.keyboard.press(" ")  # to the end of the picture
            page.keyboard.press(" ")
        assert said == []


def test_a_cut_and_a_reload_resume_at_the_same_step(visit: Visitor) -> None:
    page = visit("city-witness")
    page.set_viewport_size(HD)
    open_screen(page, numbers(page)["已抽取封存"])
    assert here(page) == "摇号"
    wait_landed(page, 2)
    page.wait_for_function("navigator.serviceWorker.controller && caches.has('yaohao-screen')")
    page.wait_for_function(
        "caches.open('yaohao-screen').then(kept => kept.keys()).then(keys => keys.length >= 5)"
    )
    page.context.set_offline(True)
    expect(page.locator("#mark")).to_contain_text(CUT, timeout=15_000)
    before = stored(page, "landed")
    page.reload()
    page.wait_for_selector("main.ready")
    assert here(page) == "摇号"
    assert stored(page, "landed") >= before
    expect(page.locator("#mark")).to_contain_text(CUT, timeout=15_000)
    page.keyboard.press(" ")
    page.keyboard.press(" ")
    assert here(page) == "检查组"
    page.reload()
    page.wait_for_selector("main.ready")
    assert here(page) == "检查组"
    page.context.set_offline(False)
    expect(page.locator("#mark")).to_be_empty(timeout=15_000)
    assert here(page) == "检查组"


def test_r_plays_again_and_draws_nothing(visit: Visitor) -> None:
    page = visit("city-clerk")
    open_screen(page, numbers(page)["已揭示"])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method))
    page.keyboard.press(" ")
    told = page.locator("article:not([hidden]) > section").nth(3)
    names = told.locator("li strong").all_inner_texts()
    landed = stored(page, "landed")
    assert landed == len(names)
    page.keyboard.press("r")
    page.wait_for_selector(".landing.playing")
    assert stored(page, "landed") < landed
    wait_landed(page, landed)
    expect(told.locator("li.down strong")).to_have_text(names)
    assert set(asked) <= {"GET"}


def test_less_motion_is_a_list_and_l_changes_it(visit: Visitor) -> None:
    page = visit("city-clerk")
    page.emulate_media(reduced_motion="reduce")
    open_screen(page, numbers(page)["已揭示"])
    sections = page.locator("article:not([hidden]) > section")
    for section in sections.all():
        expect(section).to_be_visible()
    assert page.locator(".landed li strong").first.is_visible()
    page.keyboard.press("l")
    assert [section.is_visible() for section in sections.all()].count(True) == 1
    page.keyboard.press("l")
    assert all(section.is_visible() for section in sections.all())


def test_the_screen_goes_with_the_log(visit: Visitor) -> None:
    page = visit("city-clerk")
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    behind = [True]

    def answer(route: Route) -> None:
        response = route.fetch()
        told = response.json()
        if behind[0]:
            part = told["parts"][0]
            part |= {"leads": 3, "mark": "3", "scenes": part["scenes"][:3]}
        route.fulfill(status=200, content_type="application/json", body=json.dumps(told))

    page.route("**/screen.json", answer)
    open_screen(page, numbers(page)["已抽取封存"])
    assert here(page) == "随机数"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert here(page) == "随机数"
    behind[0] = False
    expect(page.locator(".rail [aria-current]")).to_have_text("摇号", timeout=10_000)
    wait_landed(page, 1)
