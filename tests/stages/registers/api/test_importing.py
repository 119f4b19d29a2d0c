"""Importing by key: refusals first, then from the sheet to the register and back."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Cast
from tests.factories.registers import csv_sheet, make_object, objects_sheet
from tests.factories.tokens import make_key, program
from yaohao.ground.accounts.rules import Scope
from yaohao.ground.audit.models import Entry
from yaohao.stages.registers import background
from yaohao.stages.registers.models import ImportRun, InspectionObject
from yaohao.stages.registers.operations import check_sheet, recheck_import
from yaohao.stages.registers.rules.kinds import Kind

IMPORTS = "/api/registers/imports"


@pytest.fixture
def writer(cast: Cast) -> Client:
    """A program of the city that imports and nothing else."""
    made = make_key(cast.security_admin, cast.clerk, Scope.REGISTERS_IMPORT, name="数据平台")
    return program(made[1])


def send(client: Client, content: bytes, kind: str = "objects", **headers: str) -> Any:
    form = {"kind": kind, "file": SimpleUploadedFile("对象.csv", content)}
    return client.post(IMPORTS, form, headers=headers or None)


def confirm(client: Client, pk: int, *, leave_out_wrong: bool = False) -> Any:
    said = {"leave_out_wrong": leave_out_wrong}
    return client.post(f"{IMPORTS}/{pk}/confirm", said, content_type="application/json")


def test_who_only_reads_imports_nothing(cast: Cast) -> None:
    client = program(make_key(cast.security_admin, cast.clerk, Scope.REGISTERS_READ)[1])
    assert send(client, objects_sheet(1)).status_code == 403
    assert client.get(IMPORTS).status_code == 200
    assert not ImportRun.objects.exists()


def test_who_only_imports_reads_no_register(writer: Client) -> None:
    assert writer.get("/api/registers/objects").status_code == 403


def test_another_bureaus_import_is_not_there(cast: Cast, writer: Client) -> None:
    foreign = check_sheet(
        by=cast.stranger, kind=Kind.OBJECTS, filename="a.csv", content=objects_sheet(1)
    )
    assert writer.get(IMPORTS).json()["rows"] == []
    for rest in ("", "/rows", "/mistakes"):
        assert writer.get(f"{IMPORTS}/{foreign.pk}{rest}").status_code == 404
    for act in ("recheck", "drop", "undo"):
        assert writer.post(f"{IMPORTS}/{foreign.pk}/{act}").status_code == 404
    assert confirm(writer, foreign.pk).status_code == 404
    foreign.refresh_from_db()
    assert foreign.state == "checked"


def test_a_file_that_is_no_sheet_is_refused_in_the_words_of_the_page(writer: Client) -> None:
    answer = send(writer, b"%PDF-1.4")
    assert answer.status_code == 422
    (mistake,) = answer.json()["errors"]
    assert mistake["place"] == "body.file"
    assert "不是" in mistake["reason"]


def test_from_the_sheet_to_the_register_and_back(cast: Cast, writer: Client) -> None:
    sent = send(writer, objects_sheet(2))
    run = sent.json()
    assert (sent.status_code, run["state"], run["counts"]["new"]) == (201, "checked", 2)
    assert sent["Location"] == f"{IMPORTS}/{run['id']}"
    assert not InspectionObject.objects.exists()
    planned = writer.get(f"{IMPORTS}/{run['id']}/rows").json()["rows"]
    assert [(row["verdict"], row["said"]) for row in planned] == [("new", "新增")] * 2
    done = confirm(writer, run["id"])
    assert (done.status_code, done.json()["state"], done.json()["undoable"]) == (
        200, "imported", True,
    )  # fmt: skip
    assert InspectionObject.objects.filter(bureau=cast.city).count() == 2
    again = confirm(writer, run["id"])
    assert (again.status_code, again.json()["type"]) == (409, "/api/#conflict")
    undone = writer.post(f"{IMPORTS}/{run['id']}/undo")
    assert (undone.status_code, undone.json()["state"]) == (200, "undone")
    assert not InspectionObject.objects.exists()


def test_the_clerk_acts_and_the_trail_names_the_key(cast: Cast, writer: Client) -> None:
    run = send(writer, objects_sheet(1)).json()
    confirm(writer, run["id"])
    acts = Entry.objects.filter(action__startswith="registers.import.").order_by("index")
    assert [entry.action for entry in acts] == [
        "registers.import.check",
        "registers.import.confirm",
    ]
    for entry in acts:
        assert entry.actor_id == "clerk"
        assert "数据平台" in entry.detail
    assert run["uploaded_by"] == "法小规"


def test_wrong_rows_are_told_with_place_and_repair_and_stop_the_import(writer: Client) -> None:
    header = ["企业名称", "统一社会信用代码", "注册地址"]
    right = ["榆次甲公司", "无", "山西省晋中市榆次区迎宾街1号"]
    run = send(writer, csv_sheet(header, [right, ["乙公司", "123", "榆次区"]])).json()
    assert run["counts"]["wrong"] == 1
    (cell,) = writer.get(f"{IMPORTS}/{run['id']}/mistakes").json()["rows"]
    assert (cell["line"], cell["key"], cell["column"]) == (3, "credit_code", "统一社会信用代码")
    assert cell["reason"]
    assert cell["place"]
    refused = confirm(writer, run["id"])
    assert refused.status_code == 409
    assert "1" in refused.json()["detail"]
    assert confirm(writer, run["id"], leave_out_wrong=True).status_code == 200
    assert InspectionObject.objects.count() == 1


def test_changes_come_in_the_language_of_the_request(cast: Cast, writer: Client) -> None:
    make_object(cast.city, object_id="B001", credit_code="", name="旧名", risk="RED")
    sheet = csv_sheet(["对象标识", "企业名称", "统一社会信用代码"], [["B001", "新名", "无"]])
    run = send(writer, sheet).json()
    said = {}
    for language in ("zh-hans", "en"):
        address = f"{IMPORTS}/{run['id']}/rows"
        (row,) = writer.get(address, headers={"Accept-Language": language}).json()["rows"]
        (change,) = row["changes"]
        assert (change["field"], change["before"], change["after"]) == ("name", "旧名", "新名")
        said[language] = change["said"]
    assert said["zh-hans"].startswith("企业名称")
    assert said["en"].startswith("Name of the object")


def test_rows_and_mistakes_come_in_pages(writer: Client) -> None:
    run = send(writer, objects_sheet(5)).json()
    first = writer.get(f"{IMPORTS}/{run['id']}/rows?limit=2").json()
    rest = writer.get(first["next"]).json()
    assert [row["line"] for row in first["rows"] + rest["rows"]] == [2, 3, 4, 5]
    header = ["企业名称", "统一社会信用代码", "地址"]
    wrong = send(writer, csv_sheet(header, [["甲", "1", "榆次区"]] * 3)).json()
    seen, address = [], f"{IMPORTS}/{wrong['id']}/mistakes?limit=2"
    while address:
        page = writer.get(address).json()
        seen += [row["line"] for row in page["rows"]]
        address = page["next"]
    assert sorted(set(seen)) == [2, 3, 4]
    assert len(seen) == len(writer.get(f"{IMPORTS}/{wrong['id']}/mistakes").json()["rows"])


def test_an_outdated_plan_is_refused_and_checked_again(cast: Cast, writer: Client) -> None:
    sheet = csv_sheet(["对象标识", "企业名称", "统一社会信用代码"], [["B001", "新名", "无"]])
    thing = make_object(cast.city, object_id="B001", credit_code="", name="旧名")
    run = send(writer, sheet).json()
    InspectionObject.objects.filter(pk=thing.pk).update(name="另名", revision=2)
    assert confirm(writer, run["id"]).status_code == 409
    assert writer.post(f"{IMPORTS}/{run['id']}/recheck").json()["state"] == "checked"
    assert confirm(writer, run["id"]).status_code == 200


def test_a_dropped_sheet_stays_dropped(writer: Client) -> None:
    run = send(writer, objects_sheet(1)).json()
    assert writer.post(f"{IMPORTS}/{run['id']}/drop").json()["state"] == "dropped"
    assert confirm(writer, run["id"]).status_code == 409
    assert writer.post(f"{IMPORTS}/{run['id']}/drop").status_code == 409
    assert not InspectionObject.objects.exists()


def test_a_large_sheet_is_read_and_written_by_jobs_that_name_the_key(
    cast: Cast, writer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yaohao.stages.registers.api.importing.LARGE", 10)
    monkeypatch.setattr(background, "AT_ONCE", 1)
    run = send(writer, objects_sheet(3)).json()
    assert run["state"] == "waiting"
    address = f"{IMPORTS}/{run['id']}"
    assert writer.get(f"{address}/rows").status_code == 409
    assert confirm(writer, run["id"]).status_code == 409
    background.read_sheet.call(run["id"])
    assert writer.get(address).json()["state"] == "checked"
    taken = confirm(writer, run["id"])
    assert (taken.status_code, taken.json()["state"]) == (202, "writing")
    token = make_key(cast.security_admin, cast.clerk, name="另一个")[0]
    background.write_sheet.call(run["id"], cast.clerk.pk, False, f"{token.subject} {token.name}")
    assert writer.get(address).json()["state"] == "imported"
    assert "另一个" in Entry.objects.get(action="registers.import.confirm").detail


def test_unclear_columns_wait_for_a_clerk(writer: Client) -> None:
    run = send(writer, csv_sheet(["一", "二", "三"], [["甲公司", "无", "榆次区"]])).json()
    assert run["state"] == "unclear"
    assert run["page"].startswith("/registers/imports/")
    assert run["refusal"]
    address = f"{IMPORTS}/{run['id']}"
    assert writer.get(f"{address}/rows").status_code == 409
    assert confirm(writer, run["id"]).status_code in {409, 422}
    assert writer.post(f"{address}/drop").status_code == 200
    for rest in ("rows", "mistakes"):
        assert writer.get(f"{address}/{rest}").status_code == 409


def test_imports_are_listed_the_newest_first(cast: Cast, writer: Client) -> None:
    made = [send(writer, objects_sheet(1, first=n)).json()["id"] for n in (1, 2, 3)]
    recheck_import(by=cast.clerk, pk=made[0])
    page = writer.get(f"{IMPORTS}?limit=2&kind=objects&state=checked").json()
    assert [row["id"] for row in page["rows"]] == [made[2], made[1]]
    assert [row["id"] for row in writer.get(page["next"]).json()["rows"]] == [made[0]]


def test_a_large_import_is_undone_by_a_job(
    cast: Cast, writer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = send(writer, objects_sheet(3)).json()
    confirm(writer, run["id"])
    monkeypatch.setattr(background, "AT_ONCE", 2)
    sent = writer.post(f"{IMPORTS}/{run['id']}/undo")
    said = sent.json()
    assert (sent.status_code, said["state"], said["doing"]) == (202, "imported", "undoing")
    assert (said["done"], said["whole"]) == (0, 3)
    again = writer.post(f"{IMPORTS}/{run['id']}/undo")
    assert (again.status_code, again.json()["type"]) == (409, "/api/#conflict")
    assert InspectionObject.objects.count() == 3
    background.undo_sheet.call(run["id"], cast.clerk.pk, "数据平台")
    said = writer.get(f"{IMPORTS}/{run['id']}").json()
    assert (said["state"], said["doing"]) == ("undone", None)
    assert not InspectionObject.objects.exists()
