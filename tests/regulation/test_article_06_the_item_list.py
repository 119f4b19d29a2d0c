"""第六条: 事项清单逐项明确抽查依据、主体、内容及标准、比例和频次，并向社会公布。

Every item names basis, body, content and standard, ratio and frequency, and the list is public.
"""

from datetime import date
from typing import Any

import pytest

from tests.cast import Cast
from tests.factories.publication import publish_now
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
    "ratio": 2000,
    "frequency": "每年一次",
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
