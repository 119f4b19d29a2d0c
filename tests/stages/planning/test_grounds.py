"""A line whose item is withdrawn or rests on a law that changed (article 7)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories.planning import (
    YEAR,
    approved_line,
    draft_line,
    filed_line,
    plan_bureau,
    plan_item,
    plan_objects,
    plan_person,
    submitted_line,
)
from yaohao.ground.accounts.rules import Role
from yaohao.stages.planning import operations, queries
from yaohao.stages.planning.operations import Refused
from yaohao.stages.planning.queries.unused import cutoff
from yaohao.stages.registers.models import Item, LegalBasis, PastVisit
from yaohao.stages.registers.operations import add_item, edit_item, end_basis

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def clerk() -> Any:
    return plan_person(plan_bureau(), Role.CLERK)


@pytest.fixture
def item(clerk: Any) -> Item:
    return add_item(
        by=clerk,
        values={
            "code": "AJ-77", "name": "粉尘涉爆检查", "basis": "《安全生产法》第六十五条",
            "object_kind": "企业", "content": "除尘", "ratio": 500, "frequency": "每年一次",
            "valid_from": date(2016, 12, 1),
        },
    )  # fmt: skip


def basis_set(**days: Any) -> None:
    LegalBasis.objects.update(**days)


def healed(clerk: Any, item: Item) -> Item:
    return edit_item(
        by=clerk, pk=item.pk, revision=1,
        values={"basis": "《安全生产法》第六十六条", "reason": "第六十五条废止"},
    )  # fmt: skip


def from_day(day: int) -> dict[str, Any]:
    """The year from this day of January on, so that a plan holds several lines of one item."""
    days = (date(YEAR, 1, day), date(YEAR, 12, 31))
    return {"period": days, "window": days}


def test_a_line_on_laws_in_force_has_nothing_to_be_seen_to(item: Item) -> None:
    line = filed_line(item=item)
    assert queries.grounds([line], TODAY) == {}


@pytest.mark.parametrize("days", [{"valid_to": YESTERDAY}, {"valid_from": date(YEAR + 1, 1, 1)}])
def test_nothing_is_submitted_approved_or_filed_on_a_basis_not_in_force(
    item: Item, clerk: Any, days: dict[str, Any]
) -> None:
    draft, waiting, approved = (
        draft_line(item=item),
        submitted_line(item=item, **from_day(2)),
        approved_line(item=item, **from_day(3)),
    )
    basis_set(**days, note="主席令第88号")
    director = plan_person(item.bureau, Role.DIRECTOR)
    for act, by, line in (
        (operations.submit_line, clerk, draft),
        (operations.approve_line, director, waiting),
    ):
        with pytest.raises(Refused, match=r"第六十五条.*主席令第88号"):
            act(by=by, pk=line.pk)
    with pytest.raises(Refused, match="第六十五条"):
        operations.file_with_hall(by=clerk, year=YEAR, receipt="收1", filed_on=TODAY)
    approved.refresh_from_db()
    assert approved.state == "approved"


def test_an_amended_basis_warns_and_lets_the_line_go_on(item: Item) -> None:
    line = submitted_line(item=item)
    basis_set(amended_on=YESTERDAY)
    director = plan_person(item.bureau, Role.DIRECTOR)
    operations.approve_line(by=director, pk=line.pk)
    found = queries.ground(line, TODAY)
    assert found is not None
    assert found.stands
    assert [one.flag.value for one in found.flags] == ["amended"]


def test_the_filing_leaves_out_what_rests_on_nothing(item: Item, clerk: Any) -> None:
    bad, good = approved_line(item=item), approved_line(item.bureau)
    basis_set(valid_to=YESTERDAY)
    operations.file_with_hall(by=clerk, year=YEAR, receipt="收1", filed_on=TODAY)
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.state, good.state) == ("approved", "filed")


def test_a_filed_line_is_healed_by_the_next_version_of_its_item(item: Item, clerk: Any) -> None:
    line = filed_line(item=item)
    basis_set(valid_to=YESTERDAY)
    found = queries.ground(line, TODAY)
    assert found is not None
    assert not found.stands
    healed(clerk, item)
    assert queries.ground(line, TODAY) is None


def test_a_withdrawn_item_takes_its_lines_along(item: Item, clerk: Any) -> None:
    line = filed_line(item=item)
    edit_item(
        by=clerk, pk=item.pk, revision=1, values={"valid_to": YESTERDAY, "reason": "职责划转"}
    )
    found = queries.ground(line, TODAY)
    assert found is not None
    assert (found.item, found.stands) == (None, False)


def test_an_item_that_ends_within_the_visits_warns_before(item: Item, clerk: Any) -> None:
    line = filed_line(item=item, window=(TODAY, date(YEAR, 12, 31)))
    last = min(TODAY + timedelta(days=2), date(YEAR, 12, 30))
    edit_item(by=clerk, pk=item.pk, revision=1, values={"valid_to": last, "reason": "职责划转"})
    found = queries.ground(line, TODAY)
    assert found is not None
    assert (found.stands, found.ends) == (True, last)


def test_the_pages_say_which_line_and_what_to_do(client: Client, item: Item, clerk: Any) -> None:
    line = filed_line(item=item)
    waiting = approved_line(item=item, **from_day(2))
    basis = LegalBasis.objects.get()
    end_basis(by=clerk, pk=basis.pk, revision=1, on=YESTERDAY, note="主席令第88号")
    client.force_login(clerk)
    listed = client.get(reverse("planning:lines")).content.decode()
    assert listed.count("sign-bad") == 2
    page = client.get(reverse("planning:line", args=[line.pk])).content.decode()
    assert "alert-danger" in page
    assert "主席令第88号" in page
    page = client.get(reverse("planning:file", args=[YEAR])).content.decode()
    assert waiting.title in page
    assert "主席令第88号" in page
    found = client.get(reverse("planning:lines"), {"q": "AJ-77"}).content.decode()
    assert line.label in found


# Items that nothing used for five years.


def used_by_a_visit(item: Item, day: date) -> None:
    thing = plan_objects(item.bureau, 1)[0]
    PastVisit.objects.create(bureau=item.bureau, object=thing, date=day, item_code=item.code)


def unused(item: Item, today: date) -> list[str]:
    return [one.item.code for one in queries.unused_items(item.bureau, today)]


def test_an_item_is_reported_five_years_after_its_last_use_and_not_a_day_before() -> None:
    item = plan_item(plan_bureau(), valid_from=date(2016, 12, 1))
    used_by_a_visit(item, date(2021, 3, 10))
    assert unused(item, date(2026, 3, 10)) == []
    assert unused(item, date(2026, 3, 11)) == [item.code]


def test_a_filed_line_is_a_use() -> None:
    item = plan_item(plan_bureau(), valid_from=date(2016, 12, 1))
    used_by_a_visit(item, date(2017, 1, 1))
    assert unused(item, TODAY) == [item.code]
    filed_line(item=item)
    assert unused(item, TODAY) == []


def test_what_nobody_could_know_is_not_held_against_an_item() -> None:
    old = plan_item(plan_bureau(), valid_from=date(2016, 12, 1))
    assert unused(old, date(2026, 3, 11)) == []  # nothing is recorded at all
    used_by_a_visit(plan_item(old.bureau), date(2022, 1, 1))
    assert unused(old, date(2026, 3, 11)) == []  # the records are younger than five years
    assert old.code in unused(old, date(2027, 1, 2))


def test_a_new_item_and_one_that_is_over_are_not_reported() -> None:
    bureau = plan_bureau()
    used_by_a_visit(plan_item(bureau, code="ALT"), date(2017, 1, 1))
    plan_item(bureau, code="NEU", valid_from=date(2024, 1, 1))
    plan_item(bureau, code="AUS", valid_to=date(2025, 1, 1))
    found = [one.item.code for one in queries.unused_items(bureau, date(2026, 3, 11))]
    assert found == ["ALT"]


@pytest.mark.parametrize(
    ("today", "before"),
    [(date(2026, 3, 10), date(2021, 3, 10)), (date(2028, 2, 29), date(2023, 3, 1))],
)
def test_five_years_back(today: date, before: date) -> None:
    assert cutoff(today) == before


def test_the_report_is_noted_once_a_year_with_words(client: Client, clerk: Any) -> None:
    item = plan_item(clerk.bureau, valid_from=date(2016, 12, 1))
    with pytest.raises(Refused):
        operations.report_unused(by=clerk, year=TODAY.year, note="报局长")
    used_by_a_visit(item, date(2017, 1, 1))
    with pytest.raises(Refused):
        operations.report_unused(by=clerk, year=TODAY.year, note=" ")
    with pytest.raises(Refused):
        operations.report_unused(by=clerk, year=TODAY.year - 1, note="报局长")
    director = plan_person(clerk.bureau, Role.DIRECTOR)
    with pytest.raises(Refused):
        operations.report_unused(by=director, year=TODAY.year, note="报局长")
    client.force_login(clerk)
    page = client.get(reverse("planning:unused")).content.decode()
    assert item.name in page
    client.post(reverse("planning:unused"), {"note": "已报局长办公会，拟取消"})
    entry = queries.reported(clerk.bureau, TODAY.year)
    assert entry is not None
    assert (entry.article, entry.reason) == ("7", "已报局长办公会，拟取消")
    assert item.code in entry.detail
    assert "已报局长办公会" in client.get(reverse("planning:unused")).content.decode()
    with pytest.raises(Refused):
        operations.report_unused(by=clerk, year=TODAY.year, note="再报")
    book = client.get(reverse("planning:unused"), {"export": "csv"}).content.decode("utf-8-sig")
    assert item.code in book
