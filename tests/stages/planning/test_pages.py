"""The pages of the plan: the list, a line, and the buttons on it."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.planning import (
    YEAR,
    approved_line,
    draft_line,
    filed_line,
    plan_objects,
    submitted_line,
)
from yaohao.ground.accounts.models import User
from yaohao.stages.planning.models import Line


def browser(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(client: Client, name: str, *args: Any, **query: str) -> str:
    response = client.get(reverse(f"planning:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_plan_shows_its_lines_and_counts(cast: Cast) -> None:
    plan_objects(cast.city, 10)
    draft_line(cast.city, title="粉尘涉爆专项")
    filed_line(cast.city, title="危化品专项")
    text = page(browser(cast.clerk), "lines")
    assert "粉尘涉爆专项" in text
    assert f"{YEAR}: 2 lines. random inspection: 2 lines, 10 visits to be drawn." in text
    narrowed = page(browser(cast.clerk), "lines", q="危化")
    assert "粉尘涉爆专项" not in narrowed
    assert f"{YEAR}: 1 line. random inspection: 1 line, 5 visits to be drawn." in narrowed


def test_the_empty_plan_says_so(cast: Cast) -> None:
    assert "No line in this plan yet" in page(browser(cast.clerk), "lines", year="1066")


def test_what_is_shown_is_exported(cast: Cast) -> None:
    plan_objects(cast.city, 10)
    filed_line(cast.city, title="危化品专项")
    draft_line(cast.city, title="粉尘涉爆专项")
    client = browser(cast.director)
    response = client.get(reverse("planning:lines"), {"state": "filed", "export": "csv"})
    table = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row["Title"] for row in table] == ["危化品专项"]
    assert (table[0]["Match"], table[0]["Drawn"]) == ("10", "5")
    response = client.get(reverse("planning:lines"), {"export": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[0]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == ["危化品专项", "粉尘涉爆专项"]


def test_a_line_shows_sentence_facts_and_time_line(cast: Cast) -> None:
    plan_objects(cast.city, 10)
    line = filed_line(cast.city)
    text = page(browser(cast.auditor), "line", line.pk)
    assert "10 match → 5 drawn" in text
    assert line.filing is not None
    assert line.filing.receipt in text
    for act in ("Drafted", "Handed in", "Approved", "Filed with the hall"):
        assert act in text
    assert "Prepare the draw" not in text


def test_only_a_filed_line_leads_to_the_draw_and_only_a_clerk(cast: Cast) -> None:
    line, waiting = filed_line(cast.city), approved_line(cast.city)
    address = reverse("draw:prepare", args=[line.pk])
    assert address in page(browser(cast.clerk), "line", line.pk)
    assert address not in page(browser(cast.director), "line", line.pk)
    assert "Prepare the draw" not in page(browser(cast.clerk), "line", waiting.pk)


@pytest.mark.parametrize("name", ["line", "line-edit"])
def test_a_line_of_another_bureau_is_not_found(cast: Cast, name: str) -> None:
    line = draft_line(cast.city)
    response = browser(cast.stranger).get(reverse(f"planning:{name}", args=[line.pk]))
    assert response.status_code == 404


@pytest.mark.parametrize("name", ["submit", "remove"])
def test_no_button_works_on_a_line_of_another_bureau(cast: Cast, name: str) -> None:
    line = draft_line(cast.city)
    response = browser(cast.stranger).post(reverse(f"planning:{name}", args=[line.pk]))
    assert response.status_code == 404
    assert Line.objects.get(pk=line.pk).state == "draft"


def test_submit_approve_and_file_by_their_buttons(cast: Cast) -> None:
    plan_objects(cast.city, 10)
    line = draft_line(cast.city)
    clerk, director = browser(cast.clerk), browser(cast.director)
    clerk.post(reverse("planning:submit", args=[line.pk]))
    assert reverse("planning:approve", args=[line.pk]) in page(director, "line", line.pk)
    director.post(reverse("planning:approve", args=[line.pk]))
    address = reverse("planning:file", args=[YEAR])
    assert line.title in clerk.get(address).content.decode()
    response = clerk.post(address, {"receipt": "7", "filed_on": timezone.localdate().isoformat()})
    assert response.status_code == 302
    line.refresh_from_db()
    assert line.state == "filed"


def test_the_second_click_is_told_the_state(cast: Cast) -> None:
    line = submitted_line(cast.city)
    director = browser(cast.director)
    address = reverse("planning:approve", args=[line.pk])
    director.post(address)
    response = director.post(address, follow=True)
    assert "This act does not fit it any more" in response.content.decode()
    assert response.redirect_chain[-1][0] == reverse("planning:line", args=[line.pk])


def test_a_returned_line_shows_the_reason(cast: Cast) -> None:
    line = submitted_line(cast.city)
    browser(cast.director).post(reverse("planning:return", args=[line.pk]), {"reason": "比例过低"})
    assert "比例过低" in page(browser(cast.clerk), "line", line.pk)


def test_a_removed_line_leads_back_to_the_plan(cast: Cast) -> None:
    line = draft_line(cast.city)
    response = browser(cast.clerk).post(reverse("planning:remove", args=[line.pk]))
    assert response.headers["Location"] == f"{reverse('planning:lines')}?year={YEAR}"
    assert not Line.objects.exists()


@pytest.mark.parametrize("name", ["submit", "approve", "return", "remove"])
def test_acts_are_no_links(cast: Cast, name: str) -> None:
    line = draft_line(cast.city)
    who = cast.director if name in {"approve", "return"} else cast.clerk
    assert browser(who).get(reverse(f"planning:{name}", args=[line.pk])).status_code == 405
