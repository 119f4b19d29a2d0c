"""The lists: filter, sentence, bounded queries, foreign rows unseen."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.registers import make_item, make_object, make_officer, objects_sheet
from tests.stages.registers.browsers import browser, page
from yaohao.stages.registers.operations import check_sheet, confirm_import
from yaohao.stages.registers.rules.kinds import Kind

ENDED = {"exclusion": "CLOSED", "ended_on": date(2026, 1, 1)}


def test_the_own_bureaus_rows_and_no_others(cast: Cast) -> None:
    make_object(cast.city, name="自己的企业")
    make_object(cast.next_county, name="别局的企业")
    text = page(browser(cast.clerk), "objects")
    assert "自己的企业" in text
    assert "别局的企业" not in text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "煤业"}, "丙"),
        ({"q": "bsmy"}, "丙"),
        ({"q": "ＢＳＭＹ"}, "丙"),
        ({"region": "140728"}, "乙"),
        ({"field": "HC"}, "乙"),
        ({"risk": "RED"}, "乙"),
        ({"credit": "D"}, "乙"),
        ({"state": "CLOSED"}, "甲"),
    ],
)
def test_each_filter_finds_its_row(cast: Cast, asked: dict[str, str], found: str) -> None:
    make_object(cast.city, name="甲公司", **ENDED)
    make_object(cast.city, name="乙公司", region="140728", field="HC", risk="RED", credit="D")
    make_object(cast.city, name="丙北山煤业")
    text = page(browser(cast.clerk), "objects", **asked)
    assert [name for name in "甲乙丙" if f">{name}" in text] == [found]
    assert "1 of 3 entries match" in text


def test_the_sentence_says_the_filter(cast: Cast) -> None:
    make_object(cast.city, risk="RED")
    text = page(browser(cast.clerk), "objects", risk="RED", state="live")
    assert "1 of 1 entries match: Risk grade red；State in the register" in text
    assert "1 of 1 entries, no filter" in page(browser(cast.clerk), "objects")


def links(text: str) -> list[str]:
    """The addresses of the exports that a page offers."""
    return re.findall(r'href="(/registers/objects/export/[^"]+)"', text.replace("&amp;", "&"))


def test_the_exports_carry_the_filter_and_not_the_page(cast: Cast) -> None:
    client = browser(cast.clerk)
    shown, _csv, whole = links(page(client, "objects", risk="RED", page="1", sort="name"))
    assert whole == "/registers/objects/export/?risk=RED&sort=name&format=xlsx"
    assert shown.startswith("/registers/objects/export/?risk=RED&sort=name&col=name&col=number&")


def header(text: str) -> list[str]:
    """The columns of the table of a page."""
    cells = re.findall(r"<th[^>]*scope=.col.[^>]*>(.*?)</th>", text, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in cells]


def test_columns_are_chosen_in_the_address_and_remembered(cast: Cast) -> None:
    make_object(cast.city, contact="张三", phone="13800000000")
    client = browser(cast.clerk)
    chosen = {"col": ["name", "contact", "phone", "nothing", "exclusion"], "risk": "UNRATED"}
    text = client.get(reverse("registers:objects"), chosen).content.decode()
    assert header(text) == ["Name", "State", "Contact", "Phone"]
    assert "张三" in text
    assert '<input type="hidden" name="col" value="contact">' in text  # the filter keeps them
    assert header(page(client, "objects")) == ["Name", "State", "Contact", "Phone"]
    assert len(header(page(browser(cast.other_clerk), "objects"))) == 8


@pytest.mark.parametrize("kind", ["objects", "officers", "items"])
def test_every_column_that_is_offered_can_be_shown(cast: Cast, kind: str) -> None:
    make_object(cast.city)
    make_officer(cast.city, section=cast.mines, user=cast.officer)
    make_item(cast.city, mandatory=True)
    client = browser(cast.clerk)
    text = page(client, kind)
    keys = re.findall(r'type="checkbox" name="col" value="([^"]+)"', text)
    assert len(keys) > 8
    whole = client.get(reverse(f"registers:{kind}"), {"col": keys}).content.decode()
    assert len(header(whole)) == len(keys)


def test_rows_to_a_page(cast: Cast) -> None:
    for _ in range(60):
        make_object(cast.city)
    client = browser(cast.clerk)
    assert "Page 1 of 2" in page(client, "objects")
    assert "Page 1 of" not in page(client, "objects", per="200")
    assert "Page 1 of 2" in page(client, "objects", per="7")


def test_equal_rows_keep_their_places_from_page_to_page(cast: Cast) -> None:
    for _ in range(60):
        make_object(cast.city, risk="RED")
    client = browser(cast.clerk)
    pages = [page(client, "objects", sort="risk", page=number) for number in ("1", "2")]
    seen = [name for text in pages for name in re.findall(r"榆次企业\d+", text)]
    assert len(seen) == len(set(seen)) == 60


def test_officers_by_certificate(cast: Cast) -> None:
    today = timezone.localdate()
    make_officer(cast.city, name="有效甲")
    make_officer(cast.city, name="将到期乙", valid_to=today + timedelta(days=3))
    make_officer(cast.city, name="过期丙", valid_to=today - timedelta(days=2))
    make_officer(cast.city, name="离岗丁", active=False)
    make_officer(cast.city, name="未生效戊", valid_from=today + timedelta(days=5))
    client = browser(cast.clerk)
    text = page(client, "officers")
    for said in ("ends very soon: 3 days left", "expired 2 days ago", "out of service",
                 "valid in 5 days"):  # fmt: skip
        assert said in text
    for standing, name in [("ending", "将到期乙"), ("expired", "过期丙"), ("left", "离岗丁"),
                           ("not-yet", "未生效戊")]:  # fmt: skip
        shown = page(client, "officers", standing=standing)
        assert "1 of 5 entries match" in shown
        assert name in shown
    assert "2 of 5 entries match" in page(client, "officers", standing="valid")


def test_items_show_their_latest_version_unless_all_are_asked_for(cast: Cast) -> None:
    make_item(cast.city, code="AJ-1", version=1, valid_to=date(2020, 1, 1), name="旧版")
    make_item(cast.city, code="AJ-1", version=2, valid_from=date(2020, 1, 2), name="新版")
    client = browser(cast.clerk)
    assert "旧版" not in page(client, "items")
    assert "旧版" in page(client, "items", versions="all")
    assert "新版" in page(client, "items", versions="force")
    assert "新版" in page(client, "items", q="新版")


def test_only_the_clerk_sees_the_buttons(cast: Cast) -> None:
    assert "/registers/objects/add/" in page(browser(cast.clerk), "objects")
    for reader in (cast.director, cast.head, cast.officer, cast.auditor):
        assert "/registers/objects/add/" not in page(browser(reader), "objects")


UNKNOWN = "This list has no such value"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"region": "140702"}, UNKNOWN),  # a county, but another bureau's
        ({"region": "x"}, UNKNOWN),
        ({"risk": "PURPLE"}, UNKNOWN),
        ({"risk": "RED\0"}, UNKNOWN),
        ({"q": "煤\0矿"}, "holds a character that is no text"),
        ({"q": "煤" * 10_000}, "longer than 100 characters"),
        ({"q": "（）"}, "Type letters or digits"),
        ({"region": "榆" * 10_000}, UNKNOWN),
    ],
)
def test_a_value_that_cannot_be_is_said_and_no_row_is_shown(
    cast: Cast, asked: dict[str, str], said: str
) -> None:
    make_object(cast.next_county, name="本局的企业", region="140703")
    make_object(cast.city, name="别局的企业", region="140702")
    text = page(browser(cast.stranger), "objects", **asked)
    assert said in text
    assert "No entry is shown" in text
    assert "企业</a>" not in text
    response = browser(cast.stranger).get(reverse("registers:objects-export"), asked)
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("registers:objects"))


def test_unknown_order_page_and_columns_are_the_usual_ones(cast: Cast) -> None:
    make_object(cast.city)
    for strange in ("nothing", "\0", "-" * 9000):
        text = page(browser(cast.clerk), "objects", page=strange, sort=strange, col=strange)
        assert "1 of 1 entries, no filter" in text


def test_fifteen_hundred_rows_enter_and_are_listed_with_few_queries(cast: Cast) -> None:
    content = objects_sheet(1500)
    run = check_sheet(by=cast.clerk, kind=Kind.OBJECTS, filename="名录.csv", content=content)
    with CaptureQueriesContext(
        connection,
    ) as confirming:
        confirm_import(by=cast.clerk, pk=run.pk)
    # In batches, not by rows.
    assert len(confirming) < 80
    client = browser(cast.clerk)
    page(client, "objects")
    with CaptureQueriesContext(connection) as listing:
        text = page(client, "objects", q="机械")
    assert "1,500 of 1,500 entries match" in text
    # One of them for the bell, one to sample how many match, one now and then for the regions.
    assert len(listing) <= 11


def test_a_page_of_officers_asks_no_more_for_more_rows(cast: Cast) -> None:
    client = browser(cast.clerk)
    counts = []
    for _ in range(2):
        for _ in range(10):
            make_officer(cast.city, section=cast.mines)
        page(client, "officers")
        with CaptureQueriesContext(connection) as listing:
            page(client, "officers")
        counts.append(len(listing))
    assert counts[0] == counts[1]
