"""Laws that are amended or end, on the desk: the list of bases, its acts, and what items show."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.registers import csv_sheet
from yaohao.ground.audit.queries import of_subject
from yaohao.stages.registers import operations
from yaohao.stages.registers.errors import RegisterError, StaleError
from yaohao.stages.registers.models import Item, LegalBasis
from yaohao.stages.registers.queries.bases import flags, flags_of, versions_on
from yaohao.stages.registers.queries.item_log import item_log
from yaohao.stages.registers.rules.bases import Flag
from yaohao.stages.registers.rules.kinds import Kind

TODAY = timezone.localdate()
SINCE = TODAY - timedelta(days=100)
ITEM: dict[str, Any] = {
    "code": "AJ-01",
    "name": "危险化学品经营检查",
    "basis": "《安全生产法》第六十五条、第六十六条；《危险化学品安全管理条例》第七条第二款",
    "object_kind": "经营单位",
    "content": "许可证；应急预案",
    "ratio": 2000,
    "frequency": "每年一次",
    "valid_from": SINCE,
}


def entered(cast: Cast, **values: Any) -> Item:
    return operations.add_item(by=cast.clerk, values={**ITEM, **values})


def basis(article: str, law: str = "安全生产法") -> LegalBasis:
    return LegalBasis.objects.get(law=law, article=article)


def amended(cast: Cast, article: str, on: date = TODAY, **more: Any) -> list[LegalBasis]:
    row = basis(article)
    return operations.amend_basis(
        by=cast.clerk, pk=row.pk, revision=row.revision, on=on, note="主席令第88号", **more
    )


def ended(cast: Cast, article: str, on: date, **more: Any) -> list[LegalBasis]:
    row = basis(article)
    return operations.end_basis(
        by=cast.clerk, pk=row.pk, revision=row.revision, on=on, note="废止", **more
    )


def test_form_and_sheet_make_the_same_rows(cast: Cast) -> None:
    item = entered(cast)
    names = {str(row) for row in item.bases.all()}
    assert names == {
        "《安全生产法》第六十五条",
        "《安全生产法》第六十六条",
        "《危险化学品安全管理条例》第七条第二款",
    }
    sheet = csv_sheet(
        ["事项编码", "抽查事项", "抽查依据", "抽查对象", "抽查内容", "抽查比例", "抽查频次"],
        [["AJ-02", "矿山", "《中华人民共和国安全生产法》第65条", "矿山", "通风", "5%", "每年一次"],
         ["AJ-03", "其他检查", "按职责分工", "企业", "制度", "5%", "每年一次"]],
    )  # fmt: skip
    run = operations.check_sheet(by=cast.clerk, kind=Kind.ITEMS, filename="清单.csv", content=sheet)
    operations.confirm_import(by=cast.clerk, pk=run.pk)
    assert list(Item.objects.get(code="AJ-02").bases.all()) == [basis("第六十五条")]
    assert not Item.objects.get(code="AJ-03").bases.exists()
    assert LegalBasis.objects.count() == 3


def test_an_amended_article_marks_its_items_from_that_day_on(cast: Cast) -> None:
    item = entered(cast)
    amended(cast, "第六十五条", on=TODAY + timedelta(days=3))
    assert flags(item, TODAY + timedelta(days=2)) == []
    (one,) = flags_of([item], TODAY + timedelta(days=3))[item.pk]
    assert (one.flag, one.basis, one.day) == (
        Flag.AMENDED, basis("第六十五条"), TODAY + timedelta(days=3),
    )  # fmt: skip


def test_a_whole_law_takes_all_its_articles_along(cast: Cast) -> None:
    entered(cast)
    rows = amended(cast, "第六十五条", whole_law=True)
    assert {row.article for row in rows} == {"第六十五条", "第六十六条"}
    other = basis("第七条第二款", "危险化学品安全管理条例")
    assert other.amended_on is None
    (entry,) = of_subject(basis("第六十五条").subject)
    assert (entry.action, entry.article) == ("registers.basis.amend", "7")
    assert "第六十六条" in entry.detail


def test_what_ended_before_keeps_its_day(cast: Cast) -> None:
    entered(cast)
    earlier = TODAY - timedelta(days=30)
    ended(cast, "第六十六条", earlier)
    ended(cast, "第六十五条", TODAY, whole_law=True)
    assert basis("第六十六条").valid_to == earlier


def test_a_later_version_that_was_compared_takes_the_mark_off(cast: Cast) -> None:
    item = entered(cast)
    amended(cast, "第六十五条")
    confirmed = operations.confirm_item(
        by=cast.clerk, pk=item.pk, revision=1, valid_from=TODAY, reason="与修正条文核对无变化"
    )
    assert (confirmed.version, confirmed.basis) == (2, item.basis)
    assert flags(confirmed, TODAY) == []
    assert versions_on(cast.city, ["AJ-01"], TODAY) == {"AJ-01": confirmed}
    item.refresh_from_db()
    assert item.valid_to == TODAY - timedelta(days=1)


def test_an_ended_basis_cannot_be_confirmed_only_replaced(cast: Cast) -> None:
    item = entered(cast)
    ended(cast, "第六十五条", TODAY - timedelta(days=1))
    with pytest.raises(RegisterError):
        operations.confirm_item(
            by=cast.clerk, pk=item.pk, revision=1, valid_from=TODAY, reason="核对"
        )
    new = operations.edit_item(
        by=cast.clerk, pk=item.pk, revision=1,
        values={"basis": "《安全生产法》第六十六条", "reason": "第六十五条废止"},
    )  # fmt: skip
    assert flags(new, TODAY) == []


@pytest.mark.parametrize(
    "values",
    [{"reason": " "}, {"valid_from": SINCE}, {"revision": 9}],
    ids=["no reason", "not later", "stale"],
)
def test_what_is_no_confirmation(cast: Cast, values: dict[str, Any]) -> None:
    item = entered(cast)
    asked = {"pk": item.pk, "revision": 1, "valid_from": TODAY, "reason": "核对", **values}
    with pytest.raises(RegisterError):
        operations.confirm_item(by=cast.clerk, **asked)
    assert Item.objects.count() == 1


def test_notes_without_words_stale_pages_and_impossible_days_are_refused(cast: Cast) -> None:
    entered(cast)
    row = basis("第六十五条")
    with pytest.raises(RegisterError):
        operations.amend_basis(by=cast.clerk, pk=row.pk, revision=1, on=TODAY, note=" ")
    ended(cast, "第六十五条", TODAY)
    with pytest.raises(StaleError):
        operations.amend_basis(by=cast.clerk, pk=row.pk, revision=1, on=TODAY, note="修正")
    with pytest.raises(RegisterError):
        amended(cast, "第六十五条", on=TODAY + timedelta(days=1))
    with pytest.raises(LegalBasis.DoesNotExist):
        operations.end_basis(by=cast.stranger, pk=row.pk, revision=2, on=TODAY, note="废止")


def test_days_noted_wrongly_are_mended(cast: Cast) -> None:
    item = entered(cast)
    ended(cast, "第六十五条", TODAY - timedelta(days=1))
    row = basis("第六十五条")
    days: dict[str, Any] = {"valid_from": None, "valid_to": None, "amended_on": None}
    operations.mend_basis(by=cast.clerk, pk=row.pk, revision=2, **days, note="误登")
    assert flags(Item.objects.get(pk=item.pk), TODAY) == []
    with pytest.raises(RegisterError):
        operations.mend_basis(by=cast.clerk, pk=row.pk, revision=3, **days, note="误登")


def test_the_pages(client: Client, cast: Cast) -> None:
    item = entered(cast)
    client.force_login(cast.clerk)
    row = basis("第六十五条")
    address = reverse("registers:basis-amend", args=[row.pk])
    sent = {"revision": 1, "on": TODAY.isoformat(), "note": "2026年修正"}
    assert client.post(address, {**sent, "on": "?"}).status_code == 422
    assert client.post(address, sent).status_code == 302
    page = client.get(reverse("registers:basis", args=[row.pk])).content.decode()
    assert "2026年修正" in page
    assert item.name in page
    page = client.get(reverse("registers:item", args=[item.pk])).content.decode()
    assert reverse("registers:item-confirm", args=[item.pk]) in page
    shown = client.get(reverse("registers:bases"), {"state": "amended"})
    assert [str(one) for one in shown.context["filter"].qs] == ["《安全生产法》第六十五条"]
    assert (
        client.get(reverse("registers:bases"), {"state": "ended"}).context["filter"].qs.count() == 0
    )
    book = client.get(reverse("registers:bases"), {"export": "csv"}).content.decode("utf-8-sig")
    assert "第六十五条" in book
    assert "AJ-01" in book


def test_the_list_is_filtered_by_what_article_6_names(client: Client, cast: Cast) -> None:
    entered(cast, mandatory=True)
    entered(cast, code="AJ-02", basis="按职责", ratio=500, frequency="每季一次")
    amended(cast, "第六十五条")
    client.force_login(cast.clerk)
    for asked, codes in (
        ({"mandatory": "yes"}, ["AJ-01"]),
        ({"ratio": "500"}, ["AJ-02"]),
        ({"frequency": "每季一次"}, ["AJ-02"]),
        ({"basis": "amended"}, ["AJ-01"]),
        ({"basis": "any"}, ["AJ-01"]),
        ({"basis": "ended"}, []),
        ({"basis": "unnamed"}, ["AJ-02"]),
        ({"mandatory": "no", "ratio": "2000"}, []),
    ):
        page = client.get(reverse("registers:items"), asked)
        assert [row.code for row in page.context["filter"].qs] == codes, asked


def test_the_change_log_tells_what_who_when_and_why(client: Client, cast: Cast) -> None:
    item = entered(cast)
    operations.edit_item(
        by=cast.clerk, pk=item.pk, revision=1,
        values={"frequency": "每季一次", "reason": "条例修订"},
    )  # fmt: skip
    header = [
        "事项编码",
        "抽查事项",
        "抽查依据",
        "抽查对象",
        "抽查内容",
        "抽查比例",
        "抽查频次",
        "调整原因",
    ]
    row = [
        "AJ-01",
        ITEM["name"],
        ITEM["basis"],
        "经营单位",
        "许可证；应急预案",
        "30%",
        "每季一次",
        "上级要求",
    ]
    again = operations.check_sheet(
        by=cast.clerk, kind=Kind.ITEMS, filename="清单.csv", content=csv_sheet(header, [row])
    )
    # The version of today cannot have another of today after it, so the sheet is wrong.
    assert again.counts["wrong"] == 1
    first, second = reversed(item_log(cast.city))
    assert first.new
    assert (second.by, second.reason) == (cast.clerk.full_name, "条例修订")
    assert [tuple(change) for change in second.changes if change.field == "frequency"] == [
        ("frequency", "每年一次", "每季一次")
    ]
    client.force_login(cast.auditor)
    page = client.get(reverse("registers:item-changes")).content.decode()
    assert "条例修订" in page
    assert "每季一次" in page
    assert item_log(cast.next_county) == []


def test_a_sheet_brings_its_reason_into_the_log(cast: Cast) -> None:
    entered(cast)
    header = [
        "事项编码",
        "抽查事项",
        "抽查依据",
        "抽查对象",
        "抽查内容",
        "抽查比例",
        "抽查频次",
        "调整原因",
    ]
    row = [
        "AJ-01",
        ITEM["name"],
        ITEM["basis"],
        "经营单位",
        "许可证；应急预案",
        "30%",
        "每年一次",
        "上级要求",
    ]
    run = operations.check_sheet(
        by=cast.clerk, kind=Kind.ITEMS, filename="清单.csv", content=csv_sheet(header, [row])
    )
    operations.confirm_import(by=cast.clerk, pk=run.pk)
    newest = item_log(cast.city, "AJ-01")[0]
    assert (newest.reason, newest.sheet, newest.undone) == ("上级要求", "清单.csv", False)
    operations.undo_import(by=cast.clerk, pk=run.pk)
    assert item_log(cast.city, "AJ-01")[0].undone
    (left,) = Item.objects.filter(code="AJ-01")
    assert left.bases.count() == 3
