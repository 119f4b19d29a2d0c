"""The tasks of docs/manual/registers.zh-Hans.md, done by a clerk, with the pictures it shows.

The pictures land in build/manual; `docs/manual` has those of the last time that a page changed.
"""

import io
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import Visitor
from tests.factories.registers import credit_code

pytestmark = pytest.mark.browser
MANUAL = Path(__file__).resolve().parents[2] / "build" / "manual"
WIDTH, COLOURS = 1280, 256
SHEET = "新增企业.csv"
HEADER = "企业名称,统一社会信用代码,县区,注册地址,行业领域,风险等级,联系人"
UP = "element => element.scrollIntoView({block: 'start', behavior: 'instant'})"
PRIMARY = "main form.row-form .btn-primary"


def keep(page: Page, name: str, height: int = 760, at: str = "") -> None:
    """What the reader sees, in few colours; `at`: what has to be in sight."""
    page.set_viewport_size({"width": WIDTH, "height": height})
    page.evaluate("window.scrollTo(0, 0)")
    if at:
        page.locator(at).first.evaluate(UP)
    page.mouse.move(0, 0)
    shown = Image.open(io.BytesIO(page.screenshot()))
    MANUAL.mkdir(parents=True, exist_ok=True)
    # Rare colours matter: the red of a mistake, the green of a state.
    few = shown.convert("RGB").quantize(
        COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
    )
    few.save(MANUAL / f"registers-{name}.png", optimize=True)


def sheet() -> bytes:
    """Four right rows, one with a wrong credit code, one with a grade that does not exist."""
    right = [
        f"{name},{credit_code(990 + place, '990102')},临水区,云泽市临水区迎宾路{place + 1}号,"
        f"{field},{risk},{person}"
        for place, (name, field, risk, person) in enumerate(
            [
                ("临水宏达铸造有限公司", "粉尘涉爆、有限空间、液氨制冷", "橙", "王建国"),
                ("临水清源气体有限公司", "危险化学品", "黄", "李红梅"),
                ("临水永固建材有限公司", "其他行业领域", "蓝", "赵志强"),
                ("临水福安印刷有限公司", "其他行业领域", "特红", "孙丽"),
            ]
        )
    ]
    wrong = "临水远航机械有限公司,919901020000000000,临水区,云泽市临水区迎宾路9号,其他行业领域,蓝,"
    return "\n".join([HEADER, *right, wrong]).encode("utf-8-sig")


def test_a_sheet_in_three_steps_mended_and_undone(visit: Visitor) -> None:
    page = visit("city-clerk")
    page.goto("/registers/objects/?risk=RED")
    keep(page, "list")
    page.goto("/registers/imports/")
    page.locator(".shelves a").first.click()
    page.wait_for_url("**/registers/objects/import/")
    page.locator("form[data-drop] .btn-primary").wait_for()
    given: FilePayload = {"name": SHEET, "mimeType": "text/csv", "buffer": sheet()}
    # Choosing the file checks it at once; the picture is of the page before.
    keep(page, "import-1")
    page.set_input_files("input[type=file]", files=given)
    if "/import/" in page.url:
        page.click("form[data-drop] .btn-primary")
    page.wait_for_url(re.compile(r"/registers/imports/\d+/$"))
    keep(page, "import-2", height=860)
    cells = page.locator("table.mend input.is-invalid")
    expect(cells).to_have_count(2)
    page.fill("table.mend input[value='特红']", "红")
    page.fill("table.mend input[value='919901020000000000']", credit_code(999, "990102"))
    keep(page, "mend", height=620, at="#mend")
    page.click("form:has(table.mend) > .btn-primary")
    page.wait_for_load_state()
    expect(page.locator(".counts .wrong")).to_have_count(0)
    page.click(".confirm .btn-primary")
    page.locator(".btn-outline-danger").wait_for()
    keep(page, "import-3")
    page.goto("/registers/objects/?q=远航机械")
    expect(page.locator("table.rows tbody")).to_contain_text("临水远航机械有限公司")
    page.go_back()
    page.click(".btn-outline-danger")
    page.wait_for_load_state()
    page.goto("/registers/objects/?q=远航机械")
    expect(page.locator("#list")).not_to_contain_text("临水远航机械有限公司")


def test_an_officer_with_certificate_and_leave(visit: Visitor) -> None:
    page = visit("city-clerk")
    page.goto("/registers/officers/")
    page.click("table.rows tbody tr:nth-child(3) a")
    page.wait_for_url(re.compile(r"/registers/officers/\d+/$"))
    page.click("a[href$='/leave/']")
    page.fill("[name=first]", "2027-03-01")
    page.fill("[name=last]", "2027-03-12")
    page.fill("[name=reason]", "年休假")
    page.click(PRIMARY)
    page.wait_for_url(re.compile(r"/registers/officers/\d+/$"))
    expect(page.locator("main")).to_contain_text("2027-03-12")
    keep(page, "officer", height=900)


def open_edition(page: Page) -> str:
    """Open the edition that is next; its address."""
    page.goto("/registers/editions/")
    page.click(PRIMARY)
    page.wait_for_url(re.compile(r"/registers/editions/\d{4}/$"))
    return page.url


def press(page: Page, address: str, act: str) -> None:
    page.goto(address)
    page.click(f"form[action$='/{act}/'] .btn-primary")
    page.wait_for_load_state()


def test_the_yearly_edition(visit: Visitor) -> None:
    clerk, director = visit("city-clerk"), visit("city-director")
    changed = []
    for place in (1, 2):
        clerk.goto("/registers/objects/?risk=YELLOW")
        link = clerk.locator(f"table.rows tbody tr:nth-child({place}) a").first
        changed.append(link.inner_text())
        link.click()
        clerk.wait_for_url(re.compile(r"/registers/objects/\d+/$"))
        act = "regrade" if place == 1 else "edit"
        clerk.click(f"main a[href$='/{act}/']")
        if place == 1:
            clerk.select_option("[name=grade]", "risk:RED")
            clerk.fill("[name=reason]", "年度风险评估上调")
        else:
            clerk.select_option("[name=risk]", "ORANGE")
        clerk.click(PRIMARY)
        clerk.wait_for_url(re.compile(r"/registers/objects/\d+/$"))
    address = open_edition(clerk)
    for name in changed:  # other journeys on this server may have changed more
        expect(clerk.locator("main table.rows tbody")).to_contain_text(name)
    expect(clerk.locator("#why-not")).to_be_visible()
    keep(clerk, "edition", height=1440)
    clerk.check("#reason-all")
    clerk.fill("[name=reason]", "年度风险评估上调")
    clerk.click("fieldset .btn-primary")
    clerk.wait_for_load_state()
    press(clerk, address, "submit")
    press(director, address, "approve")
    press(clerk, address, "publish")
    expect(clerk.locator("main")).to_contain_text("已公开")


def test_a_listing_by_two_people(visit: Visitor) -> None:
    clerk, director = visit("city-clerk"), visit("city-director")
    clerk.goto("/registers/objects/?q=加油站&risk=BLUE")
    clerk.click("table.rows tbody tr:first-child a")
    clerk.wait_for_url(re.compile(r"/registers/objects/\d+/$"))
    thing = clerk.url
    clerk.click("main a[href$='/list/']")
    clerk.check("[name=grade][value='2']")
    clerk.fill("[name=reason]", "重大事故隐患逾期未整改，拒不执行停产指令")
    clerk.fill("[name=article]", "《工作细则》第十九条")
    clerk.fill("[name=source]", "云应急罚〔2026〕3号")
    clerk.click(PRIMARY)
    clerk.wait_for_url(re.compile(r"/proposals/\d+/$"))
    director.goto("/desk/")
    waiting = urlsplit(clerk.url).path  # sheets of other tests may have left proposals too
    director.locator(f"main a[href='{waiting}']", has_text="审批列入“黑名单”").click()
    director.wait_for_url(re.compile(r"/proposals/\d+/$"))
    keep(director, "listing", height=640)
    director.click("form[action$='/approve/'] .btn-primary")
    director.wait_for_load_state()
    clerk.goto(thing)
    expect(clerk.locator(".facts")).to_contain_text("二级")


def test_the_dossier_of_a_firm_with_a_penalty(visit: Visitor) -> None:
    page = visit("city-clerk")
    page.goto("/followup/cases/")
    firm = re.search(r"\S+有限公司", page.inner_text("main table tbody"))
    assert firm is not None
    page.goto("/desk/dossiers/")
    page.fill("main [name=q]", firm.group())
    page.press("main [name=q]", "Enter")
    page.get_by_role("link", name=firm.group()).first.click()
    page.locator("#cases").wait_for()
    keep(page, "dossier", height=1000, at="#visits")


def test_two_counties_become_one(visit: Visitor) -> None:
    page = visit("city-clerk")
    page.goto("/registers/regions/new/")
    page.check("[name=olds][value='990122']")
    page.fill("[name=new]", "990121")
    page.fill("[name=name]", "青岩县")
    page.fill("[name=on]", "2027-07-01")
    page.fill("[name=document]", "示政函〔2027〕12号")
    page.click("button[value=preview]")
    page.locator("button[value=enter]").wait_for()
    keep(page, "region", height=620)
    page.click("button[value=enter]")
    page.wait_for_url("**/registers/regions/")
    expect(page.locator("main")).to_contain_text("示政函〔2027〕12号")
    page.click("form[action$='/withdraw/'] button")  # before its day it is taken back
    page.wait_for_load_state()
