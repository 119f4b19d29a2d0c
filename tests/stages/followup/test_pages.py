"""The pages after an inspection, by their buttons."""

import csv
import io
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.accounts import person
from tests.factories.inspection import drawn, task
from tests.stages.followup.test_orders import found
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.stages.followup.models import Circular, Order, PenaltyCase
from yaohao.stages.inspection.rules import State
from yaohao.stages.registers.models import Officer


def browser(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def post(client: Client, name: str, *args: Any, **values: Any) -> str:
    response = client.post(reverse(f"followup:{name}", args=args), values, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_an_order_from_the_visit_to_its_fulfilment(cast: Cast) -> None:
    made = found(cast)
    problem, client = made.problems.get(), browser(cast.officer)
    late = timezone.localdate() - timedelta(days=1)
    week = timezone.localdate() + timedelta(days=7)
    what, due = f"what-{problem.pk}", f"due-{problem.pk}"
    refused = post(client, "order-add", made.pk, **{what: "补齐记录", due: late.isoformat()})
    assert "before the order itself" in refused
    assert "补齐记录" in refused
    assert "Give the last day" in post(client, "order-add", made.pk, **{what: "补齐记录"})
    assert "Choose at least one problem" in post(client, "order-add", made.pk)
    post(client, "order-add", made.pk, **{what: "补齐记录", due: week.isoformat()})
    order = Order.objects.get()
    assert "Write who received" in post(client, "order-act", order.pk, "issue", received_by="")
    post(client, "order-act", order.pk, "issue", received_by="王厂长")
    team = Officer.objects.filter(user__in=[cast.officer, cast.other_officer])
    item = order.items.get()
    values: dict[str, Any] = {
        "on": timezone.localdate().isoformat(), "officers": [one.pk for one in team],
        "opinion": "已整改", f"item-{item.pk}": "yes",
    }  # fmt: skip
    post(client, "recheck", order.pk, **values)
    order.refresh_from_db()
    assert order.state == "fulfilled"
    response = client.get(reverse("followup:orders"), {"state": "fulfilled", "export": "csv"})
    (row,) = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")))
    assert row["Number"] == order.number


def test_a_recheck_without_an_order_comes_back_with_the_reason(cast: Cast) -> None:
    made = found(cast)
    problem, client = made.problems.get(), browser(cast.officer)
    due = timezone.localdate().isoformat()
    post(client, "order-add", made.pk, **{f"what-{problem.pk}": "整改", f"due-{problem.pk}": due})
    order = Order.objects.get()
    team = Officer.objects.filter(user__in=[cast.officer, cast.other_officer])
    text = post(
        client, "recheck", order.pk, on=due, officers=[one.pk for one in team], opinion="x",
        **{f"item-{order.items.get().pk}": "no"},
    )  # fmt: skip
    assert "does not fit it any more" in text
    post(client, "order-act", order.pk, "drop")
    assert not Order.objects.exists()


def test_a_case_by_its_buttons(cast: Cast) -> None:
    made = found(cast)
    officer, director = browser(cast.officer), browser(cast.director)
    assert "Describe the violation" in post(officer, "case-add", made.pk, basis="x")
    post(officer, "case-add", made.pk, violation="未培训上岗", basis="安全生产法第97条")
    case = PenaltyCase.objects.get()
    post(officer, "case-act", case.pk, "notify")
    post(director, "case-act", case.pk, "decide", kind="fine", penalty="罚款2万元", amount="20000")
    post(officer, "case-act", case.pk, "execute")
    text = post(director, "case-act", case.pk, "close")
    assert "罚款2万元" in text
    case.refresh_from_db()
    assert case.state == "closed"
    assert director.get(reverse("followup:cases"), {"export": "csv"}).status_code == 200


def test_a_circular_from_its_task(cast: Cast, settings: Any) -> None:
    walk = task(cast, settings=settings)
    drawn(walk, State.REPORTED, fail=True)
    clerk, director = browser(cast.clerk), browser(cast.director)
    assert walk.number in clerk.get(reverse("followup:circulars")).content.decode()
    post(clerk, "circular-draft", walk.number)
    circular = Circular.objects.get()
    page = reverse("followup:circular", args=[walk.number])
    fields = ("title", "addressees", "overview", "findings", "common", "demands")
    values = {name: getattr(circular, name) for name in fields} | {"revision": 1}
    clerk.post(page, values | {"demands": "举一反三"})
    post(clerk, "circular-act", walk.number, "submit")
    assert "Say why" in post(director, "circular-act", walk.number, "return", reason="")
    text = post(director, "circular-act", walk.number, "issue")
    assert "举一反三" in text
    circular.refresh_from_db()
    assert circular.number


def test_another_bureau_finds_nothing(cast: Cast) -> None:
    made = found(cast)
    foreign = person(cast.next_county, "foreign-officer", "外县员", Role.OFFICER)
    for name in ("order-add", "case-add"):
        address = reverse(f"followup:{name}", args=[made.pk])
        assert browser(foreign).get(address).status_code == 404
    circular = reverse("followup:circular", args=["990100-2026-999"])
    assert browser(cast.stranger).get(circular).status_code == 404
