"""Forms: they read what a sheet would read, and say what is wrong at the field."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.registers import credit_code, make_item, make_object, make_officer
from tests.stages.registers.browsers import browser, page
from yaohao.ground.accounts.models import User
from yaohao.stages.registers.models import InspectionObject, Item, Officer, Recusal

OBJECT = {
    "name": "甲公司",
    "credit_code": credit_code(1).lower(),
    "site": "",
    "region": "",
    "address": "晋中市榆次区迎宾街1号",
    "industry": "2614",
    "field": "HC",
    "affiliation": "C",
    "scale": "M",
    "risk": "RED",
    "standardisation": "2",
    "credit": "A",
    "major_hazard": "0",
    "blacklist": "0",
    "contact": "",
    "phone": "",
}


def send(user: User, name: str, /, *args: object, **values: Any) -> Any:
    return browser(user).post(reverse(f"registers:{name}", args=args), values, follow=True)


def test_an_object_is_entered(cast: Cast) -> None:
    response = send(cast.clerk, "object-add", **OBJECT)
    row = InspectionObject.objects.get()
    assert (row.object_id, row.number) == (credit_code(1), "HC-CMR20-140702-00001")
    assert response.redirect_chain[-1][0] == reverse("registers:object", args=[row.pk])


def test_a_wrong_code_is_said_at_the_field_with_the_repair(cast: Cast) -> None:
    wrong = credit_code(1)[:11] + "O" + credit_code(1)[12:]
    text = send(cast.clerk, "object-add", **OBJECT | {"credit_code": wrong}).content.decode()
    assert "at place 12" in text
    assert credit_code(1) in text
    assert not InspectionObject.objects.exists()


def test_an_object_without_code_must_be_said_so(cast: Cast) -> None:
    blank = OBJECT | {"credit_code": ""}
    assert "tick below" in send(cast.clerk, "object-add", **blank).content.decode()
    send(cast.clerk, "object-add", **blank, without_code="on")
    assert InspectionObject.objects.get().object_id == "B140700000001"
    both = send(cast.clerk, "object-add", **OBJECT, without_code="on")
    assert "remove this tick" in both.content.decode()


def test_an_address_outside_is_said_at_the_field(cast: Cast) -> None:
    outside = OBJECT | {"address": "太原市清徐县"}
    assert "清徐县" in send(cast.clerk, "object-add", **outside).content.decode()
    send(cast.clerk, "object-add", **outside | {"region": "140702"})
    assert InspectionObject.objects.get().region == "140702"


def test_the_same_object_twice_is_refused(cast: Cast) -> None:
    send(cast.clerk, "object-add", **OBJECT)
    assert "already" in send(cast.clerk, "object-add", **OBJECT).content.decode()
    assert InspectionObject.objects.count() == 1


def test_an_edit_shows_what_is_stored_and_changes_what_is_sent(cast: Cast) -> None:
    row = make_object(cast.city, name="甲公司", risk="BLUE")
    text = page(browser(cast.clerk), "object-edit", row.pk)
    assert 'value="甲公司"' in text
    assert "credit_code" not in text
    send(cast.clerk, "object-edit", row.pk, **OBJECT, revision="1")
    row.refresh_from_db()
    assert (row.risk, row.revision) == ("RED", 2)


def test_an_object_ends_and_comes_back(cast: Cast) -> None:
    row = make_object(cast.city)
    today = timezone.localdate().isoformat()
    page(browser(cast.clerk), "object-end", row.pk)
    future = send(cast.clerk, "object-end", row.pk, revision="1", reason="CLOSED", on="2199-01-01")
    assert "lies in the future" in future.content.decode()
    send(cast.clerk, "object-end", row.pk, revision="1", reason="CLOSED", on=today)
    row.refresh_from_db()
    assert row.exclusion == "CLOSED"
    twice = send(cast.clerk, "object-end", row.pk, revision="1", reason="MOVED", on=today)
    assert "was changed since" in twice.content.decode()
    send(cast.clerk, "object-resume", row.pk, revision="x")
    send(cast.clerk, "object-resume", row.pk, revision="2")
    row.refresh_from_db()
    assert row.exclusion == ""
    foreign = send(cast.stranger, "object-resume", row.pk, revision="3")
    assert foreign.status_code == 404


def test_an_officer_is_entered_and_changed(cast: Cast) -> None:
    values = {
        "name": "执法甲", "certificate": "sf001", "section": cast.mines.name,
        "valid_from": "2024-01-01", "valid_to": "2099-01-01", "functions": ["HC", "NCM"],
        "active": "on", "account": "officer",
    }  # fmt: skip
    send(cast.clerk, "officer-add", **values)
    officer = Officer.objects.get()
    assert (officer.certificate, officer.user, officer.functions) == (
        "SF001", cast.officer, ["HC", "NCM"],
    )  # fmt: skip
    assert 'value="2099-01-01"' in page(browser(cast.clerk), "officer-edit", officer.pk)
    send(cast.clerk, "officer-edit", officer.pk, **values | {"active": ""}, revision="1")
    officer.refresh_from_db()
    assert not officer.active
    reversed_ = values | {"certificate": "SF002", "valid_to": "2020-01-01", "account": ""}
    assert "before the first day" in send(cast.clerk, "officer-add", **reversed_).content.decode()


def test_a_recusal_is_declared_and_lifted(cast: Cast) -> None:
    officer, row = make_officer(cast.city), make_object(cast.city)
    page(browser(cast.clerk), "recusal-add", officer.pk)
    wrong = send(cast.clerk, "recusal-add", officer.pk, asked="X", reason="亲属")
    assert "No enterprise of the register fits" in wrong.content.decode()
    send(cast.clerk, "recusal-add", officer.pk, asked=row.object_id, reason="亲属")
    recusal = Recusal.objects.get()
    assert send(cast.stranger, "recusal-lift", recusal.pk).status_code == 404
    send(cast.clerk, "recusal-lift", recusal.pk)
    again = send(cast.clerk, "recusal-lift", recusal.pk)
    assert "lifted already" in again.content.decode()


def test_an_item_is_entered_and_its_next_version(cast: Cast) -> None:
    today = timezone.localdate().isoformat()
    values = {
        "code": "aj-1", "name": "检查", "basis": "依据", "object_kind": "企业", "body": "",
        "content": "内容", "method": "ON_SITE", "ratio": "12.5%", "frequency": "每年一次",
        "valid_from": "2026-01-01",
    }  # fmt: skip
    send(cast.clerk, "item-add", **values)
    item = Item.objects.get()
    assert (item.code, item.ratio, item.body) == ("AJ-1", 1250, cast.city.name)
    over = send(cast.clerk, "item-add", **values | {"code": "AJ-2", "ratio": "120%"})
    assert "100" in over.content.decode()
    assert Item.objects.count() == 1
    page(browser(cast.clerk), "item-edit", item.pk)
    changed = values | {"ratio": "20%", "valid_from": today}
    send(cast.clerk, "item-edit", item.pk, **changed, revision="1")
    assert Item.objects.count() == 1  # no change without a reason (article 7)
    send(cast.clerk, "item-edit", item.pk, **changed, revision="1", reason="条例修订")
    assert list(Item.objects.order_by("version").values_list("ratio", flat=True)) == [1250, 2000]


def test_rows_written_directly_are_editable_too(cast: Cast) -> None:
    item = make_item(cast.city)
    assert "5%" in page(browser(cast.clerk), "item-edit", item.pk)
