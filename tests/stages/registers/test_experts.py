"""The library of experts: entered, imported, found, exported, kept away (article 16)."""

import io
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.registers import csv_sheet, make_expert, make_object, make_officer
from yaohao.ground.accounts.models import User
from yaohao.ground.audit.models import Entry
from yaohao.stages.registers import operations, queries
from yaohao.stages.registers.errors import RegisterError, RowRefusedError, StaleError
from yaohao.stages.registers.models import Expert, ExpertRecusal, Leave
from yaohao.stages.registers.rules.kinds import Kind

DAY = timedelta(days=1)
VALUES: dict[str, Any] = {
    "name": "专家甲", "code": "", "title": "高级工程师", "trades": "化工；电气",
    "employer": "太行设计院", "region": "140702", "valid_from": "2024-01-01",
    "valid_to": "2027-12-31", "active": "on", "phone": "13900000000",
}  # fmt: skip


def browser(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def get(user: User, name: str, *args: object, **query: str) -> HttpResponse:
    return browser(user).get(reverse(f"registers:{name}", args=args), query)


def send(user: User, page: str, *args: object, **values: Any) -> HttpResponse:
    address = reverse(f"registers:{page}", args=args)
    found: HttpResponse = browser(user).post(address, values, follow=True)
    return found


def sheet(cast: Cast, content: bytes, filename: str) -> None:
    """Check a sheet and import it."""
    run = operations.check_sheet(
        by=cast.clerk, kind=Kind.EXPERTS, filename=filename, content=content
    )
    assert run.counts["wrong"] == 0
    operations.confirm_import(by=cast.clerk, pk=run.pk)


def test_an_expert_is_entered_changed_and_set_out_of_service(cast: Cast) -> None:
    assert get(cast.clerk, "expert-add").status_code == 200
    shown = send(cast.clerk, "expert-add", **VALUES).content.decode()
    expert = Expert.objects.get()
    assert expert.code == "E0001"
    assert (expert.trades, expert.region) == (["化工", "电气"], "140702")
    assert "13900000000" in shown
    assert "化工；电气" in get(cast.clerk, "expert-edit", expert.pk).content.decode()
    send(cast.clerk, "expert-edit", expert.pk, **VALUES | {"active": ""}, revision="1")
    expert.refresh_from_db()
    assert not expert.active
    assert Entry.objects.filter(subject=expert.subject).count() == 2
    assert get(cast.stranger, "expert", expert.pk).status_code == 404
    assert get(cast.officer, "expert-edit", expert.pk).status_code == 403


def test_the_same_name_is_the_same_expert_unless_a_number_parts_them(cast: Cast) -> None:
    values = {"name": "专家甲", "trades": ("化工",)}
    first = operations.add_expert(by=cast.clerk, values=values)
    with pytest.raises(RegisterError):
        operations.add_expert(by=cast.clerk, values=values)
    operations.add_expert(by=cast.clerk, values=values | {"code": "Z-9"})
    assert Expert.objects.count() == 2
    with pytest.raises(StaleError):
        operations.edit_expert(by=cast.clerk, pk=first.pk, revision=9, values={"title": "教授"})
    with pytest.raises(Expert.DoesNotExist):
        operations.edit_expert(by=cast.stranger, pk=first.pk, revision=1, values={})
    reversed_ = {"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)}
    with pytest.raises(RowRefusedError):
        operations.edit_expert(by=cast.clerk, pk=first.pk, revision=1, values=reversed_)


def test_a_sheet_with_the_columns_of_clerks_comes_in_and_goes_out_as_it_was(cast: Cast) -> None:
    header = ["序号", "专家姓名", "职称", "专业", "工作单位", "联系电话", "聘期起", "聘期止"]
    rows: Iterable[list[str]] = [
        [
            "1",
            "专家甲",
            "教授",
            "化工、电气",
            "太行设计院",
            "13900000001",
            "2024.1.1",
            "2027.12.31",
        ],
        ["2", "专家乙", "高工", "矿山", "晋中矿院", "13900000002", "2024.1.1", ""],
    ]
    assert get(cast.clerk, "import", "experts").status_code == 200
    sheet(cast, csv_sheet(header, rows), "专家库.csv")
    first, second = Expert.objects.order_by("code")
    assert (first.title, first.trades, first.valid_to) == (
        "教授", ["化工", "电气"], date(2027, 12, 31),
    )  # fmt: skip
    assert (second.employer, second.valid_to) == ("晋中矿院", None)
    assert list(queries.experts_available(cast.city, date(2028, 1, 1))) == [second]


def test_the_list_filters_by_trade_county_and_appointment(cast: Cast) -> None:
    today = timezone.localdate()
    make_expert(cast.city, name="化工甲", region="140702")
    make_expert(cast.city, name="矿山乙", trades=["矿山", "通风"], valid_to=today - DAY)
    make_expert(cast.city, name="未聘丙", trades=[], valid_from=today + DAY)
    make_expert(cast.city, name="退出丁", trades=[], active=False)
    make_expert(cast.county, name="外局戊")

    def found(**query: str) -> set[str]:
        text = get(cast.clerk, "experts", **query).content.decode().split("<tbody")[1]
        names = ("化工甲", "矿山乙", "未聘丙", "退出丁", "外局戊")
        return {name for name in names if name in text}

    assert found() == {"化工甲", "矿山乙", "未聘丙", "退出丁"}
    assert found(trade="通风") == {"矿山乙"}
    assert found(region="140702") == {"化工甲"}
    assert found(standing="valid") == {"化工甲"}
    assert found(standing="ended") == {"矿山乙"}
    assert found(standing="not-yet") == {"未聘丙"}
    assert found(standing="left") == {"退出丁"}
    assert found(q="矿山") == {"矿山乙"}
    assert found(q="hgj") == {"化工甲"}


def test_an_export_is_an_import_that_changes_nothing(cast: Cast) -> None:
    make_expert(cast.city, trades=["化工", "电气"], region="140702", phone="13900000000")
    response = browser(cast.clerk).get(reverse("registers:experts-export"), {"format": "xlsx"})
    content = b"".join(response)  # type: ignore[arg-type]  # a streaming answer
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert "化工；电气" in {cell.value for row in book.worksheets[0] for cell in row}
    run = operations.check_sheet(
        by=cast.clerk, kind=Kind.EXPERTS, filename="experts.xlsx", content=content
    )
    assert {key: count for key, count in run.counts.items() if count} == {"unchanged": 1}


def test_available_are_those_appointed_on_the_day(cast: Cast) -> None:
    day = date(2026, 6, 30)
    last = make_expert(cast.city, valid_to=day)
    make_expert(cast.city, valid_to=day - DAY)
    make_expert(cast.city, valid_from=day + DAY)
    make_expert(cast.city, active=False)
    make_expert(cast.county)
    assert list(queries.experts_available(cast.city, day)) == [last]


def test_an_expert_is_kept_away_from_an_object_and_let_again(cast: Cast) -> None:
    expert, row = make_expert(cast.city), make_object(cast.city, name="榆次宏远化工有限公司")
    assert get(cast.clerk, "expert-recusal-add", expert.pk).status_code == 200
    answer = send(cast.clerk, "expert-recusal-add", expert.pk, asked="宏远化工", reason="曾任职")
    assert "曾任职" in answer.content.decode()
    recusal = ExpertRecusal.objects.get()
    assert recusal.object == row
    with pytest.raises(RegisterError):
        operations.declare_expert_recusal(
            by=cast.clerk, expert=expert.pk, object_id=row.object_id, reason="又"
        )
    assert send(cast.stranger, "expert-recusal-lift", recusal.pk).status_code == 404
    send(cast.clerk, "expert-recusal-lift", recusal.pk)
    recusal.refresh_from_db()
    assert recusal.lifted_on is not None
    with pytest.raises(StaleError):
        operations.lift_expert_recusal(by=cast.clerk, pk=recusal.pk)


def test_officers_are_found_by_trade_county_leave_and_the_days_left(cast: Cast) -> None:
    today = timezone.localdate()
    far, near, gone, away = (
        make_officer(cast.city, name=name, **more)
        for name, more in {
            "五十天": {"valid_to": today + 50 * DAY, "trades": ["化工"], "region": "140702"},
            "旬日": {"valid_to": today + 10 * DAY},
            "过期": {"valid_to": today - DAY},
            "休假": {"trades": ["矿山"]},
        }.items()
    )
    Leave.objects.create(officer=away, first=today, last=today, by=cast.clerk)
    Leave.objects.create(officer=far, first=today, last=today, by=cast.clerk, withdrawn_on=today)

    def found(**query: str) -> set[str]:
        text = get(cast.clerk, "officers", **query).content.decode().split("<tbody")[1]
        return {row.name for row in (far, near, gone, away) if row.name in text}

    assert found(trade="化工") == found(region="140702") == {"五十天"}
    assert found(standing="leave") == {"休假"}
    assert found(standing="soon") == {"五十天", "旬日"}
    assert found(standing="ending") == {"旬日"}
    assert found(standing="expired") == {"过期"}
