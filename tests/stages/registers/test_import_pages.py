"""Importing by hand: upload, look, confirm."""

import io
import zipfile
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.cast import Cast
from tests.factories.registers import credit_code, csv_sheet, make_object, objects_sheet
from tests.stages.registers.browsers import browser, page
from yaohao.ground.accounts.models import User
from yaohao.stages.registers.models import ImportRun, InspectionObject
from yaohao.stages.registers.operations import add_object

HEADER = ["企业名称", "统一社会信用代码", "注册地址", "风险等级"]
ADDRESS = "山西省晋中市榆次区迎宾街1号"


def upload(user: User, content: bytes, kind: str = "objects") -> Any:
    file = SimpleUploadedFile("名录.csv", content)
    address = reverse("registers:import", args=[kind])
    return browser(user).post(address, {"file": file}, follow=True)


def act(user: User, name: str, run: ImportRun, **values: str) -> str:
    address = reverse(f"registers:import-{name}", args=[run.pk])
    response = browser(user).post(address, values, follow=True)
    assert response.status_code == 200
    return str(response.content.decode())


def test_three_steps_from_file_to_register(cast: Cast) -> None:
    page(browser(cast.clerk), "import", "objects")
    response = upload(cast.clerk, objects_sheet(2))
    run = ImportRun.objects.get()
    assert response.redirect_chain[-1][0] == reverse("registers:import-run", args=[run.pk])
    assert "Import 2 rows" in response.content.decode()
    assert "Imported: 2 rows." in act(cast.clerk, "confirm", run)
    assert InspectionObject.objects.count() == 2
    shown = page(browser(cast.auditor), "import-run", run.pk)
    assert "Import 2 rows" not in shown
    assert "名录.csv" in page(browser(cast.clerk), "import", "objects")


def test_reload_and_second_clerk_get_a_clear_word(cast: Cast) -> None:
    upload(cast.clerk, objects_sheet(2))
    run = ImportRun.objects.get()
    act(cast.clerk, "confirm", run)
    assert "imported already" in act(cast.other_clerk, "confirm", run)
    assert "imported already" in act(cast.clerk, "drop", run)
    assert InspectionObject.objects.count() == 2


def test_a_stale_dry_run_is_checked_again(cast: Cast) -> None:
    upload(cast.clerk, objects_sheet(1))
    run = ImportRun.objects.get()
    add_object(
        by=cast.other_clerk,
        values={"name": "榆次第1机械有限公司", "credit_code": credit_code(1), "address": "榆次区"},
    )
    assert "Nothing was imported" in act(cast.clerk, "confirm", run)
    text = act(cast.clerk, "recheck", run)
    assert "Checked again" in text
    assert "Address：" in text


def test_the_difference_and_the_mistakes_are_shown(cast: Cast) -> None:
    row = make_object(cast.city, name="甲公司", risk="BLUE", address=ADDRESS)
    rows = [["甲公司", row.credit_code, ADDRESS, "红"], ["乙公司", credit_code(900), ADDRESS, "紫"]]
    text = upload(cast.clerk, csv_sheet(HEADER, rows)).content.decode()
    assert "Risk grade：blue → red" in text
    assert "紫" in text
    assert "Leave out the 1 wrong row" in text
    run = ImportRun.objects.get()
    assert "1 row is wrong" in act(cast.clerk, "confirm", run)
    assert "Imported: 1 row." in act(cast.clerk, "confirm", run, leave_out_wrong="on")


def test_the_wrong_rows_come_back_as_a_sheet(cast: Cast) -> None:
    rows = [["甲公司", credit_code(1), ADDRESS, "红"], ["乙公司", credit_code(2), ADDRESS, "紫"]]
    upload(cast.clerk, csv_sheet(HEADER, rows))
    run = ImportRun.objects.get()
    response = browser(cast.clerk).get(reverse("registers:import-errors", args=[run.pk]))
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response)))
    found = list(book.worksheets[0].iter_rows(values_only=True))
    assert len(found) == 2
    assert found[1][0] == "乙公司"
    assert "紫" in str(found[1][-1])


def test_rows_can_be_shown_by_verdict_and_page(cast: Cast) -> None:
    upload(cast.clerk, objects_sheet(150))
    run = ImportRun.objects.get()
    client = browser(cast.clerk)
    assert "榆次第150机械" in page(client, "import-run", run.pk, show="new", page="2")
    assert "No such rows" in page(client, "import-run", run.pk, show="changed")
    assert "榆次第1机械" in page(client, "import-run", run.pk, show="nonsense")


def bomb() -> bytes:
    """A workbook of a few kilobytes that would expand to a gigabyte."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as member:
            for _ in range(1024):
                member.write(b" " * (1 << 20))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "empty"), (b"\x7fELF\0\0", "not a spreadsheet"), (bomb(), "expand")],
    ids=["empty", "program", "bomb"],
)
def test_a_file_that_is_no_sheet_is_refused_on_the_page(
    cast: Cast, content: bytes, said: str
) -> None:
    response = upload(cast.clerk, content)
    assert response.status_code == 200
    assert said in response.content.decode()
    assert not ImportRun.objects.exists()


def test_a_file_that_is_too_large_is_refused(cast: Cast, settings: Any) -> None:
    settings.YAOHAO_MAX_UPLOAD = 10
    assert "Split the table" in upload(cast.clerk, objects_sheet(1)).content.decode()


def test_imports_of_another_bureau_are_not_found(cast: Cast) -> None:
    upload(cast.clerk, objects_sheet(1))
    run = ImportRun.objects.get()
    client = browser(cast.stranger)
    for name in ("run", "errors"):
        address = reverse(f"registers:import-{name}", args=[run.pk])
        assert client.get(address).status_code == 404
    for name in ("confirm", "recheck", "drop"):
        address = reverse(f"registers:import-{name}", args=[run.pk])
        assert client.post(address).status_code == 404
        assert client.get(address).status_code == 405
    assert client.get(reverse("registers:import", args=["stars"])).status_code == 404
