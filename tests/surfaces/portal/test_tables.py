"""The published tables, their filters and their downloads."""

import csv
import hashlib
import io
import json
from datetime import timedelta

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tests.factories.draw import officer
from tests.factories.planning import YEAR, filed_line, plan_item, plan_objects
from tests.factories.publication import publish_now
from tests.factories.registers import make_expert, make_object
from yaohao.stages.publication import operations
from yaohao.stages.publication.rules import YEARLY, Kind
from yaohao.stages.registers.models import Leave, Recusal

ADDRESSES = {
    Kind.ITEMS: "/items/",
    Kind.OFFICERS: "/officers/",
    Kind.EXPERTS: "/experts/",
    Kind.OBJECTS: "/objects/",
    Kind.PLAN: f"/plan/{YEAR}/",
    Kind.RESULTS: f"/results/{YEAR}/",
    Kind.CIRCULARS: f"/circulars/{YEAR}/",
    Kind.PENALTIES: f"/penalties/{YEAR}/",
}


@pytest.mark.parametrize("kind", list(Kind))
def test_nothing_is_shown_before_it_is_published(cast: Cast, stranger: Client, kind: Kind) -> None:
    filed_line(cast.city, title="危化品专项")
    address = ADDRESSES[kind]
    assert "Nothing is published here yet." in stranger.get(address).content.decode()
    year = YEAR if kind in YEARLY else 0
    snapshot = publish_now(cast.clerk, kind, year)
    assert snapshot.digest in stranger.get(address).content.decode()
    operations.withdraw(by=cast.clerk, pk=snapshot.pk, reason="数据有误")
    text = stranger.get(address).content.decode()
    assert "数据有误" in text
    assert snapshot.digest not in text


def test_officers_are_a_name_a_bureau_and_a_certificate(cast: Cast, stranger: Client) -> None:
    cast.officer.username = "account-of-jia"
    cast.officer.save()
    officer(cast.city, "执法甲", user=cast.officer, certificate="晋A001")
    publish_now(cast.clerk, Kind.OFFICERS)
    rows = json.loads(stranger.get("/officers/", {"format": "json"}).content)
    assert rows == [{"name": "执法甲", "bureau": cast.city.name, "certificate": "晋A001"}]
    assert "account-of-jia" not in stranger.get("/officers/").content.decode()


def test_of_officers_no_leave_trade_county_or_recusal_leaves(cast: Cast, stranger: Client) -> None:
    row = officer(cast.city, "执法甲", trades=["化工"], region="140702", section=cast.mines)
    firm = make_object(cast.city)
    today = timezone.localdate()
    Leave.objects.create(officer=row, first=today, last=today, reason="产假", by=cast.clerk)
    Recusal.objects.create(officer=row, object=firm, reason="配偶任职", declared_on=today)
    publish_now(cast.clerk, Kind.OFFICERS)
    for query in ({}, {"format": "json"}, {"format": "csv"}):
        text = stranger.get("/officers/", query).content.decode()
        assert "执法甲" in text
        for word in ("化工", "140702", cast.mines.name, "产假", "配偶任职", firm.name):
            assert word not in text


def test_experts_are_a_name_a_title_and_trades(cast: Cast, stranger: Client) -> None:
    make_expert(
        cast.city, name="专家甲", code="Z-1", title="教授级高工", trades=["化工", "电气"],
        employer="太行化工设计院", phone="13900000000", region="140702",
    )  # fmt: skip
    make_expert(cast.city, name="专家乙", valid_to=timezone.localdate() - timedelta(days=1))
    publish_now(cast.clerk, Kind.EXPERTS)
    rows = json.loads(stranger.get("/experts/", {"format": "json"}).content)
    assert rows == [
        {"code": "Z-1", "name": "专家甲", "title": "教授级高工", "trades": "化工、电气",
         "bureau": cast.city.name},
    ]  # fmt: skip
    for query in ({}, {"format": "csv"}):
        text = stranger.get("/experts/", query).content.decode()
        for word in ("13900000000", "太行化工设计院", "140702"):
            assert word not in text


def test_objects_carry_no_contact(cast: Cast, stranger: Client) -> None:
    plan_objects(cast.city, 1, phone="13800000000", contact="张三", address="迎宾街1号")
    publish_now(cast.clerk, Kind.OBJECTS)
    for query in ({}, {"format": "json"}, {"format": "csv"}):
        text = stranger.get("/objects/", query).content.decode()
        for word in ("13800000000", "张三", "迎宾街1号"):
            assert word not in text


def test_the_json_has_the_digest_that_stands_in_the_log(cast: Cast, stranger: Client) -> None:
    plan_objects(cast.city, 2)
    snapshot = publish_now(cast.clerk, Kind.OBJECTS)
    content = stranger.get("/objects/", {"format": "json"}).content
    entry = stranger.get(f"/log/{snapshot.entry}/").content.decode()
    assert f"digest {hashlib.sha256(content).hexdigest()}\n" in entry


def test_exactly_what_the_filter_shows_is_downloaded(cast: Cast, stranger: Client) -> None:
    plan_objects(cast.city, 2, name="煤矿", field="NCM")
    plan_objects(cast.city, 3, name="化工厂", field="HC")
    publish_now(cast.clerk, Kind.OBJECTS)
    wanted = {"field": "危险化学品", "q": "化工"}
    assert "3 rows" in stranger.get("/objects/", wanted).content.decode()
    response = stranger.get("/objects/", wanted | {"format": "csv"})
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row["Name"] for row in rows] == ["化工厂"] * 3
    response = stranger.get("/objects/", wanted | {"format": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[0]
    assert sheet.max_row == 4


def test_a_long_register_is_paged(cast: Cast, stranger: Client) -> None:
    plan_objects(cast.city, 120)
    publish_now(cast.clerk, Kind.OBJECTS)
    text = stranger.get("/objects/", {"page": "3"}).content.decode()
    assert "Page 3 of 3" in text
    assert text.count("<tr>") == 1 + 20


def test_each_bureau_has_its_own_tables(cast: Cast, stranger: Client) -> None:
    plan_item(cast.city, name="市级事项")
    plan_item(cast.next_county, name="县级事项")
    publish_now(cast.clerk, Kind.ITEMS)
    publish_now(cast.stranger, Kind.ITEMS)
    city = stranger.get("/items/").content.decode()
    assert "市级事项" in city
    assert "县级事项" not in city
    assert "县级事项" in stranger.get("/items/", {"bureau": "140703"}).content.decode()
    assert stranger.get("/items/", {"bureau": "140799"}).status_code == 404


def test_the_plan_leads_to_its_newest_year(cast: Cast, stranger: Client) -> None:
    filed_line(cast.city, title="危化品专项")
    publish_now(cast.clerk, Kind.PLAN, YEAR)
    response = stranger.get("/plan/")
    assert response.headers["Location"] == f"/plan/{YEAR}/"
    assert "危化品专项" in stranger.get(response.headers["Location"]).content.decode()
    assert "Nothing is published here yet." in stranger.get("/plan/2017/").content.decode()


def test_an_unknown_format_is_not_found(cast: Cast, stranger: Client) -> None:
    publish_now(cast.clerk, Kind.ITEMS)
    assert stranger.get("/items/", {"format": "exe"}).status_code == 404
