"""Lists by keyboard, into WPS, on paper; and two clerks at one row."""

import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser
CLIPBOARD = """navigator.clipboard.read().then(async ([item]) => ({
    html: await (await item.getType("text/html")).text(),
    text: await (await item.getType("text/plain")).text(),
}))"""


def focused(page: Page) -> Any:
    """What the element with the focus says."""
    return page.evaluate("document.activeElement.textContent.trim()")


def test_a_list_by_keyboard(visit: Visitor, tmp_path: Path) -> None:
    page = visit("city-clerk")
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.goto("/registers/objects/")
    page.keyboard.press("/")
    page.keyboard.insert_text("加油")  # as an input method does it: without a key
    page.wait_for_url("**q=*")
    page.locator("#list .sentence", has_text="加油").wait_for()
    page.locator("#list .sentence [role=status]").click()
    page.keyboard.press("j")
    first = focused(page)
    page.keyboard.press("j")
    second = focused(page)
    assert "加油" in first
    assert first != second
    page.keyboard.press("k")
    assert focused(page) == first
    with page.expect_download() as download:
        page.keyboard.press("e")
    download.value.save_as(tmp_path / "list.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx").worksheets[0]
    assert sheet["A2"].value == first
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")
    page.keyboard.press("?")
    page.locator("#shortcuts[open]").wait_for()
    page.keyboard.press("Escape")
    page.locator("#shortcuts[open]").wait_for(state="hidden")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/registers/objects/\d+/$"))
    assert faults == []


def test_a_table_is_copied_with_borders_and_codes_as_text(visit: Visitor) -> None:
    page = visit("city-clerk")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/registers/objects/?col=name&col=object_id&per=50")
    page.keyboard.press("c")
    page.locator("[data-copy-table]", has_text="✓").wait_for()
    copied = page.evaluate(CLIPBOARD)
    lines = copied["text"].splitlines()
    assert len(lines) == 51
    assert all(len(line.split("\t")) == 2 for line in lines)
    assert copied["html"].count("<td") == 100
    assert "border:.5pt solid" in copied["html"]
    assert "mso-number-format" in copied["html"]


def test_a_list_on_paper(visit: Visitor, tmp_path: Path) -> None:
    page = visit("city-clerk")
    page.goto("/registers/objects/?per=200")
    page.pdf(path=tmp_path / "list.pdf", prefer_css_page_size=True)
    sheets = PdfReader(tmp_path / "list.pdf").pages
    width, height = sheets[0].mediabox.width, sheets[0].mediabox.height
    assert width > height  # A4 across
    assert len(sheets) > 1
    texts = ["".join(sheet.extract_text().split()) for sheet in sheets]
    assert "打印时间" in texts[0]
    assert all("对象编号" in text for text in texts)


def test_two_clerks_at_one_row(visit: Visitor) -> None:
    first, second = visit("city-clerk"), visit("city-clerk")
    first.goto("/registers/objects/")
    address = first.get_attribute("table.rows tbody tr:nth-child(5) a", "href")
    for page in (first, second):
        page.goto(f"{address}edit/")
    first.fill("[name=contact]", "王甲")
    first.fill("[name=phone]", "0354-1111111")
    first.click("form.row-form .btn-primary")
    first.wait_for_url(f"**{address}")
    second.fill("[name=contact]", "李乙")
    second.click("form.row-form .btn-primary")
    second.locator("form.versions").wait_for()
    second.set_viewport_size({"width": 360, "height": 800})
    assert second.evaluate("document.documentElement.scrollWidth") <= 360
    second.check("[name=take-contact][value=mine]")
    second.click("form.versions .btn-primary")
    second.wait_for_url(f"**{address}")
    facts = second.inner_text(".facts")
    assert "李乙" in facts
    assert "0354-1111111" in facts
