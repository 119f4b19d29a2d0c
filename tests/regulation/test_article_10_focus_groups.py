"""Article 10: the register of objects puts five groups first, and is public."""

from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone

from tests.cast import Cast
from tests.factories.registers import credit_code, make_object
from yaohao.stages.registers import queries
from yaohao.stages.registers.columns.cells import closed_list
from yaohao.stages.registers.errors import RowRefusedError
from yaohao.stages.registers.operations import (
    add_group,
    add_object,
    approve_listing,
    end_object,
)
from yaohao.stages.registers.queries.roots import lines_now
from yaohao.stages.registers.rooting import daily_root, root_for_freeze
from yaohao.stages.registers.rules.kinds import Exclusion, Field
from yaohao.stages.registers.rules.pool_filter import PoolFilter
from yaohao.stages.registers.rules.root_lines import Nature

GROUPS = [
    ("非煤矿山", "NCM"),
    ("危险化学品（含易制毒）", "HC"),
    ("烟花爆竹", "FW"),
    ("粉尘涉爆、有限空间、液氨制冷", "DCA"),
    ("职业病危害", "OD"),
    ("危险化学品重大危险源", "MH"),
    ("黑名单", "BL"),
]


@pytest.mark.parametrize(("word", "code"), GROUPS)
def test_every_group_of_the_article_has_its_field_and_its_pool(
    cast: Cast, word: str, code: str
) -> None:
    assert closed_list(Field)(word) == code
    make_object(cast.city)
    inside = make_object(cast.city, field=code)
    assert list(queries.pool(cast.city, PoolFilter(fields=(code,)))) == [inside]


@pytest.mark.parametrize(("field", "grade"), [("MH", "major_hazard"), ("BL", "blacklist")])
def test_hazard_sources_and_the_blacklist_come_with_their_grade(
    cast: Cast, field: str, grade: str
) -> None:
    values = {"name": "甲公司", "credit_code": credit_code(1), "address": "榆次区", "field": field}
    with pytest.raises(RowRefusedError):
        add_object(by=cast.clerk, values=values)
    row = add_object(by=cast.clerk, values={**values, grade: "1"})
    if grade == "blacklist":  # which one person alone gives nobody (article 19)
        approve_listing(by=cast.director, pk=row.listings.get().pk)
        row.refresh_from_db()
    assert getattr(row, grade) == "1"


def test_the_register_is_public_but_for_contacts(cast: Cast) -> None:
    row = make_object(cast.city, contact="张三", phone="13800000000")
    shown = queries.public_rows("objects", cast.city)
    assert shown[0]["name"] == row.name
    assert "张三" not in str(shown)
    assert "13800000000" not in str(shown)


def test_nobody_leaves_the_register_unseen(cast: Cast) -> None:
    make_object(cast.city, risk="RED")
    friend = make_object(cast.city, risk="RED")
    daily_root()
    end_object(
        by=cast.clerk, pk=friend.pk, revision=1, reason=Exclusion.MOVED, on=timezone.localdate()
    )
    (row,) = queries.alterations_before_freeze(cast.city, PoolFilter(risks=("RED",))).rows
    assert (row.object_id, row.nature) == (friend.object_id, Nature.ENDED)
    assert row.deeds[0].by == cast.clerk.full_name
    with transaction.atomic():
        named = root_for_freeze(by=cast.clerk, bureau=cast.city)
    lines = lines_now()
    assert lines.root().hex() == named
    assert lines.reasons() == {"-": 1, "MOVED": 1}


def test_a_focus_enterprise_is_marked_and_a_task_can_be_directed_at_them(cast: Cast) -> None:
    values = {"name": "甲公司", "credit_code": credit_code(1), "address": "榆次区"}
    marked = add_object(by=cast.clerk, values={**values, "focus": True})
    add_object(by=cast.clerk, values={**values, "name": "乙公司", "credit_code": credit_code(2)})
    wanted = PoolFilter(focus=("1",))
    assert list(queries.pool(cast.city, wanted)) == [marked]
    assert wanted.statement("zh") == "企业类型为重点企业"


def test_a_bureau_of_another_field_names_groups_of_its_own(cast: Cast) -> None:
    hotels = add_group(by=cast.clerk, name="宾馆饭店", basis="《旅馆业治安管理办法》")
    values = {"name": "某宾馆", "credit_code": credit_code(1), "address": "榆次区"}
    inn = add_object(by=cast.clerk, values={**values, "group": "宾馆饭店"})
    add_object(by=cast.clerk, values={**values, "name": "某厂", "credit_code": credit_code(2)})
    wanted = PoolFilter(groups=(hotels.code,))
    assert list(queries.pool(cast.city, wanted)) == [inn]
    assert queries.filter_statement(cast.city, wanted) == "单位类别为宾馆饭店"


def test_where_an_object_lies_is_kept_as_it_was_given_and_says_in_which_datum(cast: Cast) -> None:
    values = {
        "name": "甲公司", "credit_code": credit_code(1), "address": "榆次区",
        "longitude": Decimal("112.7361"), "latitude": Decimal("37.6872"),
    }  # fmt: skip
    with pytest.raises(RowRefusedError, match="请注明坐标系"):
        add_object(by=cast.clerk, values=values)
    row = add_object(by=cast.clerk, values={**values, "datum": "GCJ02", "accuracy": 20})
    assert (str(row.longitude), str(row.latitude)) == ("112.7361", "37.6872")
    exchanged = {**values, "longitude": values["latitude"], "latitude": values["longitude"]}
    with pytest.raises(RowRefusedError):
        add_object(by=cast.clerk, values={**exchanged, "datum": "GCJ02"})


def test_the_sites_of_one_firm_are_objects_that_know_each_other(cast: Cast) -> None:
    values = {"name": "甲矿业", "credit_code": credit_code(1), "address": "榆次区"}
    head = add_object(by=cast.clerk, values=values)
    pond = add_object(by=cast.clerk, values={**values, "site": "001", "name": "甲矿业尾矿库"})
    assert list(queries.sites_of(head)) == [pond]
    assert list(queries.sites_of(pond)) == [head]
