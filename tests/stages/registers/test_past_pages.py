"""The lists of what was done before this product: filtered, exported, imported again, marked."""

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.registers import csv_sheet, make_item, make_object
from yaohao.stages.registers.models import InspectionObject, PastOrder, PastVisit
from yaohao.stages.registers.operations import check_sheet, confirm_import
from yaohao.stages.registers.rules.kinds import Kind

TODAY = timezone.localdate


@pytest.fixture
def clerk(cast: Cast) -> Client:
    """The clerk's browser, in English."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(cast.clerk, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def firm(cast: Cast) -> InspectionObject:
    return make_object(cast.city, name="榆次华昌机械有限公司")


def imported(cast: Cast, kind: Kind, header: list[str], *rows: list[str]) -> None:
    run = check_sheet(
        by=cast.clerk, kind=kind, filename="往年.csv", content=csv_sheet(header, rows)
    )
    assert run.counts["wrong"] == 0
    confirm_import(by=cast.clerk, pk=run.pk)


def visited(cast: Cast, firm: InspectionObject) -> None:
    make_item(cast.city, code="AJ-7", name="粉尘防爆检查")
    header = ["单位名称", "检查日期", "检查事项", "检查类型", "检查结果", "文书编号"]
    rows = [
        [firm.name, "2025.3.4", "粉尘防爆检查", "随机抽查", "合格", "晋应急检〔2025〕4号"],
        [firm.name, "2024年6月5日", "", "有因检查", "", ""],
    ]
    imported(cast, Kind.VISITS, header, *rows)


def test_visits_come_in_by_chinese_names_and_are_marked(
    cast: Cast, clerk: Client, firm: InspectionObject
) -> None:
    visited(cast, firm)
    row = PastVisit.objects.get(item_code="AJ-7")
    assert (row.date, row.origin, row.document) == (
        date(2025, 3, 4), "RANDOM", "晋应急检〔2025〕4号",
    )  # fmt: skip
    page = clerk.get(reverse("registers:visits")).content.decode()
    assert page.count("not proven") >= 3
    assert firm.name in page


def test_visits_are_filtered_by_object_origin_and_year(
    cast: Cast, clerk: Client, firm: InspectionObject
) -> None:
    visited(cast, firm)
    for query, count in [
        ({"q": "华昌"}, 2), ({"q": "煤矿"}, 0), ({"origin": "CAUSE"}, 1), ({"year": "2025"}, 1),
    ]:  # fmt: skip
        page = clerk.get(reverse("registers:visits"), query).content.decode()
        assert f"{count} of 2 entries match" in page


def test_an_export_is_an_import_that_changes_nothing(
    cast: Cast, clerk: Client, firm: InspectionObject
) -> None:
    visited(cast, firm)
    response = clerk.get(reverse("registers:visits-export"), {"format": "xlsx"})
    content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    run = check_sheet(by=cast.clerk, kind=Kind.VISITS, filename="导出.xlsx", content=content)
    assert {name: run.counts[name] for name in ("unchanged", "new", "changed", "wrong")} == {
        "unchanged": 2, "new": 0, "changed": 0, "wrong": 0,
    }  # fmt: skip


def test_orders_show_what_is_overdue(cast: Cast, clerk: Client, firm: InspectionObject) -> None:
    late, soon = TODAY() - timedelta(days=3), TODAY() + timedelta(days=30)
    header = ["企业名称", "整改文书编号", "下达日期", "整改期限", "存在问题", "办结日期"]
    imported(
        cast, Kind.ORDERS, header,
        [firm.name, "1号", "2025-01-02", late.isoformat(), "未接地", ""],
        [firm.name, "2号", "2025-01-02", soon.isoformat(), "未培训", ""],
        [firm.name, "3号", "2025-01-02", "2025-02-02", "未演练", "2025-02-01"],
    )  # fmt: skip
    assert PastOrder.objects.count() == 3
    for query, count in [({"state": "open"}, 2), ({"state": "late"}, 1), ({"state": "closed"}, 1)]:
        page = clerk.get(reverse("registers:orders"), query).content.decode()
        assert f"{count} of 3 entries match" in page
    page = clerk.get(reverse("registers:orders")).content.decode()
    assert f"{late}, overdue" in page


def test_the_template_of_orders_has_their_number(clerk: Client) -> None:
    response = clerk.get(reverse("registers:import-template", args=["orders"]))
    cells = [
        str(cell.value)
        for row in openpyxl.load_workbook(BytesIO(response.content)).active
        for cell in row
    ]
    assert any("Number of the order" in cell for cell in cells)


def test_rows_of_another_bureau_are_not_shown(
    cast: Cast, client: Client, firm: InspectionObject
) -> None:
    visited(cast, firm)
    client.force_login(cast.stranger, backend="django.contrib.auth.backends.ModelBackend")
    assert firm.name not in client.get(reverse("registers:visits")).content.decode()
