"""第六条: 事项清单逐项明确抽查依据、主体、内容及标准、比例和频次，并向社会公布。

Every item names basis, body, content and standard, ratio and frequency, and the list is public.
"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tests.factories.publication import publish_now
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.inspection.checklist import version_in_force
from yaohao.stages.publication.queries import rows
from yaohao.stages.publication.rules import Kind
from yaohao.stages.registers.errors import RowRefusedError
from yaohao.stages.registers.models import Item
from yaohao.stages.registers.operations import add_item

ITEM: dict[str, Any] = {
    "code": "AJ-01",
    "name": "危险化学品经营单位安全检查",
    "basis": "《危险化学品安全管理条例》第七条",
    "body": "市应急管理局",
    "object_kind": "危险化学品经营单位",
    "content": "安全生产责任制落实情况",
    "standard": "责任制文件齐全并经主要负责人签发",
    "questions": ("责任制文件是否齐全", "是否经主要负责人签发"),
    "ratio": 2000,
    "frequency": "每年一次",
    "mandatory": True,
    "valid_from": date(2026, 1, 1),
}


def entered(cast: Cast, **values: Any) -> Item:
    return add_item(by=cast.clerk, values={**ITEM, **values})


@pytest.mark.parametrize("part", ["name", "basis", "object_kind", "content", "frequency"])
def test_an_item_without_one_of_its_parts_is_refused(cast: Cast, part: str) -> None:
    with pytest.raises(RowRefusedError):
        entered(cast, **{part: " "})
    assert not Item.objects.exists()


def test_the_body_is_the_bureau_where_nobody_else_is_named(cast: Cast) -> None:
    unnamed = {name: value for name, value in ITEM.items() if name != "body"}
    assert add_item(by=cast.clerk, values=unnamed).body == cast.city.name


def test_the_public_reads_every_part(cast: Cast) -> None:
    entered(cast)
    (row,) = rows(publish_now(cast.clerk, Kind.ITEMS))
    for part in ("basis", "body", "content", "standard", "frequency"):
        assert row[part] == ITEM[part]
    assert row["ratio"] == "20%"
    assert row["mandatory"] == "是"
    assert row["questions"] == "责任制文件是否齐全\n是否经主要负责人签发"


def test_the_basis_is_kept_article_by_article(cast: Cast) -> None:
    """抽查依据: 每一条法律条文都能被单独查到、跟踪。"""
    item = entered(
        cast,
        basis="《安全生产法》第六十五条、第六十六条；国务院《危险化学品安全管理条例》第七条第二款",
    )
    assert {str(basis) for basis in item.bases.all()} == {
        "《安全生产法》第六十五条",
        "《安全生产法》第六十六条",
        "《危险化学品安全管理条例》第七条第二款",
    }


def test_the_portal_shows_every_item_with_all_it_says(client: Client, cast: Cast) -> None:
    """及时在本局门户网站向社会公布。"""
    entered(cast)
    publish_now(cast.clerk, Kind.ITEMS)
    listed = client.get("/items/").content.decode()
    assert "/items/AJ-01/" in listed
    page = client.get("/items/AJ-01/").content.decode()
    for part in ("name", "basis", "body", "object_kind", "content", "standard", "frequency"):
        assert ITEM[part] in page
    for question in ITEM["questions"]:
        assert question in page
    assert client.get("/items/AJ-99/").status_code == 404


def test_an_item_that_is_not_in_the_list_is_inspected_by_nobody(cast: Cast) -> None:
    """A visit rests on an item in force on its day, or does not begin."""
    item = entered(cast, valid_to=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Refused):
        version_in_force(item, timezone.localdate())
