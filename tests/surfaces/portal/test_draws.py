"""The page of a draw in every state, its files, and what must not stand on any page."""

import hashlib
import zipfile
from io import BytesIO

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories.draw import Ceremony, ceremony, exercise
from tests.factories.publication import publish_now
from yaohao.stages.draw.rules import State
from yaohao.stages.publication.rules import Kind
from yaohao.stages.registers.models import InspectionObject, Officer

SEALED = [State.ANNOUNCED, State.FROZEN, State.BOUND, State.DRAWN, State.OPENING]


def body(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def content(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, address
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def test_a_prepared_draw_is_not_public(cast: Cast, stranger: Client) -> None:
    run = exercise(cast)
    run.to(State.PREPARED)
    assert stranger.get(f"/draws/{run.number}/").status_code == 404
    assert run.number not in body(stranger, "/draws/")


@pytest.mark.parametrize("state", SEALED)
def test_until_the_reveal_no_page_tells_who_was_drawn(
    cast: Cast, stranger: Client, state: State
) -> None:
    run = exercise(cast, witnesses=1)
    run.to(state)
    names = set(InspectionObject.objects.values_list("name", flat=True))
    ids = set(InspectionObject.objects.values_list("object_id", flat=True))
    people = set(Officer.objects.values_list("certificate", flat=True))
    some = sorted(ids)[0]
    pages = ["/", "/draws/", f"/draws/{run.number}/", "/log/", "/verifier/"]
    text = "".join(body(stranger, address) for address in pages)
    text += content(stranger, "/log/log.txt").decode()
    assert not [word for word in names | ids | people if word in text]
    for address in ("record/", "result/", "?format=csv"):
        response = stranger.get(f"/draws/{run.number}/{address}")
        assert response.status_code == 404 or response["Content-Type"].startswith("text/html")
    answers = {
        body(stranger, f"/draws/{run.number}/why/{one}/").replace(one, "ID") for one in sorted(ids)
    }
    assert len({_without_number(answer) for answer in answers}) == 1
    assert "cannot be told yet, to anybody" in body(stranger, f"/draws/{run.number}/why/{some}/")


def _without_number(page: str) -> str:
    """The page without the number of the request in its footer."""
    head, mark, _tail = page.partition('<footer class="footer">')
    assert mark
    return head


def test_a_frozen_draw_shows_counts_and_what_is_sealed(cast: Cast, stranger: Client) -> None:
    run = exercise(cast)
    run.to(State.DRAWN)
    text = body(stranger, f"/draws/{run.number}/")
    assert "12 enterprises stand in the frozen list." in text
    assert "Its result is sealed until the visits" in text
    assert "Everything is revealed at the latest on" in text
    assert "Result</h2>" not in text
    for line in ("fairdraw/1 announce", "fairdraw/1 pool", "fairdraw/1 seal"):
        assert line in text


def test_a_witness_number_stays_closed_until_it_is_opened(cast: Cast, stranger: Client) -> None:
    run = ceremony(cast)
    run.to(State.BOUND)
    text = body(stranger, f"/draws/{run.number}/")
    assert "still closed; committed as" in text
    assert "20260001" not in text
    run.contribute()
    assert "20260001" in body(stranger, f"/draws/{run.number}/")


@pytest.fixture
def revealed(cast: Cast) -> Ceremony:
    run = exercise(cast)
    run.to(State.REVEALED)
    return run


def test_after_the_reveal_everybody_sees_who_was_drawn(
    revealed: Ceremony, stranger: Client
) -> None:
    text = body(stranger, f"/draws/{revealed.number}/")
    assert "6 enterprises drawn." in text
    assert all(one in text for one in revealed.drawn_ids())
    assert f"python3 -I fairdraw.pyz verify {revealed.number}-draw-record.zip" in text


def test_record_and_verifier_are_those_that_are_named(revealed: Ceremony, stranger: Client) -> None:
    text = body(stranger, f"/draws/{revealed.number}/")
    record = content(stranger, f"/draws/{revealed.number}/record/")
    verifier = content(stranger, f"/draws/{revealed.number}/verifier/")
    assert hashlib.sha256(record).hexdigest() in text
    assert hashlib.sha256(verifier).hexdigest() in text
    assert "log.txt" in zipfile.ZipFile(BytesIO(record)).namelist()


def test_the_result_is_downloaded_without_contacts(revealed: Ceremony, stranger: Client) -> None:
    InspectionObject.objects.update(phone="13800000000", contact="张三", address="迎宾街")
    response = stranger.get(f"/draws/{revealed.number}/", {"format": "csv"})
    text = response.content.decode()
    assert text.count("\r\n") == 1 + 6
    assert not [word for word in ("13800000000", "张三", "迎宾街") if word in text]
    xlsx = stranger.get(f"/draws/{revealed.number}/", {"format": "xlsx"})
    assert xlsx.content[:2] == b"PK"
    assert stranger.get(f"/draws/{revealed.number}/", {"format": "exe"}).status_code == 404


def test_an_exercise_is_marked_on_every_page(
    cast: Cast, revealed: Ceremony, stranger: Client
) -> None:
    publish_now(cast.clerk, Kind.OBJECTS)
    drawn = revealed.drawn_ids()[0]
    pages = ["/", "/draws/", f"/draws/{revealed.number}/", f"/?q={drawn}"]
    for address in [*pages, f"/draws/{revealed.number}/why/{drawn}/"]:
        assert "Exercise" in body(stranger, address), address


def test_a_draw_that_counts_is_not_called_an_exercise(cast: Cast, stranger: Client) -> None:
    run = ceremony(cast)
    run.to(State.FROZEN)
    assert 'class="exercise"' not in body(stranger, f"/draws/{run.number}/")
    assert 'class="mark"' not in body(stranger, "/draws/")


@pytest.mark.parametrize("tail", ["", "record/", "verifier/", "why/91140700X/"])
def test_an_unknown_draw_is_not_found(stranger: Client, db: None, tail: str) -> None:
    assert stranger.get(f"/draws/140700-2026-999/{tail}").status_code == 404
