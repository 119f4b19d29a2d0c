"""Large sheets are read and imported by jobs; whatever happens to a job, nothing is half done."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks_db.models import DBTaskResult

from tests.cast import Cast
from tests.factories.registers import credit_code, csv_sheet, make_object, objects_sheet
from tests.stages.registers.browsers import browser
from yaohao.stages.registers import background
from yaohao.stages.registers.errors import StaleError
from yaohao.stages.registers.models import ImportRun, ImportState, InspectionObject
from yaohao.stages.registers.operations import confirm_import, drop_import, receive_sheet
from yaohao.stages.registers.rules.kinds import Kind

pytestmark = pytest.mark.django_db


def received(cast: Cast, content: bytes) -> ImportRun:
    return receive_sheet(by=cast.clerk, kind=Kind.OBJECTS, filename="大表.csv", content=content)


def state(run: ImportRun) -> str:
    run.refresh_from_db()
    return run.state


def test_upload_answers_at_once_and_the_job_reads(cast: Cast, monkeypatch: Any) -> None:
    monkeypatch.setattr("yaohao.stages.registers.views.importing.LARGE", 100)
    client = browser(cast.clerk)
    file = SimpleUploadedFile("大表.csv", objects_sheet(3))
    page = client.post("/registers/objects/import/", {"file": file}, follow=True)
    run = ImportRun.objects.get()
    assert run.state == ImportState.WAITING
    assert "hx-trigger" in page.content.decode()
    assert DBTaskResult.objects.count() == 1
    background.read_sheet.call(run.pk)
    assert state(run) == ImportState.CHECKED
    page = client.get(f"/registers/imports/{run.pk}/")
    assert f"/registers/imports/{run.pk}/confirm/" in page.content.decode()


def test_a_job_ends_with_a_plan_a_question_or_a_reason(cast: Cast) -> None:
    clear, unclear = received(cast, objects_sheet(3)), received(cast, csv_sheet(["x"], [["y"]]))
    empty = received(cast, "企业名称,统一社会信用代码\n".encode())
    for run in (clear, unclear, empty):
        background.read_sheet.call(run.pk)
    assert state(clear) == ImportState.CHECKED
    assert state(unclear) == ImportState.UNCLEAR
    assert state(empty) == ImportState.REFUSED
    page = browser(cast.clerk).get(f"/registers/imports/{empty.pk}/").content.decode()
    assert empty.refusal in page


def test_the_import_is_a_job_too_and_started_twice_imports_once(
    cast: Cast, monkeypatch: Any
) -> None:
    monkeypatch.setattr(background, "AT_ONCE", 2)
    run = received(cast, objects_sheet(3))
    background.read_sheet.call(run.pk)
    client = browser(cast.clerk)
    client.post(f"/registers/imports/{run.pk}/confirm/")
    assert state(run) == ImportState.WRITING
    assert not InspectionObject.objects.exists()
    background.write_sheet.call(run.pk, cast.clerk.pk, False)
    background.write_sheet.call(run.pk, cast.clerk.pk, False)
    assert state(run) == ImportState.IMPORTED
    assert InspectionObject.objects.count() == 3


def test_a_register_that_moved_meanwhile_is_looked_at_again(cast: Cast) -> None:
    run = received(cast, objects_sheet(3))
    background.read_sheet.call(run.pk)
    # One of the three enters by hand: the sheet would now do something else.
    make_object(cast.clerk.bureau, credit_code=credit_code(1))
    background.write_sheet.call(run.pk, cast.clerk.pk, False)
    assert state(run) == ImportState.CHECKED
    assert run.refusal
    assert InspectionObject.objects.count() == 1


def test_a_job_that_died_is_started_again(cast: Cast) -> None:
    run = received(cast, objects_sheet(3))
    ImportRun.objects.filter(pk=run.pk).update(state=ImportState.READING, done=1, whole=3)
    client = browser(cast.clerk)
    client.post(f"/registers/imports/{run.pk}/again/")
    assert state(run) == ImportState.WAITING
    assert DBTaskResult.objects.count() == 1
    ImportRun.objects.filter(pk=run.pk).update(state=ImportState.WRITING)
    client.post(f"/registers/imports/{run.pk}/again/")
    assert state(run) == ImportState.CHECKED


def test_what_was_dropped_while_it_waited_stays_dropped(cast: Cast) -> None:
    run = received(cast, objects_sheet(3))
    drop_import(by=cast.clerk, pk=run.pk)
    background.read_sheet.call(run.pk)
    assert state(run) == ImportState.DROPPED
    with pytest.raises(StaleError):
        confirm_import(by=cast.clerk, pk=run.pk)
