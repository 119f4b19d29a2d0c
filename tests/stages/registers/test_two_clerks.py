"""Two clerks edit one row: the second sees both versions, and neither's work is lost."""

import html
import re
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.registers import make_item, make_object, make_officer
from tests.stages.registers.browsers import browser
from yaohao.stages.registers.models import Item

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
FIELD = re.compile(r"<fieldset.*?</fieldset>", re.DOTALL)


class Desk:
    """A clerk who has opened a form, and what the browser would send back."""

    def __init__(self, user: Any, name: str, pk: int) -> None:
        self.client: Client = browser(user)
        self.address = reverse(f"registers:{name}", args=[pk])
        response = self.client.get(self.address)
        form = response.context["form"]
        self.values: dict[str, Any] = {"opened": response.context["opened"]}
        for key in form.fields:
            value, widget = form[key].value(), form[key].field.widget
            if widget.__class__.__name__ == "CheckboxInput":
                self.values |= {key: "on"} if value else {}
            elif isinstance(value, list | tuple):
                self.values[key] = list(value)
            else:
                shown = widget.format_value(value)
                self.values[key] = (shown[0] if isinstance(shown, list) else shown) or ""

    def save(self, **typed: Any) -> Any:
        return self.client.post(self.address, self.values | typed)


def again(desk: Desk, response: Any, **choices: str) -> Any:
    """Send the page of two versions back with these choices; the rest as it was proposed."""
    text = response.content.decode()
    sent: dict[str, list[str]] = {}
    for name, value in HIDDEN.findall(text):
        sent.setdefault(name, []).append(html.unescape(value))
    for name, value in re.findall(r'name="(take-[^"]+)" value="([^"]+)" required checked', text):
        sent[name] = [value]
    sent |= {f"take-{name}": [value] for name, value in choices.items()}
    action = re.search(r'<form method="post" action="([^"]+)" class="versions"', text)
    assert action
    return desk.client.post(action[1], sent)


def test_the_second_sees_three_versions_of_each_field(cast: Cast) -> None:
    row = make_object(cast.city, name="甲公司", risk="BLUE", phone="1", contact="张三")
    first = Desk(cast.clerk, "object-edit", row.pk)
    second = Desk(cast.other_clerk, "object-edit", row.pk)
    first.save(risk="RED", phone="0354-1111111")
    response = second.save(risk="YELLOW", contact="李四")
    assert response.status_code == 409
    row.refresh_from_db()
    assert (row.risk, row.contact) == ("RED", "张三")  # nothing of the second is saved yet
    parts = FIELD.findall(response.content.decode())
    shown = {re.search(r"<legend>(.*?)</legend>", part)[1]:  # type: ignore[index]
             re.findall(r'class="text">(.*?)</span>', part) for part in parts}  # fmt: skip
    assert shown == {
        "Risk grade": ["blue", "red", "yellow"],
        "Contact": ["张三", "张三", "李四"],
        "Phone": ["1", "0354-1111111", "1"],
    }
    assert cast.clerk.full_name in response.content.decode()


def test_only_a_real_conflict_must_be_decided(cast: Cast) -> None:
    row = make_object(cast.city, risk="BLUE", phone="1", contact="张三")
    first = Desk(cast.clerk, "object-edit", row.pk)
    second = Desk(cast.other_clerk, "object-edit", row.pk)
    first.save(risk="RED", phone="2")
    asked = second.save(risk="YELLOW", contact="李四")
    unchosen = again(second, asked)
    assert unchosen.status_code == 409
    assert "Both of you changed a field" in unchosen.content.decode()
    row.refresh_from_db()
    assert row.risk == "RED"
    saved = again(second, unchosen, risk="mine")
    assert saved.status_code == 302
    row.refresh_from_db()
    assert (row.risk, row.phone, row.contact, row.revision) == ("YELLOW", "2", "李四", 3)


def test_theirs_can_be_kept_field_by_field(cast: Cast) -> None:
    row = make_object(cast.city, risk="BLUE", contact="张三")
    first = Desk(cast.clerk, "object-edit", row.pk)
    second = Desk(cast.other_clerk, "object-edit", row.pk)
    first.save(risk="RED")
    again(second, second.save(risk="YELLOW", contact="李四"), risk="theirs")
    row.refresh_from_db()
    assert (row.risk, row.contact) == ("RED", "李四")


def test_a_third_change_in_between_is_shown_too(cast: Cast) -> None:
    row = make_object(cast.city, risk="BLUE", phone="1")
    first = Desk(cast.clerk, "object-edit", row.pk)
    second = Desk(cast.other_clerk, "object-edit", row.pk)
    first.save(risk="RED")
    asked = second.save(risk="YELLOW")
    Desk(cast.clerk, "object-edit", row.pk).save(risk="ORANGE", phone="3")
    late = again(second, asked, risk="mine")
    assert late.status_code == 409
    assert "orange" in late.content.decode()
    again(second, late, risk="mine", phone="theirs")
    row.refresh_from_db()
    assert (row.risk, row.phone) == ("YELLOW", "3")


def test_what_was_opened_cannot_be_forged(cast: Cast) -> None:
    row = make_object(cast.city, risk="BLUE")
    first = Desk(cast.clerk, "object-edit", row.pk)
    second = Desk(cast.other_clerk, "object-edit", row.pk)
    first.save(risk="RED")
    second.values["opened"] = "forged"
    response = second.save(risk="YELLOW")
    assert response.status_code == 409
    assert "unknown" in response.content.decode()
    again(second, response, risk="mine")
    row.refresh_from_db()
    assert row.risk == "YELLOW"


def test_officers(cast: Cast) -> None:
    row = make_officer(cast.city, section=cast.mines, functions=["HC"])
    first = Desk(cast.clerk, "officer-edit", row.pk)
    second = Desk(cast.other_clerk, "officer-edit", row.pk)
    first.save(functions=["HC", "NCM"])
    second.values.pop("active")
    asked = second.save(valid_to="2098-12-31")
    assert again(second, asked).status_code == 302
    row.refresh_from_db()
    assert (row.functions, str(row.valid_to), row.active) == (["HC", "NCM"], "2098-12-31", False)


def test_an_item_not_yet_in_force_is_mended_by_both(cast: Cast) -> None:
    start = timezone.localdate() + timedelta(days=30)
    row = make_item(cast.city, valid_from=start)
    first = Desk(cast.clerk, "item-edit", row.pk)
    second = Desk(cast.other_clerk, "item-edit", row.pk)
    assert first.save(ratio="20%", valid_from=start.isoformat(), reason="修法").status_code == 302
    asked = second.save(frequency="两年一次", valid_from=start.isoformat(), reason="改期")
    assert again(second, asked).status_code == 302
    row.refresh_from_db()
    assert (row.ratio, row.frequency, row.version) == (2000, "两年一次", 1)


def test_an_item_in_force_leads_to_its_new_version(cast: Cast) -> None:
    """One day has one version: the second clerk is asked for a later day, and keeps the rest."""
    today = timezone.localdate()
    row = make_item(cast.city, valid_from=today - timedelta(days=400))
    first = Desk(cast.clerk, "item-edit", row.pk)
    second = Desk(cast.other_clerk, "item-edit", row.pk)
    assert first.save(ratio="20%", reason="修法").status_code == 302
    refused = again(second, second.save(frequency="两年一次", reason="改期"))
    assert refused.status_code == 200
    form = refused.context["form"]
    assert list(form.errors) == ["valid_from"]
    sent = {name: form.data.getlist(name) for name in form.data}
    sent["valid_from"] = [(today + timedelta(days=1)).isoformat()]
    latest = Item.objects.get(code=row.code, version=2)
    saved = second.client.post(reverse("registers:item-edit", args=[latest.pk]), sent)
    assert saved.status_code == 302
    latest = Item.objects.get(code=row.code, version=3)
    assert (latest.ratio, latest.frequency) == (2000, "两年一次")


def test_the_same_typed_by_both_leaves_nothing_to_save(cast: Cast) -> None:
    row = make_object(cast.city, risk="BLUE")
    first = Desk(cast.clerk, "object-edit", row.pk)
    second = Desk(cast.other_clerk, "object-edit", row.pk)
    first.save(risk="RED")
    assert "nothing left to save" in second.save(risk="RED").content.decode()
