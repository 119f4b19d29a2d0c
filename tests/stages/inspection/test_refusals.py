"""Bad input at the place: named, repaired, and nothing that was typed is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.inspection import carry, drawn, finish, for_cause, picture, task
from yaohao.ground.accounts.models import User
from yaohao.stages.inspection import operations
from yaohao.stages.inspection.models import Inspection, Photo, Problem
from yaohao.stages.inspection.rules import Result, State

NOWHERE = "987654"


def browser(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def send(client: Client, made: Inspection, act: str, **values: Any) -> Any:
    return client.post(reverse("inspection:act", args=[made.pk, act]), values)


def shot(name: str = "a.png", content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or picture())


@pytest.mark.parametrize(
    ("act", "values"),
    [
        ("answer", {"question": NOWHERE, "revision": "1", "result": "pass"}),
        ("problem", {"question": NOWHERE, "text": "x"}),
        ("drop-problem", {"row": NOWHERE}),
        ("change-problem", {"row": NOWHERE, "text": "x"}),
        ("photo", {"question": NOWHERE}),
        ("photo", {"problem": NOWHERE}),
    ],
)
def test_a_row_that_is_not_there_is_said_so(cast: Cast, act: str, values: dict[str, str]) -> None:
    made = for_cause(cast, State.RUNNING)
    files = {"photo": shot()} if act == "photo" else {}
    response = send(browser(cast.officer), made, act, **values, **files)
    assert response.status_code == 422
    assert "Look at the page again" in response.content.decode()


def test_a_question_taken_back_twice(cast: Cast) -> None:
    made = for_cause(cast)
    added = operations.add_question(by=cast.officer, pk=made.pk, text="消防", reason="举报反映")
    client = browser(cast.officer)
    assert send(client, made, "remove-question", row=added.pk).status_code == 302
    assert send(client, made, "remove-question", row=added.pk).status_code == 422


def test_both_answers_stand_side_by_side(cast: Cast) -> None:
    made = for_cause(cast, State.RUNNING)
    row = made.questions.order_by("number")[0]
    operations.answer(
        by=cast.other_officer, pk=made.pk, question=row.pk, revision=1, result=Result.PASS,
        remark="台账齐全",
    )  # fmt: skip
    response = send(
        browser(cast.officer), made, "answer", question=row.pk, revision=1, result="fail",
        remark="缺三月记录",
    )  # fmt: skip
    text = response.content.decode()
    assert response.status_code == 422
    for part in ("台账齐全", cast.other_officer.full_name, "does not conform 缺三月记录"):
        assert part in text
    assert 'value="缺三月记录"' in text
    again = send(
        browser(cast.officer), made, "answer", question=row.pk, revision=2, result="fail",
        remark="缺三月记录",
    )  # fmt: skip
    assert again["Location"].endswith(f"#question-{row.pk}")


def test_a_refused_seal_keeps_what_was_typed(cast: Cast) -> None:
    made = for_cause(cast, State.RUNNING)
    made.refresh_from_db()
    response = send(
        browser(cast.officer), made, "seal", revision=made.revision, ended_at="2026-11-24T10:00",
        situation="查看了三个车间", statement="无异议", outcome="no-problem", disposal="none",
    )  # fmt: skip
    assert response.status_code == 422
    assert "查看了三个车间" in response.content.decode()
    assert "has no answer yet" in response.content.decode()


def test_a_refused_arrival_keeps_the_name(cast: Cast) -> None:
    made = for_cause(cast, State.APPROVED)
    text = send(browser(cast.officer), made, "arrive", person="王厂长").content.decode()
    assert "王厂长" in text
    assert "Show your certificates first" in text


def test_good_photos_stay_when_one_is_none(cast: Cast) -> None:
    made = for_cause(cast, State.RUNNING)
    problem = operations.note_problem(by=cast.officer, pk=made.pk, text="通道堵塞")
    files = [shot("好.png"), shot("坏.png", b"nothing"), shot("另.png", picture("red"))]
    response = send(browser(cast.officer), made, "photo", photo=files, problem=problem.pk)
    assert response.status_code == 422
    assert "坏.png" in response.content.decode()
    assert Photo.objects.filter(problem=problem).count() == 2


def test_a_problem_is_written_anew_until_the_seal(cast: Cast) -> None:
    made = for_cause(cast, State.RUNNING)
    problem = operations.note_problem(by=cast.officer, pk=made.pk, text="通道堵塞")
    client = browser(cast.officer)
    send(client, made, "change-problem", row=problem.pk, text="疏散通道被货物堵塞", major="on")
    problem.refresh_from_db()
    assert (problem.text, problem.major) == ("疏散通道被货物堵塞", True)
    assert send(client, made, "change-problem", row=problem.pk, text=" ").status_code == 422
    finish(cast, made)
    Inspection.objects.filter(pk=made.pk).update(state=State.RECORDED.value)
    with pytest.raises(operations.Refused):
        operations.change_problem(by=cast.officer, pk=made.pk, problem=problem.pk, text="改")
    assert Problem.objects.get().text == "疏散通道被货物堵塞"


def test_a_photo_goes_out_as_a_download_and_is_not_cached(cast: Cast) -> None:
    made = for_cause(cast, State.RUNNING)
    photo = operations.add_photo(by=cast.officer, pk=made.pk, content=picture(), filename="a.png")
    response = browser(cast.officer).get(reverse("inspection:photo", args=[made.pk, photo.digest]))
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


def test_the_hall_lists_the_summaries_and_a_refused_receipt_keeps_its_words(
    cast: Cast, settings: Any
) -> None:
    walk = task(cast, settings=settings, objects=2)
    carry(cast, drawn(walk), State.REPORTED)
    summary = operations.summarise(by=cast.clerk, number=walk.number)
    text = browser(cast.hall).get(reverse("inspection:summaries")).content.decode()
    assert summary.number in text
    assert "not delivered yet" in text
    ahead = (timezone.localdate() + timedelta(days=3)).isoformat()
    values = {"receipt": "政务收〔2026〕9号", "delivered_on": ahead}
    response = browser(cast.clerk).post(reverse("inspection:deliver", args=[summary.pk]), values)
    assert response.status_code == 422
    assert "政务收〔2026〕9号" in response.content.decode()
    assert "that day has not come yet" in response.content.decode()
