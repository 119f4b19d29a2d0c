"""The pages of those who watch."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.draw import Ceremony, ready
from tests.factories.planning import YEAR
from tests.stages.oversight.visits import visit
from yaohao.ground.accounts.models import User
from yaohao.ground.audit.models import Entry
from yaohao.stages.draw.rules import State
from yaohao.stages.inspection.models import Report
from yaohao.stages.oversight import operations
from yaohao.stages.oversight.models import Complaint


def browser(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_task_from_its_plan_line_on_and_the_reading_is_noted(cast: Cast) -> None:
    draw = Ceremony(cast=cast, line=ready(cast)).to(State.DRAWN)
    client = browser(cast.auditor)
    assert draw.number in client.get(reverse("oversight:tasks")).content.decode()
    text = client.get(reverse("oversight:task", args=[draw.number])).content.decode()
    places = [text.index(act) for act in (
        "Plan line submitted", "Plan line approved", "Draw announced", "List frozen",
        "Drawn and sealed",
    )]  # fmt: skip
    assert places == sorted(places)
    assert Entry.objects.filter(action="oversight.task.read", actor_id="auditor").count() == 1


def test_a_task_of_another_bureau_is_not_found(cast: Cast) -> None:
    draw = Ceremony(cast=cast, line=ready(cast)).to(State.ANNOUNCED)
    assert (
        browser(cast.stranger).get(reverse("oversight:task", args=[draw.number])).status_code == 404
    )


def test_exceptions_are_filtered_and_exported_as_shown(cast: Cast) -> None:
    made = visit(cast, state="void", void_reason="企业停产", outcome="", disposal="")
    late = visit(cast)
    Report.objects.create(inspection=late, due=timezone.localdate().replace(year=2020))
    client, address = browser(cast.auditor), reverse("oversight:exceptions")
    Report.objects.update(due=timezone.localdate().replace(year=2020))
    response = client.get(address, {"severity": "breach", "export": "csv"})
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row["About"] for row in rows] == [late.number]
    assert made.number not in response.content.decode()


def test_statistics_say_the_same_in_sentence_and_file(cast: Cast) -> None:
    Ceremony(cast=cast, line=ready(cast, objects=12)).to(State.DRAWN)
    client, address = browser(cast.director), reverse("oversight:statistics")
    text = client.get(address, {"year": str(YEAR)}).content.decode()
    assert f"{YEAR}: 6 planned, 6 drawn, 0 inspected" in text
    assert "<svg" in text
    response = client.get(address, {"year": str(YEAR), "export": "csv"})
    (row,) = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")))
    assert (row["Planned"], row["Drawn"], row["Inspected"]) == ("6", "6", "0")


def test_a_complaint_by_its_pages(cast: Cast) -> None:
    clerk, director = browser(cast.clerk), browser(cast.director)
    form = {"text": "检查走过场", "received_on": timezone.localdate().isoformat()}
    clerk.post(reverse("oversight:complaint-add"), form)
    complaint = Complaint.objects.get()
    page = reverse("oversight:complaint", args=[complaint.pk])
    assert "检查走过场" in clerk.get(page).content.decode()
    steps = [
        ("investigate", {}),
        ("find", {"finding": "unfounded", "text": "检查记录完整。"}),
        ("take-measure", {"measure": "无需处理，已说明。"}),
        ("answer", {"answer": "已电话答复。"}),
        ("close", {}),
    ]
    for act, values in steps:
        director.post(reverse("oversight:complaint-act", args=[complaint.pk, act]), values)
    complaint.refresh_from_db()
    assert complaint.state == "closed"
    assert "已电话答复" in director.get(page).content.decode()


def test_a_complaint_without_text_keeps_what_was_typed(cast: Cast) -> None:
    response = browser(cast.clerk).post(
        reverse("oversight:complaint-add"), {"text": "", "complainant": "李先生"}
    )
    assert "李先生" in response.content.decode()
    assert not Complaint.objects.exists()


@pytest.mark.parametrize("act", ["close", "nonsense"])
def test_an_act_that_does_not_fit_changes_nothing(cast: Cast, act: str) -> None:
    made = operations.receive_complaint(by=cast.clerk, text="x", received_on=timezone.localdate())
    browser(cast.director).post(reverse("oversight:complaint-act", args=[made.pk, act]))
    assert Complaint.objects.get().state == "received"
