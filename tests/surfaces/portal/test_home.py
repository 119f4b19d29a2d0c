"""One search field: two characters of a name, an object id, a draw."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories.draw import exercise
from tests.factories.planning import plan_objects
from tests.factories.publication import publish_now
from yaohao.stages.draw.rules import State
from yaohao.stages.publication import operations
from yaohao.stages.publication.rules import Kind


def found(client: Client, text: str) -> str:
    response = client.get("/", {"q": text})
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def register(cast: Cast) -> None:
    plan_objects(cast.city, 1, name="祁县第一煤矿", object_id="91140727ABCDEFGH1X")
    plan_objects(cast.city, 1, name="平遥花炮厂")
    publish_now(cast.clerk, Kind.OBJECTS)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    "asked", ["煤矿", "91140727ABCDEFGH1X", "９１１４０７２７abcd", "祁县 第一"]
)
def test_an_enterprise_is_found(stranger: Client, asked: str) -> None:
    text = found(stranger, asked)
    assert "祁县第一煤矿" in text
    assert "平遥花炮厂" not in text
    assert "1 enterprise matches." in text


@pytest.mark.usefixtures("register")
def test_one_character_is_too_few(stranger: Client) -> None:
    text = found(stranger, "煤")
    assert "at least two characters" in text
    assert "祁县第一煤矿" not in text


def test_what_is_not_published_is_not_found(cast: Cast, stranger: Client) -> None:
    plan_objects(cast.city, 1, name="祁县第一煤矿")
    assert "祁县第一煤矿" not in found(stranger, "煤矿")
    snapshot = publish_now(cast.clerk, Kind.OBJECTS)
    assert "祁县第一煤矿" in found(stranger, "煤矿")
    operations.withdraw(by=cast.clerk, pk=snapshot.pk, reason="更正")
    assert "祁县第一煤矿" not in found(stranger, "煤矿")


def test_many_hits_are_cut_and_it_is_said(cast: Cast, stranger: Client) -> None:
    plan_objects(cast.city, 60, name="某某加油站")
    publish_now(cast.clerk, Kind.OBJECTS)
    text = found(stranger, "加油站")
    assert text.count("某某加油站") == 50
    assert "More than 50 enterprises match" in text


def test_a_hit_leads_to_its_why_once_the_draw_is_revealed(cast: Cast, stranger: Client) -> None:
    run = exercise(cast)
    run.to(State.DRAWN)
    publish_now(cast.clerk, Kind.OBJECTS)
    drawn = run.drawn_ids()[0]
    address = f"/draws/{run.number}/why/{drawn}/"
    assert address not in found(stranger, drawn)
    run.to(State.REVEALED)
    text = found(stranger, drawn)
    assert address in text
    assert "Exercise" in text


def test_the_front_page_shows_the_newest_draws(cast: Cast, stranger: Client) -> None:
    assert "No draw has been announced yet." in stranger.get("/").content.decode()
    run = exercise(cast)
    run.to(State.PREPARED)
    assert run.number not in stranger.get("/").content.decode()
    run.to(State.ANNOUNCED)
    text = stranger.get("/").content.decode()
    assert run.number in text
    assert "Exercise" in text
    assert run.number in found(stranger, run.number.lower())


def test_markup_in_a_question_stays_text(stranger: Client, db: None) -> None:
    assert "<script>alert" not in found(stranger, "<script>alert(1)</script>")


def test_how_it_works_is_told(stranger: Client, db: None) -> None:
    text = stranger.get("/about/").content.decode()
    assert "lowest slips from a basket" in text
    assert "The proof does not show that the register is complete" in text
