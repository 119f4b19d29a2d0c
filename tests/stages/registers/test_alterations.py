"""The regrading report and its page: who came, left or was regraded, by whom and why."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.registers import credit_code, make_object, objects_sheet
from tests.stages.registers.browsers import browser, page
from yaohao.stages.registers.models import InspectionObject, RegisterRoot
from yaohao.stages.registers.operations import (
    add_object,
    check_sheet,
    confirm_import,
    edit_object,
    end_object,
    grade_object,
    resume_object,
)
from yaohao.stages.registers.queries import alterations_before_freeze
from yaohao.stages.registers.queries.alterations import alterations
from yaohao.stages.registers.rooting import daily_root
from yaohao.stages.registers.rules.kinds import Credit, Exclusion, Kind
from yaohao.stages.registers.rules.pool_filter import PoolFilter
from yaohao.stages.registers.rules.root_lines import Nature

RED = PoolFilter(risks=("RED",))


@pytest.fixture
def night(monkeypatch: pytest.MonkeyPatch) -> Callable[[], RegisterRoot]:
    """Let the day end: the next root is of the next day."""
    days = [timezone.localdate() - timedelta(days=1)]

    def pass_midnight() -> RegisterRoot:
        days[0] += timedelta(days=1)
        with monkeypatch.context() as patch:
            patch.setattr(timezone, "localdate", lambda *_: days[0])
            root = daily_root()
        assert root is not None
        return root

    return pass_midnight


def add(cast: Cast, serial: int, **more: str) -> InspectionObject:
    values = {"name": f"企业{serial}", "credit_code": credit_code(serial), "region": "140702"}
    return add_object(by=cast.clerk, values=values | more)


def edit(cast: Cast, thing: InspectionObject, **values: Any) -> None:
    thing.refresh_from_db()
    edit_object(by=cast.clerk, pk=thing.pk, revision=thing.revision, values=values)


def test_without_a_root_nothing_can_be_said(cast: Cast) -> None:
    make_object(cast.city)
    report = alterations_before_freeze(cast.city)
    assert (report.since, report.rows) == (None, ())


def test_who_is_not_in_the_filter_before_or_after_is_not_reported(
    cast: Cast, night: Callable[[], RegisterRoot]
) -> None:
    calm = add(cast, 1, risk="BLUE")
    night()
    edit(cast, calm, risk="YELLOW")
    assert alterations_before_freeze(cast.city, RED).rows == ()
    assert len(alterations_before_freeze(cast.city).rows) == 1


def test_a_friend_moved_out_of_the_filter_is_named_with_the_clerk(
    cast: Cast, night: Callable[[], RegisterRoot]
) -> None:
    friend = add(cast, 1, risk="RED")
    since = night()
    edit(cast, friend, risk="BLUE")
    report = alterations_before_freeze(cast.city, RED)
    (row,) = report.rows
    assert report.since == since
    assert (row.name, row.nature, row.restratified) == ("企业1", Nature.REGRADED, True)
    assert row.steps == (("risk", "RED", "BLUE"),)
    assert [(deed.action, deed.by) for deed in row.deeds] == [("registers.object.edit", "法小规")]
    assert (report.restratified, report.unexplained) == (1, 0)


def test_a_grade_changed_and_changed_back_is_seen_twice(
    cast: Cast, night: Callable[[], RegisterRoot]
) -> None:
    friend = add(cast, 1, risk="RED")
    night()
    edit(cast, friend, risk="BLUE")
    middle = night()
    edit(cast, friend, risk="RED")
    night()
    rows = alterations_before_freeze(cast.city, RED).rows
    assert [row.steps[0][1:] for row in rows] == [("RED", "BLUE"), ("BLUE", "RED")]
    assert rows[0].until == rows[1].since == middle
    assert alterations(cast.city, RegisterRoot.objects.order_by("entry")[0], None) == []


def test_a_change_behind_the_products_back_has_no_name(
    cast: Cast, night: Callable[[], RegisterRoot]
) -> None:
    friend = add(cast, 1, risk="RED")
    night()
    edit(cast, friend, phone="13900000000", credit="A")
    InspectionObject.objects.filter(pk=friend.pk).update(exclusion="MOVED", ended_on="2026-01-01")
    other = make_object(cast.city, risk="RED")
    report = alterations_before_freeze(cast.city, RED)
    left = {row.object_id: (row.nature, set(row.unexplained)) for row in report.rows}
    assert left == {
        friend.object_id: (Nature.ENDED, {"exclusion"}),
        other.object_id: (Nature.ADDED, {"object_id"}),
    }
    assert report.unexplained == 2


def test_an_act_that_set_another_value_explains_nothing(
    cast: Cast, night: Callable[[], RegisterRoot]
) -> None:
    friend = add(cast, 1, risk="RED")
    night()
    edit(cast, friend, risk="ORANGE")
    InspectionObject.objects.filter(pk=friend.pk).update(risk="BLUE")
    (row,) = alterations_before_freeze(cast.city).rows
    assert ([deed.by for deed in row.deeds], row.unexplained) == (["法小规"], frozenset({"risk"}))


def test_every_nature_is_counted_and_a_grade_has_its_reason(
    cast: Cast, night: Callable[[], RegisterRoot]
) -> None:
    ended, graded, moved = (add(cast, serial) for serial in (1, 2, 3))
    night()
    today = timezone.localdate()
    end_object(by=cast.clerk, pk=ended.pk, revision=1, reason=Exclusion.CLOSED, on=today)
    grade_object(
        by=cast.clerk, object_id=graded.object_id, credit=Credit.D, reason="两次拒不整改",
        article="第十九条", source="case:1",
    )  # fmt: skip
    edit(cast, moved, region="140728")
    add(cast, 4)
    report = alterations_before_freeze(cast.city)
    natures = (Nature.ADDED, Nature.ENDED, Nature.REGRADED, Nature.RECLASSIFIED, Nature.RESUMED)
    assert [report.count(nature) for nature in natures] == [1, 1, 1, 1, 0]
    regraded = next(row for row in report.rows if row.nature is Nature.REGRADED)
    assert [(deed.reason, deed.basis) for deed in regraded.deeds] == [("两次拒不整改", "第十九条")]
    night()
    resume_object(by=cast.clerk, pk=ended.pk, revision=2)
    assert alterations_before_freeze(cast.city).count(Nature.RESUMED) == 1


def test_a_sheet_explains_what_it_changed(cast: Cast, night: Callable[[], RegisterRoot]) -> None:
    add(cast, 99)
    night()
    for grade in ("红", "蓝"):
        content = objects_sheet(3, 风险等级=grade)
        run = check_sheet(by=cast.clerk, kind=Kind.OBJECTS, filename="名录.csv", content=content)
        confirm_import(by=cast.other_clerk, pk=run.pk)
    rows = alterations_before_freeze(cast.city).rows
    assert len(rows) == 3
    assert {(deed.by, deed.reason) for row in rows for deed in row.deeds} == {
        ("法又规", "名录.csv")
    }


def test_the_report_begins_with_the_last_root_before_its_days(
    cast: Cast, night: Callable[[], RegisterRoot]
) -> None:
    thing = add(cast, 1)
    for days, risk in ((60, "RED"), (40, "ORANGE"), (10, "YELLOW")):
        edit(cast, thing, risk=risk)
        root = night()
        RegisterRoot.objects.filter(pk=root.pk).update(at=timezone.now() - timedelta(days=days))
    steps = [row.steps[0][1:] for row in alterations_before_freeze(cast.city).rows]
    assert steps == [("ORANGE", "YELLOW")]
    steps = [row.steps[0][1:] for row in alterations_before_freeze(cast.city, days=50).rows]
    assert steps == [("RED", "ORANGE"), ("ORANGE", "YELLOW")]


def test_another_bureau_is_in_neither_report_nor_page(
    cast: Cast, night: Callable[[], RegisterRoot]
) -> None:
    add(cast, 1)
    night()
    other = make_object(cast.next_county, name="邻县企业")
    assert alterations_before_freeze(cast.city).rows == ()
    assert other.name not in page(browser(cast.clerk), "changes")
    assert other.name in page(browser(cast.stranger), "changes")


def test_the_page_before_the_first_root_says_so(cast: Cast) -> None:
    assert "The register has no root yet" in page(browser(cast.clerk), "changes")


def test_the_page_tells_from_what_to_what_by_whom(
    cast: Cast, night: Callable[[], RegisterRoot]
) -> None:
    thing = add(cast, 1, risk="RED")
    first = night()
    edit(cast, thing, risk="BLUE")
    text = page(browser(cast.clerk), "changes")
    for word in ("企业1", "regraded", "red → ", "法小规", "1 object changed from"):
        assert word in text
    second = night()
    assert "no filter" not in page(browser(cast.auditor), "changes", since=str(first.entry))
    none = page(browser(cast.clerk), "changes", since=str(second.entry))
    assert "Nothing changed" in none
    swapped = {"since": str(second.entry), "until": str(first.entry)}
    assert "Swap them" in page(browser(cast.clerk), "changes", **swapped)


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ({"nature": "added"}, {"企业3"}),
        ({"nature": "regraded"}, {"企业1", "企业2"}),
        ({"region": "140728"}, {"企业2"}),
        ({"q": "企业3"}, {"企业3"}),
        ({"known": "no"}, {"企业2"}),
        ({"nature": "nonsense", "since": "99999"}, {"企业1", "企业2", "企业3"}),
    ],
)
def test_the_filter_narrows_page_and_export_alike(
    cast: Cast, night: Callable[[], RegisterRoot], query: dict[str, str], there: set[str]
) -> None:
    one, two = add(cast, 1), add(cast, 2)
    night()
    edit(cast, one, risk="RED")
    InspectionObject.objects.filter(pk=two.pk).update(risk="RED", region="140728")
    add(cast, 3)
    client = browser(cast.clerk)
    text = page(client, "changes", **query)
    exported = export(client, query)
    for name in ("企业1", "企业2", "企业3"):
        assert (name in exported) == (name in there)
        assert (f">{name}<" in text) == (name in there)


def export(client: Client, query: dict[str, str]) -> str:
    response = client.get(reverse("registers:changes"), {**query, "export": "csv"})
    return str(response.content.decode("utf-8-sig"))
