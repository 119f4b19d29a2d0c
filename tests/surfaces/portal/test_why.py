"""Why was I (not) drawn: each of the answers, in both languages."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories.draw import Ceremony, exercise
from tests.factories.planning import YEAR, plan_objects
from yaohao.stages.draw.rules import State
from yaohao.stages.registers.models import InspectionObject


@pytest.fixture
def run(cast: Cast) -> Ceremony:
    plan_objects(cast.city, 12)
    plan_objects(cast.city, 1, object_id="BGONE", exclusion="CLOSED", ended_on=f"{YEAR}-01-02")
    made = exercise(cast)
    made.to(State.REVEALED)
    return made


def why(client: Client, run: Ceremony, one: str) -> str:
    response = client.get(f"/draws/{run.number}/why/{one}/")
    assert response.status_code == 200
    return response.content.decode()


def test_the_drawn_see_their_ticket(run: Ceremony, stranger: Client) -> None:
    text = why(stranger, run, run.drawn_ids()[0])
    assert 'lang="zh-Hans"' in text
    assert 'lang="en"' in text
    assert "Ticket</th>" in text
    assert "Lead officer 晋" in text


def test_what_may_be_told_may_be_printed(run: Ceremony, stranger: Client) -> None:
    told = why(stranger, run, run.drawn_ids()[0])
    assert "data-print" in told
    assert 'class="segno"' in told
    assert f"http://testserver/draws/{run.number}/why/" in told
    refused = stranger.get(f"/draws/{run.number}/why/-/")
    assert "data-print" not in refused.content.decode()


def test_the_others_see_ticket_and_threshold(run: Ceremony, stranger: Client) -> None:
    drawn = run.drawn_ids()
    ids = InspectionObject.objects.filter(exclusion="").values_list("object_id", flat=True)
    missed = next(one for one in ids if one not in drawn)
    text = why(stranger, run, missed)
    assert "Ticket</th>" in text
    assert "Largest ticket drawn</th>" in text


def test_the_excluded_see_the_public_reason(run: Ceremony, stranger: Client) -> None:
    assert "已关闭" in why(stranger, run, "BGONE")


def test_who_was_not_in_the_list_sees_the_neighbours(run: Ceremony, stranger: Client) -> None:
    assert "Neighbours in the list</th>" in why(stranger, run, "A0")


def test_an_id_that_is_none_is_said(run: Ceremony, stranger: Client) -> None:
    response = stranger.get(f"/draws/{run.number}/why/不是代码/")
    assert response.status_code == 400
    assert "alert-danger" in response.content.decode()


def test_the_form_leads_to_the_stable_address(run: Ceremony, stranger: Client) -> None:
    response = stranger.get(f"/draws/{run.number}/why/", {"id": " ｂgone "})
    assert response.headers["Location"] == f"/draws/{run.number}/why/BGONE/"
    for empty in ("", "a/b"):
        response = stranger.get(f"/draws/{run.number}/why/", {"id": empty})
        assert response.headers["Location"] == f"/draws/{run.number}/"


def test_a_contact_stands_on_no_why_page(run: Ceremony, stranger: Client) -> None:
    InspectionObject.objects.update(phone="13800000000", contact="张三")
    text = why(stranger, run, run.drawn_ids()[0])
    assert "13800000000" not in text
    assert "张三" not in text
