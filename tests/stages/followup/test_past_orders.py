"""Orders from before this product: looked at again, closed, and never counted as proven."""

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from tests.cast import Cast
from tests.factories.registers import csv_sheet, make_object, make_officer
from tests.stages.followup.test_pages import browser, post
from yaohao.ground.accounts.models import User
from yaohao.ground.audit.queries import first_break
from yaohao.ground.documents.queries import papers
from yaohao.stages.followup import operations
from yaohao.stages.followup.models import Order, PastRecheck
from yaohao.stages.followup.operations import Refused
from yaohao.stages.followup.queries import orders_to_recheck
from yaohao.stages.oversight.queries.figures import cause_part, random_parts
from yaohao.stages.planning.models import Visit
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import Officer, PastOrder
from yaohao.stages.registers.operations import check_sheet, confirm_import, undo_import
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.surfaces.desk.queries.following import past_order_duties

TODAY = timezone.localdate
NUMBER = "（晋应急）责改〔2025〕7号"


def past(cast: Cast, **fields: Any) -> PastOrder:
    usual: dict[str, Any] = {
        "number": NUMBER,
        "date": TODAY() - timedelta(days=40),
        "due": TODAY() - timedelta(days=10),
        "problem": "配电箱未接地",
    }
    return PastOrder.objects.create(
        bureau=cast.city, object=make_object(cast.city), **usual | fields
    )


def team(cast: Cast) -> list[int]:
    users = (cast.officer, cast.other_officer)
    if not Officer.objects.exists():
        for user in users:
            make_officer(cast.city, user=user)
    return list(Officer.objects.values_list("pk", flat=True))


def looked(cast: Cast, order: PastOrder, by: User | None = None, **values: Any) -> PastRecheck:
    fields: dict[str, Any] = {"on": TODAY(), "fulfilled": True, "opinion": "已接地"}
    fields |= values
    fields.setdefault("officers", team(cast))
    return operations.recheck_past(by=by or cast.officer, order=order.pk, **fields)


def test_a_fulfilled_recheck_closes_the_order_and_has_its_paper(cast: Cast) -> None:
    order = past(cast)
    made = looked(cast, order)
    order.refresh_from_db()
    assert order.closed_on == TODAY()
    assert not orders_to_recheck(cast.city).exists()
    paper = papers(order.subject)[0]
    assert paper.number == made.number
    assert paper.data["order"] == NUMBER
    assert Visit.objects.get().kind == "recheck"
    assert first_break() is None


def test_what_is_not_put_right_stays_open(cast: Cast) -> None:
    order, officers = past(cast), team(cast)
    looked(cast, order, officers=officers, fulfilled=False)
    assert list(orders_to_recheck(cast.city)) == [order]
    looked(cast, order, officers=officers)
    assert PastRecheck.objects.count() == 2
    with translation.override("en"), pytest.raises(Refused, match="closed"):
        looked(cast, order, officers=officers)


@pytest.mark.parametrize(
    "values",
    [
        {"on": date(2020, 1, 1)},
        {"on": timezone.localdate() + timedelta(days=1)},
        {"officers": []},
        {"opinion": "  "},
    ],
)
def test_a_recheck_that_lacks_something_is_refused(cast: Cast, values: dict[str, Any]) -> None:
    order = past(cast)
    with pytest.raises(Refused):
        looked(cast, order, **values)
    order.refresh_from_db()
    assert (order.closed_on, PastRecheck.objects.count()) == (None, 0)


def test_the_clerk_and_the_next_county_do_not_recheck(cast: Cast) -> None:
    order, officers = past(cast), team(cast)
    with pytest.raises(Refused):
        looked(cast, order, cast.clerk, officers=officers)
    assert browser(cast.stranger).get(
        reverse("followup:past-order", args=[order.pk])
    ).status_code in (403, 404)


def test_a_sheet_read_again_opens_nothing_that_was_fulfilled(cast: Cast) -> None:
    order = past(cast)
    looked(cast, order)
    PastOrder.objects.update(closed_on=None)  # a blank cell clears it
    assert not orders_to_recheck(cast.city).exists()


def test_the_import_is_not_undone_under_a_recheck(cast: Cast) -> None:
    firm = make_object(cast.city)
    content = csv_sheet(
        ["企业名称", "整改文书编号", "下达日期", "整改期限", "存在问题"],
        [[firm.name, NUMBER, "2025-12-01", "2025-12-20", "配电箱未接地"]],
    )
    run = check_sheet(by=cast.clerk, kind=Kind.ORDERS, filename="整改.csv", content=content)
    confirm_import(by=cast.clerk, pk=run.pk)
    looked(cast, PastOrder.objects.get(), fulfilled=False)
    with pytest.raises(RegisterError):
        undo_import(by=cast.clerk, pk=run.pk)


def test_the_list_shows_them_as_not_proven_and_exports_them(cast: Cast) -> None:
    past(cast)
    client = browser(cast.officer)
    page = client.get(reverse("followup:orders")).content.decode()
    assert NUMBER in page
    assert "not proven" in page
    response = client.get(reverse("followup:orders"), {"origin": "before", "export": "csv"})
    (row,) = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")))
    assert row["State"] == "issued, overdue"
    assert row["Proof"] == "not proven"
    own = client.get(reverse("followup:orders"), {"origin": "own"}).content.decode()
    assert NUMBER not in own


def test_the_page_rechecks_by_its_button(cast: Cast) -> None:
    order, client = past(cast), browser(cast.officer)
    page = client.get(reverse("followup:past-order", args=[order.pk])).content.decode()
    assert "Not proven" in page
    values: dict[str, Any] = {
        "on": TODAY().isoformat(), "officers": team(cast), "fulfilled": "yes", "opinion": "",
    }  # fmt: skip
    assert "Write the opinion" in post(client, "past-recheck", order.pk, **values)
    page = post(client, "past-recheck", order.pk, **values | {"opinion": "已接地"})
    assert "fulfilled" in page
    (paper,) = papers(order.subject)
    file = client.get(reverse("followup:past-paper", args=[order.pk, paper.pk, "docx"]))
    assert file.status_code == 200


def test_the_desk_of_head_and_officer_says_so(cast: Cast) -> None:
    order = past(cast)
    (duty,) = past_order_duties(cast.head)
    assert (duty.due, NUMBER in duty.title) == (order.due, True)
    (line,) = past_order_duties(cast.officer)
    assert line.due == order.due
    assert not list(past_order_duties(cast.clerk))


def test_statistics_never_count_them(cast: Cast) -> None:
    before = (random_parts(cast.director, TODAY().year), cause_part(cast.director, TODAY().year))
    looked(cast, past(cast))
    past(cast, number="2号")
    after = (random_parts(cast.director, TODAY().year), cause_part(cast.director, TODAY().year))
    assert after == before
    assert not Order.objects.exists()
