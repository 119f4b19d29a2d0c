"""The pages of an inspection, as the people who use them meet them."""

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.inspection import drawn, for_cause, picture, task
from tests.factories.registers import make_item, make_object, make_officer
from yaohao.ground.accounts.models import User
from yaohao.stages.draw.operations import read_visits
from yaohao.stages.inspection.models import Inspection, Photo
from yaohao.stages.inspection.rules import State


def browser(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(client: Client, name: str, *args: Any) -> str:
    response = client.get(reverse(f"inspection:{name}", args=args))
    assert response.status_code == 200
    return response.content.decode()


def press(client: Client, made: Inspection, act: str, **values: Any) -> str:
    response = client.post(reverse("inspection:act", args=[made.pk, act]), values, follow=True)
    assert response.status_code in {200, 422}
    return response.content.decode()


def test_from_my_visits_to_the_scheme_and_the_heads_desk(cast: Cast, settings: Any) -> None:
    walk = task(cast, settings=settings)
    officer, director = browser(cast.officer), browser(cast.director)
    envelope = read_visits(by=cast.officer)[0]
    officer.post(reverse("inspection:begin", args=[walk.number, envelope.round, envelope.position]))
    made = Inspection.objects.get()
    assert "waiting for approval" in page(officer, "inspection", made.pk)
    values = {
        "planned_on": made.planned_on, "method": "ON_SITE", "purpose": "查责任制", "revision": 1,
    }  # fmt: skip
    officer.post(reverse("inspection:scheme", args=[made.pk]), values)
    press(officer, made, "submit")
    press(director, made, "approve")
    made.refresh_from_db()
    assert (made.state, made.purpose) == ("approved", "查责任制")


def test_at_the_place_by_buttons_alone(cast: Cast) -> None:
    made = for_cause(cast, State.APPROVED)
    client = browser(cast.officer)
    press(client, made, "arrive", person="王厂长", identity_shown="on", recusal_told="on")
    first = made.questions.order_by("number")[0]
    press(client, made, "answer", question=first.pk, revision=1, result="fail", remark="缺")
    press(client, made, "problem", question=first.pk, text="培训记录缺失", major="on")
    photo = SimpleUploadedFile("a.jpg", picture("red", (300, 200), "JPEG"))
    press(client, made, "photo", photo=photo, question=first.pk)
    press(client, made, "pass-rest", open_=2)
    for user in (cast.officer, cast.other_officer):
        paper = SimpleUploadedFile("s.png", picture())
        press(client, made, "sign", role="officer", name=user.full_name, paper=paper)
    press(client, made, "refuse", **{"refusal-name": "王厂长", "refusal-reason": "有异议"})
    made.refresh_from_db()
    press(
        client, made, "seal", revision=made.revision, situation="现场情况", outcome="ordered",
        disposal="order", ended_at=timezone.localtime().strftime("%Y-%m-%dT%H:%M:%S"),
    )  # fmt: skip
    made.refresh_from_db()
    assert made.state == "recorded"
    text = page(browser(cast.clerk), "inspection", made.pk)
    assert "培训记录缺失" in text
    kept = client.get(reverse("inspection:photo", args=[made.pk, Photo.objects.get().digest]))
    assert kept["Content-Type"] == "image/jpeg"


def test_a_refusal_comes_back_to_its_page_with_the_reason(cast: Cast) -> None:
    made = for_cause(cast, State.RUNNING)
    client = browser(cast.officer)
    photo = SimpleUploadedFile("现场.jpg", b"MZ")
    assert "现场.jpg" in press(client, made, "photo", photo=photo)
    assert "Question 1 has no answer yet" in press(
        client, made, "seal", revision=made.revision, situation="x", outcome="no-problem",
        disposal="none", ended_at=timezone.localtime().strftime("%Y-%m-%dT%H:%M:%S"),
    )  # fmt: skip
    assert "Result" in press(client, made, "answer", question=1, revision=1, result="maybe")


def test_the_five_parts_and_their_clock(cast: Cast) -> None:
    made = for_cause(cast, State.RECORDED)
    client = browser(cast.officer)
    text = page(client, "report", made.pk)
    assert "The fifth working day after the end" in text
    assert "lacks its part" in press(client, made, "close")
    fields = dict.fromkeys(("time", "content", "record", "evaluation", "advice"), "写好")
    client.post(reverse("inspection:report", args=[made.pk]), fields | {"revision": 1})
    press(client, made, "close")
    assert "Closed:" in page(browser(cast.director), "report", made.pk)


def test_a_task_is_summed_up_and_delivered(cast: Cast, settings: Any) -> None:
    walk = task(cast, settings=settings)
    drawn(walk, State.REPORTED)
    clerk, address = browser(cast.clerk), reverse("inspection:task", args=[walk.number])
    clerk.post(address, {"text": ""})
    (summary,) = walk.draw.summaries.all()
    deliver = reverse("inspection:deliver", args=[summary.pk])
    clerk.post(deliver, {"receipt": "政收9号", "delivered_on": timezone.localdate().isoformat()})
    assert "政收9号" in page(browser(cast.hall), "task", walk.number)
    assert browser(cast.stranger).post(deliver, {}).status_code == 404


def test_a_visit_for_a_cause_by_its_form(cast: Cast) -> None:
    firm, item = make_object(cast.city), make_item(cast.city)
    team = [make_officer(cast.city).pk for _ in range(2)]
    form = {
        "kind": "superior", "source": "省厅", "document": "交办〔2026〕3号", "summary": "核查",
        "received_on": timezone.localdate().isoformat(), "object_id": firm.object_id.lower(),
        "planned_on": timezone.localdate().isoformat(), "item": item.pk, "officers": team,
        "leader": team[-1],
    }  # fmt: skip
    client, address = browser(cast.clerk), reverse("inspection:cause-add")
    wrong = client.post(address, form | {"object_id": "nowhere"}).content.decode()
    assert "No enterprise with this code" in wrong
    assert "交办〔2026〕3号" in wrong
    client.post(address, form)
    made = Inspection.objects.get()
    assert made.cause.document == "交办〔2026〕3号"
    assert made.members.get(role="lead").officer_id == team[-1]


def test_the_list_exports_what_it_shows(cast: Cast) -> None:
    running, other = for_cause(cast, State.RUNNING), for_cause(cast)
    client = browser(cast.director)
    response = client.get(reverse("inspection:inspections"), {"state": "running", "export": "csv"})
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row["Number"] for row in rows] == [running.number]
    assert other.number in page(client, "inspections")


@pytest.mark.parametrize("name", ["inspection", "scheme", "visit", "signatures"])
def test_before_the_door_a_colleague_finds_nothing(cast: Cast, settings: Any, name: str) -> None:
    made = drawn(task(cast, settings=settings))
    make_officer(cast.city, user=cast.head)
    address = reverse(f"inspection:{name}", args=[made.pk])
    assert browser(cast.head).get(address).status_code == 404
    assert browser(cast.officer).get(address).status_code == 200
