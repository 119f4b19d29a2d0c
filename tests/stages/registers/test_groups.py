"""Unit groups of a bureau: named, renamed, ended, used by objects, filters and plan lines."""

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.factories.registers import credit_code, csv_sheet, make_object
from tests.stages.registers.browsers import browser, page
from yaohao.stages.registers import operations, queries
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import InspectionObject, UnitGroup
from yaohao.stages.registers.queries.runs import packed_plan
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.pool_filter import PoolFilter

HEADER = ["企业名称", "统一社会信用代码", "地址", "单位类别", "监管层级", "是否重点", "法定代表人",
          "经度", "纬度", "坐标系", "定位精度"]  # fmt: skip


def row(serial: int, *more: str) -> list[str]:
    return [f"榆次{serial}厂", credit_code(serial), "榆次区迎宾街1号", *more]


def imported(cast: Cast, *rows: list[str]) -> list[str]:
    """Import the right rows; the reasons of the wrong ones."""
    run = operations.check_sheet(
        by=cast.clerk, kind=Kind.OBJECTS, filename="x.csv", content=csv_sheet(HEADER, rows)
    )
    wrong = [f"{one['reason']} {one['repair']}" for one in packed_plan(run).mistakes]
    if not wrong:
        operations.confirm_import(by=cast.clerk, pk=run.pk)
    return wrong


def test_a_group_is_named_renamed_ended_and_used_again(cast: Cast) -> None:
    group = operations.add_group(by=cast.clerk, name=" 宾馆 饭店 ", basis="市安委〔2026〕1号")
    assert (group.code, group.name) == ("G01", "宾馆 饭店")
    assert operations.add_group(by=cast.clerk, name="商场", code="MALL").code == "MALL"
    assert operations.rename_group(by=cast.clerk, pk=group.pk, name="宾馆").name == "宾馆"
    assert operations.end_group(by=cast.clerk, pk=group.pk).ended_on
    assert operations.resume_group(by=cast.clerk, pk=group.pk).ended_on is None


def test_what_a_group_may_not_be(cast: Cast) -> None:
    group = operations.add_group(by=cast.clerk, name="宾馆")
    for name, code in (("宾馆", ""), ("商场", "G01"), (" ", ""), ("G01", ""), ("x", "a-b")):
        with pytest.raises(RegisterError):
            operations.add_group(by=cast.clerk, name=name, code=code)
    with pytest.raises(UnitGroup.DoesNotExist):
        operations.end_group(by=cast.stranger, pk=group.pk)
    with pytest.raises(RegisterError):
        operations.resume_group(by=cast.clerk, pk=group.pk)
    assert operations.add_group(by=cast.stranger, name="宾馆").code == "G01"  # another bureau's own


def test_a_sheet_brings_every_new_attribute_and_reads_it_back_unchanged(cast: Cast) -> None:
    operations.add_group(by=cast.clerk, name="宾馆")
    line = row(1, "宾馆", "乡镇级", "是", "李四", "E112°44′10″", "37.6872", "高德", "30")
    assert imported(cast, line) == []
    found = InspectionObject.objects.get(name="榆次1厂")
    assert (found.group, found.level, found.focus, found.legal_person) == ("G01", "T", True, "李四")
    assert (str(found.longitude), str(found.latitude)) == ("112.736111", "37.687200")
    assert (found.datum, found.accuracy) == ("GCJ02", 30)
    client = browser(cast.clerk)
    response = client.get(reverse("registers:objects-export"), {"format": "csv"})
    content = b"".join(response) if response.streaming else response.content
    run = operations.check_sheet(
        by=cast.clerk, kind=Kind.OBJECTS, filename="x.csv", content=content
    )
    assert (run.counts["unchanged"], run.counts["changed"], run.counts["wrong"]) == (1, 0, 0)


def test_the_own_level_said_in_full_is_the_own_level(cast: Cast) -> None:
    assert imported(cast, row(1, "", "市级", "", "", "", "", "", "")) == []
    assert InspectionObject.objects.get().level == ""


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (("无此类", "", "", "", "", "", "", ""), "is no unit group"),
        (("", "", "", "", "37.6", "112.7", "WGS84", ""), "probably exchanged"),
        (("", "", "", "", "112.7", "37.6", "", ""), "Say what they refer to"),
        (("", "", "", "", "112.7", "", "WGS84", ""), "the other coordinate"),
        (("", "", "", "", "2.35", "48.85", "WGS84", ""), "outside of China"),
        (("", "国家", "", "", "", "", "", ""), ""),
    ],
)
def test_what_cannot_be_is_refused_with_the_repair(
    cast: Cast, cells: tuple[str, ...], said: str
) -> None:
    wrong = imported(cast, row(1, *cells))
    assert len(wrong) == 1
    assert said in wrong[0]
    assert not InspectionObject.objects.exists()


def test_the_list_is_filtered_by_group_focus_level_and_blacklist(cast: Cast) -> None:
    operations.add_group(by=cast.clerk, name="宾馆")
    make_object(cast.city, name="甲店", group="G01")
    make_object(cast.city, name="乙厂", focus=True)
    make_object(cast.city, name="丙矿", level="T")
    make_object(cast.city, name="丁库", blacklist="2")
    client = browser(cast.clerk)
    for query, name in (
        ({"group": "G01"}, "甲店"), ({"focus": "yes"}, "乙厂"), ({"level": "T"}, "丙矿"),
        ({"listed": "any"}, "丁库"),
    ):  # fmt: skip
        text = page(client, "objects", **query)
        assert [one for one in ("甲店", "乙厂", "丙矿", "丁库") if one in text] == [name]
    assert "丙矿" not in page(client, "objects", level="own")


def test_the_form_offers_groups_in_use_and_keeps_one_that_ended(cast: Cast) -> None:
    used = operations.add_group(by=cast.clerk, name="宾馆")
    operations.add_group(by=cast.clerk, name="商场")
    thing = make_object(cast.city, group=used.code)
    operations.end_group(by=cast.clerk, pk=used.pk)
    text = page(browser(cast.clerk), "object-edit", thing.pk)
    assert "宾馆" in text
    assert "商场" in text
    assert "宾馆" not in page(browser(cast.clerk), "object-add")
    both = {"group": "G01", "phone": "1"}
    operations.edit_object(by=cast.clerk, pk=thing.pk, revision=1, values=both)
    with pytest.raises(RegisterError):
        operations.add_object(
            by=cast.clerk, values={"name": "新店", "address": "榆次区", "group": "宾馆"}
        )


def test_the_statement_names_the_group_as_it_is_called_now(cast: Cast) -> None:
    group = operations.add_group(by=cast.clerk, name="宾馆")
    wanted = PoolFilter(groups=(group.code,))
    assert queries.filter_statement(cast.city, wanted) == "单位类别为宾馆"
    operations.rename_group(by=cast.clerk, pk=group.pk, name="住宿业")
    assert queries.filter_statement(cast.city, wanted) == "单位类别为住宿业"
    assert queries.filter_statement(cast.city, wanted, "en") == "unit group 住宿业"


def test_the_page_adds_renames_and_ends(cast: Cast) -> None:
    client = browser(cast.clerk)
    assert client.post(reverse("registers:group-add"), {"name": "宾馆"}).status_code == 302
    group = UnitGroup.objects.get()
    make_object(cast.city, group=group.code)
    client.post(reverse("registers:group-rename", args=[group.pk]), {"name": "住宿业"})
    client.post(reverse("registers:group-end", args=[group.pk]))
    text = page(client, "groups")
    assert "住宿业" in text
    assert "ended on" in text
    refused = client.post(reverse("registers:group-add"), {"name": "住宿业"})
    assert refused.status_code == 422
    assert "of this name already" in refused.content.decode()
    assert browser(cast.officer).post(reverse("registers:group-add"), {}).status_code == 403
    end = reverse("registers:group-end", args=[group.pk])
    assert browser(cast.stranger).post(end).status_code == 404
