"""Every import is found again; sheets are chosen, columns renamed, wrong rows mended."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.cast import Cast
from tests.factories.registers import credit_code, csv_sheet, make_object, objects_sheet, xlsx_book
from tests.stages.registers.browsers import browser, page
from yaohao.stages.registers import background, progress
from yaohao.stages.registers.errors import StaleError
from yaohao.stages.registers.models import HeaderMapping, ImportRun, ImportState, InspectionObject
from yaohao.stages.registers.operations import (
    check_sheet,
    confirm_import,
    mend_rows,
    name_columns,
    recheck_import,
    undo_import,
)
from yaohao.stages.registers.rules.kinds import Kind

pytestmark = pytest.mark.django_db

HEADER = ["企业名称", "统一社会信用代码", "注册地址", "风险等级"]
PLACE = "晋中市榆次区迎宾街1号"


def checked(cast: Cast, content: bytes, kind: Kind = Kind.OBJECTS) -> ImportRun:
    return check_sheet(by=cast.clerk, kind=kind, filename="名录.xlsx", content=content)


def row(number: int, risk: str = "红") -> list[str]:
    return [f"企业{number}", credit_code(number), PLACE, risk]


def test_every_import_is_listed_with_who_did_and_undid_it(cast: Cast) -> None:
    run = checked(cast, objects_sheet(2))
    confirm_import(by=cast.clerk, pk=run.pk)
    undo_import(by=cast.other_clerk, pk=run.pk)
    text = page(browser(cast.auditor), "imports")
    assert text.count(cast.other_clerk.full_name) >= 1
    assert "名录.xlsx" in text
    assert "名录.xlsx" not in page(browser(cast.auditor), "imports", kind="officers")
    assert "名录.xlsx" not in page(browser(cast.stranger), "imports")
    for kind in Kind:
        assert f"/registers/{kind.value}/import/" in page(browser(cast.clerk), "imports")
        page(browser(cast.clerk), "import", kind.value)


def two_quarters() -> bytes:
    return xlsx_book({"一季度": [HEADER, row(1)], "二季度": [HEADER, row(2, "紫")]})


def test_of_two_sheets_the_clerk_chooses_one_for_this_file_alone(cast: Cast) -> None:
    run = checked(cast, two_quarters())
    assert run.state == ImportState.UNCLEAR
    client = browser(cast.clerk)
    text = page(client, "import-run", run.pk)
    assert "2 sheets hold a table" in text
    assert "column-0" not in text
    client.post(f"/registers/imports/{run.pk}/columns/", {"sheet": "二季度"})
    run.refresh_from_db()
    assert (run.state, run.sheet, run.counts["wrong"]) == (ImportState.CHECKED, "二季度", 1)
    run = mend_rows(by=cast.clerk, pk=run.pk, cells={"2": {"risk": "蓝"}})
    assert run.counts["new"] == 1
    # Another sheet has other rows: what was typed for the first is not typed into it.
    run = name_columns(by=cast.clerk, pk=run.pk, columns={}, sheet="一季度")
    assert (run.counts["new"], run.mended) == (1, {})
    assert not HeaderMapping.objects.exists()
    confirm_import(by=cast.clerk, pk=run.pk)
    assert InspectionObject.objects.get().name == "企业1"


def test_what_columns_mean_can_be_changed_after_the_check_and_is_said_next_time(
    cast: Cast,
) -> None:
    sheet = csv_sheet([*HEADER, "经办"], [[*row(1), "张三"]])
    run = checked(cast, sheet)
    client = browser(cast.clerk)
    assert "column-4" in page(client, "import-name", run.pk)
    said = {"column-0": "name", "column-1": "credit_code", "column-2": "address",
            "column-3": "risk", "column-4": "contact"}  # fmt: skip
    text = client.post(f"/registers/imports/{run.pk}/columns/", said, follow=True).content.decode()
    assert f"as {cast.clerk.full_name} named them" in text
    confirm_import(by=cast.clerk, pk=run.pk)
    assert InspectionObject.objects.get().contact == "张三"
    later = checked(cast, csv_sheet([*HEADER, "经办"], [[*row(2), "李四"]]))
    text = page(client, "import-run", later.pk)
    assert f"as {cast.clerk.full_name} named them" in text
    assert f"/registers/imports/{later.pk}/columns/" in text


def test_nothing_is_said_of_a_sheet_that_a_job_has_in_hand(cast: Cast) -> None:
    run = checked(cast, objects_sheet(1))
    ImportRun.objects.filter(pk=run.pk).update(state=ImportState.WRITING)
    with pytest.raises(StaleError, match="worked on"):
        mend_rows(by=cast.clerk, pk=run.pk, cells={})
    with pytest.raises(StaleError, match="worked on"):
        name_columns(by=cast.clerk, pk=run.pk, columns={0: "name"})
    with pytest.raises(StaleError, match="worked on"):
        recheck_import(by=cast.clerk, pk=run.pk)


def test_a_wrong_row_is_opened_whole_and_its_other_reasons_stand_beside_it(cast: Cast) -> None:
    rows = [row(1, "紫"), ["外县厂", credit_code(2, "140121"), "太原市清徐县", "红"]]
    run = checked(cast, csv_sheet(HEADER, rows))
    client = browser(cast.clerk)
    text = page(client, "import-run", run.pk)
    assert 'name="cell-2-risk"' in text
    assert 'name="cell-2-name"' not in text
    text = page(client, "import-run", run.pk, row="2")
    for key in ("name", "credit_code", "address", "risk"):
        assert f'name="cell-2-{key}"' in text
    visits = check_sheet(
        by=cast.clerk, kind=Kind.VISITS, filename="检查.csv",
        content=csv_sheet(["企业名称", "检查日期"], [["没有的厂", "2025-01-02"]]),
    )  # fmt: skip
    assert visits.counts["wrong"] == 1
    assert "is-invalid" in page(client, "import-run", visits.pk)


def imported(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> ImportRun:
    known = make_object(cast.clerk.bureau, risk="YELLOW")
    rows = [[known.name, known.credit_code, known.address, "红"], row(77)]
    run = checked(cast, csv_sheet(HEADER, rows))
    confirm_import(by=cast.clerk, pk=run.pk)
    monkeypatch.setattr(background, "AT_ONCE", 1)
    return run


def test_a_large_import_is_undone_by_a_job(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    run = imported(cast, monkeypatch)
    client = browser(cast.clerk)
    text = client.post(f"/registers/imports/{run.pk}/undo/", follow=True).content.decode()
    assert "Being undone: 0 of 2 rows" in text
    assert DBTaskResult.objects.count() == 1
    background.undo_sheet.call(run.pk, cast.clerk.pk)
    run.refresh_from_db()
    assert (run.state, run.undone_by) == (ImportState.UNDONE, cast.clerk)
    assert InspectionObject.objects.get().risk == "YELLOW"
    assert "Being undone" not in page(client, "import-run", run.pk)


def test_an_undo_that_is_refused_says_why_on_the_page(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = imported(cast, monkeypatch)
    client = browser(cast.clerk)
    client.post(f"/registers/imports/{run.pk}/undo/")
    InspectionObject.objects.filter(name="企业77").update(revision=9)
    background.undo_sheet.call(run.pk, cast.clerk.pk)
    run.refresh_from_db()
    assert "企业77" in run.refusal
    assert run.refusal in page(client, "import-run", run.pk)
    assert InspectionObject.objects.count() == 2


def test_how_far_it_is_stands_on_the_page_and_goes_with_the_job(cast: Cast) -> None:
    run = checked(cast, objects_sheet(1))
    ImportRun.objects.filter(pk=run.pk).update(state=ImportState.WRITING, done=7, whole=9)
    client = browser(cast.clerk)
    assert "Step 1 of 2: 7 of 9 rows" in page(client, "import-run", run.pk)
    with pytest.raises(ZeroDivisionError), progress.progress(run.pk, "writing") as step:  # noqa: PT012
        step(12_000, 100_000)
        text = page(client, "import-run", run.pk)
        raise ZeroDivisionError
    assert "Step 2 of 2: 12,000 of 100,000 rows written" in text
    assert progress.heard(run.pk) is None


def test_a_job_of_which_nothing_is_heard_can_be_given_up(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = checked(cast, objects_sheet(1))
    ImportRun.objects.filter(pk=run.pk).update(state=ImportState.WRITING)
    progress.announce(run.pk, "writing", 1)
    monkeypatch.setattr(progress, "SILENT", -1)
    client = browser(cast.clerk)
    assert "nothing has been heard" in page(client, "import-run", run.pk)
    client.post(f"/registers/imports/{run.pk}/again/")
    run.refresh_from_db()
    assert run.state == ImportState.CHECKED
    assert progress.heard(run.pk) is None


def test_a_queue_that_nobody_works_off_is_named(cast: Cast) -> None:
    run = checked(cast, objects_sheet(1))
    ImportRun.objects.filter(pk=run.pk).update(state=ImportState.WAITING)
    background.read_sheet.enqueue(run.pk)
    client = browser(cast.clerk)
    assert "yaohao worker" not in page(client, "import-run", run.pk)
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=1))
    assert "yaohao worker" in page(client, "import-run", run.pk)


def test_the_page_that_asks_is_loaded_anew_when_the_job_is_done(cast: Cast) -> None:
    run = checked(cast, objects_sheet(1))
    client = browser(cast.clerk)
    asked = client.get(f"/registers/imports/{run.pk}/", headers={"HX-Target": "busy"})
    assert asked.headers["HX-Refresh"] == "true"


def test_a_large_sheet_whose_columns_are_named_is_read_by_a_job(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = checked(cast, csv_sheet(["字号", "码", "在哪里", "色"], [row(1)]))
    monkeypatch.setattr("yaohao.stages.registers.operations.imports.LARGE", 10)
    client = browser(cast.clerk)
    said = {"column-0": "name", "column-1": "credit_code", "column-2": "address"}
    client.post(f"/registers/imports/{run.pk}/columns/", said)
    run.refresh_from_db()
    assert run.state == ImportState.WAITING
    background.read_sheet.call(run.pk)
    run.refresh_from_db()
    assert (run.state, run.counts["new"]) == (ImportState.CHECKED, 1)


def test_what_could_not_be_read_has_no_columns_to_name(cast: Cast) -> None:
    run = checked(cast, objects_sheet(1))
    ImportRun.objects.filter(pk=run.pk).update(state=ImportState.REFUSED, plan_file="")
    with pytest.raises(StaleError, match="not been read"):
        name_columns(by=cast.clerk, pk=run.pk, columns={0: "name"})
    page(browser(cast.clerk), "import-run", run.pk)
    assert browser(cast.clerk).get(f"/registers/imports/{run.pk}/columns/").status_code == 302
