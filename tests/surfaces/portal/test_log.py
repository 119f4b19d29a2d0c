"""The public log: pages, single entries, the whole file; and the verifier."""

import hashlib

from django.test import Client
from fairdraw.ledgerfile import parse

from tests.cast import Cast
from tests.factories.draw import exercise
from tests.factories.planning import plan_item
from tests.factories.publication import publish_now
from yaohao.ground.ledger.queries import head, prefix
from yaohao.stages.draw.rules import State
from yaohao.stages.publication.rules import Kind
from yaohao.surfaces.portal.rules import pages_of


def streamed(client: Client, address: str) -> bytes:
    return b"".join(client.get(address).streaming_content)  # type: ignore[attr-defined]


def test_the_empty_log_says_so(stranger: Client, db: None) -> None:
    assert "The log is empty." in stranger.get("/log/").content.decode()


def test_every_entry_stands_on_the_page_with_its_words(cast: Cast, stranger: Client) -> None:
    exercise(cast).to(State.FROZEN)
    publish_now(cast.clerk, Kind.ITEMS)
    text = stranger.get("/log/").content.decode()
    for word in ("Announced by two people", "List of enterprises frozen", "Table published"):
        assert word in text
    assert head().root in text


def test_the_file_is_the_log(cast: Cast, stranger: Client) -> None:
    exercise(cast).to(State.BOUND)
    size = head().size
    assert parse(streamed(stranger, "/log/log.txt")) == list(prefix(size))
    assert parse(streamed(stranger, "/log/log.txt?size=1")) == list(prefix(1))
    assert stranger.get("/log/log.txt", {"size": size + 1}).status_code == 404


def test_an_entry_is_served_as_its_bytes(cast: Cast, stranger: Client) -> None:
    snapshot = publish_now(cast.clerk, Kind.ITEMS)
    response = stranger.get(f"/log/{snapshot.entry}/")
    assert response.content == next(prefix(1))
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert stranger.get("/log/99/").status_code == 404
    assert stranger.get("/log/999999999999999999999/").status_code == 404


def test_a_long_log_is_paged_from_its_end(cast: Cast, stranger: Client) -> None:
    for _ in range(31):
        plan_item(cast.city)
        publish_now(cast.clerk, Kind.ITEMS)
    assert "/log/0/" not in stranger.get("/log/").content.decode()
    for page in ("2", "99"):
        assert "/log/0/" in stranger.get("/log/", {"page": page}).content.decode()


def test_pages_count_back_from_the_end() -> None:
    assert pages_of(0, 1, 30) == (range(0), 1, 1)
    assert pages_of(31, 1, 30) == (range(1, 31), 1, 2)
    assert pages_of(31, 2, 30) == (range(1), 2, 2)
    assert pages_of(30, 0, 30) == (range(30), 1, 1)


def test_the_verifier_is_the_file_whose_digest_stands_beside_it(stranger: Client, db: None) -> None:
    content = stranger.get("/verifier/fairdraw.pyz").content
    text = stranger.get("/verifier/").content.decode()
    assert hashlib.sha256(content).hexdigest() in text
    assert "python3 -I fairdraw.pyz verify" in text
