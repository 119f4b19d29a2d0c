"""The lists: filter, sentence, bounded queries, foreign rows unseen."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
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
    make_object(cast.city, name="丙北山煤业", search="丙北山煤业 bbsmy")
    text = page(browser(cast.clerk), "objects", **asked)
    assert [name for name in "甲乙丙" if f">{name}" in text] == [found]
    assert "1 of 3 entries match" in text


def test_the_sentence_says_the_filter(cast: Cast) -> None:
    make_object(cast.city, risk="RED")
    text = page(browser(cast.clerk), "objects", risk="RED", state="live")
    assert "1 of 1 entries match: Risk grade red；State in the register" in text
    assert "1 of 1 entries, no filter" in page(browser(cast.clerk), "objects")


def test_the_export_carries_the_filter_and_not_the_page(cast: Cast) -> None:
    text = page(browser(cast.clerk), "objects", risk="RED", page="1", sort="name")
    assert "/registers/objects/export/?risk=RED&amp;sort=name&amp;format=xlsx" in text


def test_officers_by_certificate(cast: Cast) -> None:
    today = timezone.localdate()
    make_officer(cast.city, name="有效甲")
    make_officer(cast.city, name="将到期乙", valid_to=today + timedelta(days=3))
    make_officer(cast.city, name="过期丙", valid_to=today - timedelta(days=2))
    make_officer(cast.city, name="离岗丁", active=False)
    make_officer(cast.city, name="未生效戊", valid_from=today + timedelta(days=5))
    client = browser(cast.clerk)
    text = page(client, "officers")
    for said in ("ends soon: 3 days left", "expired 2 days ago", "out of service",
                 "valid in 5 days"):  # fmt: skip
        assert said in text
    for standing, name in [("soon", "将到期乙"), ("expired", "过期丙"), ("left", "离岗丁"),
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


def test_a_value_that_does_not_exist_is_no_error(cast: Cast) -> None:
    page(browser(cast.clerk), "objects", risk="PURPLE", region="x", page="999", sort="nothing")


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
    assert len(listing) <= 9  # one of them for the bell


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
