"""What every address of the API refuses, and how its answers are marked."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Cast
from tests.factories.registers import make_object, objects_sheet
from tests.factories.tokens import program

OBJECTS = "/api/registers/objects"
IMPORTS = "/api/registers/imports"


def problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.content.decode()
    assert answer["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert body["type"] == f"/api/#{code}"
    assert body["status"] == status
    return body


@pytest.mark.parametrize("query", ["q=%00", "q=a%00b", "after=%00", "%00=1", "region=14%00"])
def test_a_nul_never_reaches_the_database(full_key: str, query: str) -> None:
    problem(program(full_key).get(f"{OBJECTS}?{query}"), 422, "invalid")


def test_a_nul_in_the_path_is_refused_too(full_key: str) -> None:
    problem(program(full_key).get(f"{OBJECTS}/%00"), 422, "invalid")


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("limit=0", "query.limit"),
        ("limit=1001", "query.limit"),
        ("limit=zehn", "query.limit"),
        ("regoin=140702", "query.regoin"),
        ("region=110101", "query.region"),
        ("risk=GREEN", "query.risk"),
        ("state=live&q=%EF%BC%9F", "query.q"),
        ("q=" + "a" * 101, "query.q"),
    ],
)
def test_a_wrong_value_is_named_with_reason_and_repair(
    full_key: str, query: str, place: str
) -> None:
    (mistake,) = problem(program(full_key).get(f"{OBJECTS}?{query}"), 422, "invalid")["errors"]
    assert mistake["place"] == place
    assert mistake["reason"]


def test_words_come_in_the_language_asked_for(full_key: str) -> None:
    chinese = program(full_key).get(f"{OBJECTS}?limit=0")
    english = program(full_key, **{"Accept-Language": "en"}).get(f"{OBJECTS}?limit=0")
    assert chinese.json()["title"] == "有的值不能用"
    assert english.json()["title"] == "A value cannot be used"
    assert "Accept-Language" in english["Vary"]


def test_another_method_is_answered_with_those_that_are_taken(full_key: str) -> None:
    answer = program(full_key).delete(OBJECTS)
    problem(answer, 405, "method-not-allowed")
    assert answer["Allow"] == "GET"


def test_what_is_not_there_is_a_problem_and_no_page(full_key: str) -> None:
    problem(program(full_key).get("/api/registers/nothing"), 404, "not-found")
    problem(Client().get("/api/nothing/at/all"), 404, "not-found")


@pytest.mark.parametrize(
    "kind", ["application/json", "text/csv", "application/x-www-form-urlencoded"]
)
def test_a_sheet_comes_as_a_form(full_key: str, kind: str) -> None:
    answer = program(full_key).post(IMPORTS, data=b"{}", content_type=kind)
    problem(answer, 415, "media-type")
    assert answer["Accept-Post"] == "multipart/form-data"


def test_a_body_that_is_no_json_is_unreadable(full_key: str) -> None:
    client = program(full_key)
    answer = client.post(f"{IMPORTS}/1/confirm", data=b"{", content_type="application/json")
    problem(answer, 400, "unreadable")


def test_a_torn_form_is_unreadable(full_key: str) -> None:
    client = program(full_key)
    answer = client.post(IMPORTS, data=b"xx", content_type="multipart/form-data")
    problem(answer, 400, "unreadable")


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    full_key: str, settings: Any
) -> None:
    settings.YAOHAO_MAX_UPLOAD = 1000
    form = {"kind": "objects", "file": SimpleUploadedFile("a.csv", b"x" * 100_000)}
    problem(program(full_key).post(IMPORTS, form), 413, "too-large")
    form = {"kind": "objects", "file": SimpleUploadedFile("a.csv", b"x" * 2000)}
    problem(program(full_key).post(IMPORTS, form), 413, "too-large")


def test_no_cookie_is_needed_set_or_looked_at(full_key: str) -> None:
    form = {"kind": "objects", "file": SimpleUploadedFile("a.csv", objects_sheet(1))}
    answer = program(full_key).post(IMPORTS, form)  # CSRF is enforced where a cookie counts
    assert answer.status_code == 201
    assert not answer.cookies


def test_an_answer_is_marked_and_not_sent_twice(full_key: str, cast: Cast) -> None:
    client = program(full_key)
    first = client.get(OBJECTS)
    again = client.get(OBJECTS, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"] == "private, no-cache"
    make_object(cast.city)
    assert client.get(OBJECTS, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_the_head_of_a_list_can_be_asked_for(full_key: str) -> None:
    whole, head = program(full_key).get(OBJECTS), program(full_key).head(OBJECTS)
    assert (head.status_code, head.content) == (200, b"")
    assert (head["ETag"], head["Content-Length"]) == (whole["ETag"], str(len(whole.content)))


def test_a_fault_of_ours_is_a_problem_with_no_detail(
    full_key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr("yaohao.stages.registers.api.reading.page", broken)
    answer = program(full_key).get(OBJECTS)
    problem(answer, 500, "fault")
    assert b"secret" not in answer.content
