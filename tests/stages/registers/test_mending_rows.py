"""Wrong rows are mended on the page; the file stays as it was uploaded."""

import pytest

from tests.cast import Cast
from tests.factories.registers import credit_code, csv_sheet
from tests.stages.registers.browsers import browser
from yaohao.stages.registers.errors import StaleError
from yaohao.stages.registers.models import ImportRun, InspectionObject
from yaohao.stages.registers.operations import (
    check_sheet,
    confirm_import,
    drop_import,
    mend_rows,
)
from yaohao.stages.registers.rules.kinds import Kind

pytestmark = pytest.mark.django_db

HEADER = ["企业名称", "统一社会信用代码", "注册地址", "风险等级"]
PLACE = "晋中市榆次区迎宾街1号"


def wrong(cast: Cast) -> ImportRun:
    rows = [
        ["甲公司", credit_code(1), PLACE, "红"],
        ["乙公司", "坏代码", PLACE, "紫"],
    ]
    content = csv_sheet(HEADER, rows)
    return check_sheet(by=cast.clerk, kind=Kind.OBJECTS, filename="a.csv", content=content)


def test_mended_cells_are_imported_and_the_file_is_untouched(cast: Cast) -> None:
    run = wrong(cast)
    digest = run.file_digest
    typed = {"3": {"credit_code": credit_code(2), "risk": "蓝"}}
    run = mend_rows(by=cast.clerk, pk=run.pk, cells=typed)
    assert (run.counts["new"], run.counts["wrong"], run.file_digest) == (2, 0, digest)
    confirm_import(by=cast.clerk, pk=run.pk)
    assert InspectionObject.objects.get(name="乙公司").risk == "BLUE"


def test_what_is_still_wrong_stays_with_what_was_typed(cast: Cast) -> None:
    run = mend_rows(by=cast.clerk, pk=wrong(cast).pk, cells={"3": {"risk": "蓝"}})
    assert run.counts["wrong"] == 1
    page = browser(cast.clerk).get(f"/registers/imports/{run.pk}/").content.decode()
    assert 'name="cell-3-credit_code" value="坏代码"' in page
    assert 'name="cell-3-risk"' not in page  # it is right now


def test_the_page_mends(cast: Cast) -> None:
    run = wrong(cast)
    client = browser(cast.clerk)
    values = {"cell-3-credit_code": credit_code(2), "cell-3-risk": "蓝", "cell-x-name": "?"}
    client.post(f"/registers/imports/{run.pk}/mend/", values)
    run.refresh_from_db()
    assert run.counts["wrong"] == 0


def test_nothing_is_mended_after_the_end_or_by_others(cast: Cast) -> None:
    run = wrong(cast)
    with pytest.raises(ImportRun.DoesNotExist):
        mend_rows(by=cast.stranger, pk=run.pk, cells={})
    drop_import(by=cast.clerk, pk=run.pk)
    with pytest.raises(StaleError):
        mend_rows(by=cast.clerk, pk=run.pk, cells={})
