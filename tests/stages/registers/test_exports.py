"""Exports: exactly what is shown, and ready to be imported again."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.factories.registers import make_expert, make_item, make_object, make_officer
from tests.stages.registers.browsers import browser
from yaohao.ground.accounts.models import User
from yaohao.ground.sheets import download
from yaohao.stages.registers.models import PastOrder, PastVisit
from yaohao.stages.registers.operations import check_sheet
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.views import exporting
from yaohao.stages.registers.views.shelves import SHELVES


def export(user: User, name: str, **query: str) -> bytes:
    response = browser(user).get(reverse(f"registers:{name}-export"), query)
    assert response.status_code == 200
    return b"".join(response)


def cells(content: bytes) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [tuple(cell for cell in row) for row in book.worksheets[0].iter_rows(values_only=True)]


def fill(cast: Cast) -> None:
    first = make_object(cast.city, name="甲公司", risk="RED", phone="=1+1", contact="张三")
    PastVisit.objects.create(bureau=cast.city, object=first, date=date(2025, 5, 6))
    PastOrder.objects.create(
        bureau=cast.city, object=first, number="（晋）责改〔2025〕1号", date=date(2025, 5, 6),
        due=date(2025, 6, 6), problem="未设警示标志",
    )  # fmt: skip
    make_object(
        cast.city, name="乙公司", region="140728", site="001", exclusion="MOVED",
        ended_on=date(2026, 1, 1),
    )  # fmt: skip
    make_object(
        cast.city, name="丙养殖场", credit_code="", object_id="B140700000001", region="140700"
    )
    make_object(cast.next_county, name="别局的企业")
    make_officer(cast.city, section=cast.mines, user=cast.officer, functions=["DCA", "NCM"])
    make_officer(cast.city, active=False, functions=[])
    make_expert(cast.city)
    make_item(cast.city, ratio=1250, mandatory=True, valid_to=date(2030, 1, 1))


@pytest.mark.parametrize("kind", list(SHELVES))
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_an_export_read_back_changes_nothing(cast: Cast, kind: Kind, form: str) -> None:
    fill(cast)
    content = export(cast.clerk, kind.value, format=form)
    run = check_sheet(by=cast.clerk, kind=kind, filename=f"x.{form}", content=content)
    changed = {name: count for name, count in run.counts.items() if count}
    assert changed == {"unchanged": run.counts["unchanged"]}
    assert run.counts["unchanged"] >= 1


def test_it_holds_what_the_list_shows(cast: Cast) -> None:
    fill(cast)
    rows = cells(export(cast.clerk, "objects", risk="RED"))
    assert [row[0] for row in rows[1:]] == ["甲公司"]
    shown = cells(export(cast.clerk, "objects", sort="-name"))
    assert sorted((str(row[0]) for row in shown[1:]), reverse=True) == [row[0] for row in shown[1:]]


def test_as_shown_it_has_the_chosen_columns_and_no_others(cast: Cast) -> None:
    fill(cast)
    address = reverse("registers:objects-export")
    query = {"col": ["phone", "name", "risk"], "risk": "RED"}
    rows = cells(b"".join(browser(cast.clerk).get(address, query)))
    assert rows == [("Name of the object", "Risk grade", "Phone"), ("甲公司", "red", "=1+1")]
    officers = reverse("registers:officers-export")
    shown = cells(b"".join(browser(cast.clerk).get(officers, {"col": ["name", "standing"]})))
    assert shown[0] == ("Officer", "Certificate")
    assert {row[1] for row in shown[1:]} >= {"out of service"}


def test_more_rows_than_a_file_holds_are_refused_in_words(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(cast)
    monkeypatch.setattr(exporting, "MOST", {"xlsx": 2, "csv": 3})
    client, address = browser(cast.clerk), reverse("registers:objects-export")
    refused = client.get(address, {"format": "xlsx"}, follow=True)
    assert refused.redirect_chain
    assert "too many for one workbook" in refused.content.decode()
    for fits in ({"format": "csv"}, {"format": "xlsx", "risk": "RED"}):
        response = client.get(address, fits)
        assert response.status_code == 200
        assert b"".join(response)


def test_a_long_file_goes_by_way_of_the_disk(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(cast)
    monkeypatch.setattr(download, "HELD", 10)
    response = browser(cast.clerk).get(reverse("registers:objects-export"))
    assert response.streaming
    assert len(cells(b"".join(response))) == 4


def test_nothing_in_it_is_run_as_a_formula(cast: Cast) -> None:
    fill(cast)
    text = export(cast.clerk, "objects", format="csv", risk="RED").decode("utf-8-sig")
    assert "'=1+1" in next(iter(csv.reader(io.StringIO(text.splitlines()[1]))))


def test_the_template_is_an_empty_sheet(cast: Cast) -> None:
    address = reverse("registers:import-template", args=["objects"])
    response = browser(cast.clerk).get(address)
    rows = cells(b"".join(response))
    assert len(rows) == 1
    assert "Unified social credit code" in rows[0]
    assert browser(cast.clerk).get(address.replace("objects", "stars")).status_code == 404
