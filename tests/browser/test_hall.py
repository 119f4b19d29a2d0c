"""A draw in a hall, all at once: a screen, a clerk, two witnesses and an objector on phones."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser
SHOTS = Path(__file__).resolve().parents[2] / "build" / "hall"
THROWS = "31415926535897932384626433832795028841971"[:39]
NEXT = "main .btn-primary.btn-lg"
Phone = Callable[[], Page]


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Phone]:
    """A phone of its own, small and with a finger, that has never been here."""
    contexts = []

    def come() -> Page:
        context = browser.new_context(
            base_url=site, locale="zh-CN", viewport={"width": 360, "height": 740},
            device_scale_factor=2, has_touch=True, is_mobile=True,
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        return page

    yield come
    for context in contexts:
        context.close()


def shot(page: Page, name: str) -> None:
    """Kept for people to look at."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth")
    width = page.viewport_size["width"] if page.viewport_size else 1280
    assert wide <= width, f"{name} is {wide} wide"


def prepared(clerk: Page) -> str:
    """A draw of a line that waits for its own, and its address."""
    clerk.goto("/draw/")
    clerk.locator("main a[href*='/draw/prepare/']").first.click()
    clerk.click("main form button.btn-primary.btn-lg")
    clerk.wait_for_url(re.compile(r"/draw/\d+-\d+-\d+/$"))
    return re.sub(r"^https?://[^/]+", "", clerk.url)


def opened(clerk: Page, draw: str) -> tuple[str, str]:
    """A session over the draw: its address, and the code for witnesses."""
    number = draw.strip("/").split("/")[-1]
    clerk.goto(f"/draw/sessions/new/?draw={number}")
    clerk.fill("[name=title]", "四季度公开摇号会")
    clerk.fill("[name=place]", "三楼会议室")
    shot(clerk, "new-session")
    clerk.click(NEXT)
    clerk.wait_for_url(re.compile(r"/draw/sessions/[0-9A-Z]+-\d+-H\d+/$"))
    session = re.sub(r"^https?://[^/]+", "", clerk.url)
    clerk.goto(f"{session}code/")
    shot(clerk, "code")
    address = clerk.locator(".address").inner_text()
    return session, re.sub(r"^https?://[^/]+", "", address)


def sit(page: Page, join: str, name: str, office: str) -> None:
    """Scan, name, office."""
    page.goto(join)
    page.fill("[name=name]", name)
    page.fill("[name=office]", office)
    page.click(NEXT)
    page.wait_for_url(re.compile(r"/draw/hall/.+/\d+/$"))


def press(page: Page, address: str) -> None:
    """The one big button of the page of the draw."""
    page.goto(address)
    page.click(NEXT)
    page.wait_for_load_state()


def frozen(clerk: Page, director: Page, draw: str) -> None:
    """Announced by a leader; the freeze asked for and confirmed by two people."""
    press(director, draw)
    press(director, draw)
    director.click(NEXT)
    press(clerk, draw)
    shot(clerk, "freeze")
    clerk.click(NEXT)
    clerk.wait_for_url(f"**{draw}")


def sign(page: Page) -> None:
    """A stroke with the finger."""
    box = page.locator("canvas.signature")
    box.scroll_into_view_if_needed()
    area = box.bounding_box()
    assert area
    left, top = area["x"], area["y"]
    page.mouse.move(left + 30, top + 60)
    page.mouse.down()
    for step in range(1, 12):
        page.mouse.move(left + 30 + step * 20, top + 60 + (30 if step % 2 else -20))
    page.mouse.up()


def waits(page: Page) -> None:
    """The phone waits for others, and says so."""
    expect(page.locator(".now.waits")).to_be_visible()


def test_a_hall_with_a_screen_witnesses_and_an_objector(visit: Visitor, phone: Phone) -> None:
    clerk, director, typist = (visit(f"city-{who}") for who in ("clerk", "director", "witness"))
    screen = visit("city-deputy")
    draw = prepared(clerk)
    session, join = opened(clerk, draw)
    screen.goto(f"{session}screen/")

    one, two, objector = phone(), phone(), phone()
    one.goto(join)
    shot(one, "join")
    sit(one, join, "王芳", "派驻纪检监察组")
    sit(two, join, "李国强", "群众代表")
    sit(objector, join, "赵不平", "企业协会")
    waits(one)
    shot(one, "waits")

    # The same link leads back; another phone with the seat's own link finds nothing.
    seat = re.sub(r"^https?://[^/]+", "", one.url)
    one.goto(join)
    assert one.url.endswith(seat)
    stranger = phone()
    answer = stranger.goto(seat)
    assert answer
    assert answer.status == 404
    shot(stranger, "gone")
    stranger.goto(join)
    stranger.fill("[name=name]", "王芳")
    stranger.fill("[name=office]", "派驻纪检监察组")
    stranger.click(NEXT)
    expect(stranger.locator(".alert-danger")).to_be_visible()
    shot(stranger, "twin")

    frozen(clerk, director, draw)
    expect(one.locator(".fingerprint").first).to_be_visible()  # the phone went on by itself
    shot(one, "compare")
    one.click("button[value=yes]")
    two.reload()
    two.click("button[value=yes]")
    objector.reload()
    objector.click("button[value=no]")
    objector.wait_for_load_state()
    shot(objector, "differs")
    objector.click("text=我有异议")
    objector.fill("[name=text]", "打印件上的户数看不清，请重新打印。")
    shot(objector, "objection")
    objector.click("form .btn-danger")
    expect(objector.locator("text=打印件上的户数看不清")).to_be_visible()

    clerk.goto(session)
    shot(clerk, "session-objection")
    clerk.fill("main textarea[name=text]", "已重新打印并当场核对。")
    clerk.click("text=答复（一次")
    clerk.wait_for_load_state()

    one.fill("[name=witness_number]", "20261129")
    shot(one, "commit")
    one.click(NEXT)
    two.fill("[name=witness_number]", "12ab")
    two.click(NEXT)
    expect(two.locator(".alert-danger")).to_be_visible()
    assert two.input_value("[name=witness_number]") == "12ab"
    two.fill("[name=witness_number]", "777")
    two.click(NEXT)
    expect(two.locator(".alert-success")).to_be_visible()

    press(clerk, draw)  # bound: on to the openings
    expect(one.get_by_role("button", name="公开我的数")).to_be_visible()
    shot(one, "open")
    one.click(NEXT)
    waits(one)
    clerk.goto(draw)
    shot(clerk, "draw-waits")
    clerk.click("text=有见证人未到")
    clerk.wait_for_load_state()
    dice = clerk.url
    type_dice_at(clerk, dice)
    type_dice_at(typist, dice)

    expect(one.locator(".start")).to_be_visible()
    shot(one, "start")
    clerk.goto(draw)
    assert clerk.locator(NEXT).count() == 0  # nobody has pressed
    one.click(".start")
    two.reload()
    shot(two, "late")
    two.click(".start")
    with suppress(AssertionError):
        expect(screen.locator("body")).to_contain_text("王芳", timeout=4000)
    press(clerk, draw)

    expect(one.locator("canvas.signature")).to_be_visible()
    shot(one, "sign")
    one.get_by_role("button", name="签字").click()
    expect(one.locator(".alert-warning:not([data-offline])")).to_be_visible()
    sign(one)
    shot(one, "signed-strokes")
    one.get_by_role("button", name="签字").click()
    expect(one.locator(".alert-success")).to_be_visible()
    shot(one, "done")

    clerk.goto(session)
    expect(clerk.locator("img.signed")).to_have_count(1)
    shot(clerk, "session")
    for name in ("minutes.pdf", "minutes.docx"):
        paper = clerk.request.get(f"{session}{name}")
        assert paper.status == 200
        (SHOTS / name).write_bytes(paper.body())
    number = draw.strip("/").split("/")[-1]
    for name in ("minutes.pdf", "minutes.docx"):
        paper = clerk.request.get(f"/draw/{number}/{name}")
        assert paper.status == 200
        (SHOTS / f"record-{name}").write_bytes(paper.body())
    clerk.goto(session)
    clerk.click("text=关闭摇号会")
    one.reload()
    shot(one, "closed")
    screen.set_viewport_size({"width": 1280, "height": 720})
    shot(screen, "screen")


def type_dice_at(page: Page, address: str) -> None:
    """The throws, typed on the page of the dice."""
    page.goto(address)
    for place in range(0, 39, 5):
        page.fill(f"[name=g{place // 5}]", THROWS[place : place + 5])
    page.click(NEXT)
    page.wait_for_load_state()
