"""The page of cycles, and its forms."""

from datetime import date

from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.planning import YEAR, draft_line, plan_item
from yaohao.stages.planning.models import Cycle


def test_each_cycle_stands_with_its_lines(clerk: Client, cast: Cast) -> None:
    line = draft_line(cast.city)
    page = clerk.get(reverse("planning:cycles")).content.decode()
    assert line.label in page
    assert f"{YEAR}-12-31" in page
    table = clerk.get(reverse("planning:cycles"), {"export": "csv"}).content.decode("utf-8-sig")
    assert line.item.code in table


def test_a_cycle_is_opened_changed_and_removed(clerk: Client, cast: Cast) -> None:
    item = plan_item(cast.city)
    data = {"item_code": item.code, "name": "三年", "starts": f"{YEAR}-01-01"}
    page = clerk.post(reverse("planning:cycle-open"), data | {"ends": f"{YEAR - 1}-12-31"})
    assert page.status_code == 422
    assert "三年" in page.content.decode()
    clerk.post(reverse("planning:cycle-open"), data | {"ends": f"{YEAR + 2}-12-31"})
    cycle = Cycle.objects.get()
    assert cycle.ends == date(YEAR + 2, 12, 31)
    address = reverse("planning:cycle", args=[cycle.pk])
    clerk.post(address, {"starts": f"{YEAR}-02-01", "ends": f"{YEAR}-12-31"})
    cycle.refresh_from_db()
    assert cycle.starts == date(YEAR, 2, 1)
    clerk.post(reverse("planning:cycle-remove", args=[cycle.pk]))
    assert not Cycle.objects.exists()


def test_a_foreign_cycle_is_not_there(clerk: Client, cast: Cast) -> None:
    draft_line(cast.county)
    address = reverse("planning:cycle", args=[Cycle.objects.get().pk])
    assert clerk.get(address).status_code == 404
