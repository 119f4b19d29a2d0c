"""Grades by hand with their reason, their history, and the clocks of the blacklist."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.registers import credit_code, csv_sheet, make_object
from tests.stages.registers.browsers import browser, page
from yaohao.stages.registers import operations
from yaohao.stages.registers.errors import RegisterError, StaleError
from yaohao.stages.registers.models import GradeChange, InspectionObject
from yaohao.stages.registers.queries.grades import blacklist_clock, grade_history, listed_since
from yaohao.stages.registers.rules.kinds import Blacklist, Kind

REASON = {"reason": "风险评估报告", "article": "第十一条"}


def regrade(cast: Cast, row: InspectionObject, attribute: str, grade: str, **more: Any) -> None:
    row.refresh_from_db()
    operations.regrade_object(
        by=cast.clerk, pk=row.pk, revision=row.revision, attribute=attribute, grade=grade,
        **REASON | more,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("attribute", "grade", "place"), [("risk", "RED", "R"), ("standardisation", "2", "2")]
)
def test_a_regrade_gives_the_number_and_keeps_the_reason(
    cast: Cast, attribute: str, grade: str, place: str
) -> None:
    row = make_object(cast.city)
    before = row.number
    regrade(cast, row, attribute, grade)
    row.refresh_from_db()
    assert getattr(row, attribute) == grade
    assert row.number != before
    assert place in row.number.split("-")[1]
    change = GradeChange.objects.get(object=row)
    assert (change.reason, change.by) == ("风险评估报告", cast.clerk)


def test_a_regrade_is_refused(cast: Cast) -> None:
    row = make_object(cast.city)
    for grade, reason in (("UNRATED", "x"), ("PURPLE", "x"), ("RED", "  ")):
        with pytest.raises(RegisterError):
            regrade(cast, row, "risk", grade, reason=reason)
    with pytest.raises(StaleError):
        operations.regrade_object(
            by=cast.clerk, pk=row.pk, revision=9, attribute="risk", grade="RED", reason="x"
        )
    with pytest.raises(InspectionObject.DoesNotExist):
        operations.regrade_object(
            by=cast.stranger, pk=row.pk, revision=1, attribute="risk", grade="RED", reason="x"
        )
    assert not GradeChange.objects.exists()


def sheet(cast: Cast, *rows: list[str], name: str = "评级.csv") -> int:
    header = ["企业名称", "统一社会信用代码", "地址", "风险等级", "标准化建设等级", "黑名单"]
    run = operations.check_sheet(
        by=cast.clerk, kind=Kind.OBJECTS, filename=name, content=csv_sheet(header, rows)
    )
    operations.confirm_import(by=cast.clerk, pk=run.pk)
    return run.pk


def test_the_history_tells_form_sheet_act_and_undo(cast: Cast) -> None:
    row = make_object(cast.city, name="甲公司", credit_code=credit_code(1))
    operations.edit_object(by=cast.clerk, pk=row.pk, revision=1, values={"risk": "RED"})
    line = ["甲公司", credit_code(1), row.address]
    run = sheet(cast, [*line, "蓝", "二级", ""])
    operations.undo_import(by=cast.clerk, pk=run)
    regrade(cast, row, "risk", "ORANGE")
    row.refresh_from_db()
    told = [(step.attribute, step.before, step.after, step.reason) for step in grade_history(row)]
    assert told[0] == ("risk", "RED", "ORANGE", "风险评估报告")
    assert set(told[1:3]) == {
        ("risk", "BLUE", "RED", "评级.csv"),
        ("standardisation", "2", "0", "评级.csv"),
    }
    assert set(told[3:5]) == {
        ("risk", "RED", "BLUE", "评级.csv"),
        ("standardisation", "0", "2", "评级.csv"),
    }
    assert told[5] == ("risk", "UNRATED", "RED", "")
    assert len(told) == 6


def test_the_clock_runs_from_the_day_of_the_act_or_of_the_sheet(cast: Cast) -> None:
    today = timezone.localdate()
    assert blacklist_clock(make_object(cast.city, name="乙公司"), today) is None
    sheet(cast, ["甲公司", credit_code(1), "晋中市榆次区迎宾街1号", "", "", "一级"])
    row = InspectionObject.objects.get(name="甲公司")
    assert listed_since(row) == today
    since = today - timedelta(days=400)
    operations.list_on_blacklist(
        by=cast.director, proposed_by=cast.clerk, object_id=row.object_id,
        grade=Blacklist.THIRD, source="case:1", since=since, **REASON,
    )  # fmt: skip
    row.refresh_from_db()
    clock = blacklist_clock(row, today)
    assert clock is not None
    assert (clock.since, clock.asked_days_left) == (since, 0)
    assert clock.off_from.year == since.year + 3
    assert clock.days_left == (clock.off_from - today).days > 0


def test_regrading_on_the_page(cast: Cast) -> None:
    row = make_object(cast.city)
    address = reverse("registers:object-regrade", args=[row.pk])
    sent = {"revision": "1", "grade": "credit:B", "reason": "年度信用评定"}
    client = browser(cast.clerk)
    assert client.post(address, {**sent, "grade": "blacklist:1"}).status_code == 422
    assert client.post(address, sent).status_code == 302
    row.refresh_from_db()
    assert row.credit == "B"
    assert "年度信用评定" in page(client, "object", row.pk)
    stale = {**sent, "grade": "credit:C"}
    assert client.post(address, stale).status_code == 302  # back to the page, not written
    assert GradeChange.objects.count() == 1


def test_the_other_sites_of_a_firm_with_contact_and_coordinates(cast: Cast) -> None:
    code = credit_code(7)
    first = make_object(cast.city, credit_code=code, name="总厂", legal_person="李总")
    make_object(
        cast.city, credit_code=code, site="001", name="一号尾矿库", contact="王工",
        phone="0354-1", longitude="112.736100", latitude="37.687200", datum="GCJ02", accuracy=20,
    )  # fmt: skip
    make_object(cast.city, name="别家厂")
    text = page(browser(cast.officer), "object", first.pk)
    assert "一号尾矿库" in text
    assert "王工" in text
    assert "李总" in text
    assert "别家厂" not in text
    site = InspectionObject.objects.get(site="001")
    assert "112.736100°E 37.687200°N · GCJ-02 · ±20 m" in page(
        browser(cast.officer), "object", site.pk
    )
