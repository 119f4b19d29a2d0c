"""No sealed token stands anywhere outside the vault: no table, file, page, session or log."""

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tests.cast import Cast, assemble
from tests.databases import HOME, ON_POSTGRESQL
from tests.factories.draw import Ceremony, ceremony
from yaohao.ground.accounts.models import User
from yaohao.ground.keys.queries import read
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries.sealed import draw_key, sealed_lines, sealed_visits
from yaohao.stages.draw.rules import State

pytestmark = pytest.mark.django_db(transaction=True)
BACKEND = "django.contrib.auth.backends.ModelBackend"


def tokens(draw: Draw) -> list[bytes]:
    """K, tickets, thresholds, sealed lines, teams: as bytes, in hex and as text."""
    key = draw_key(draw)
    found = [key, key.hex().encode(), *sealed_lines(draw)[:-1]]
    for visit in sealed_visits(draw):
        found += [visit.ticket.encode(), bytes.fromhex(visit.ticket)]
        found.append("\t".join(f"{role}={name}" for role, name in visit.team).encode())
        found.append(f"{visit.id}\t{visit.stratum}\t{visit.ticket}".encode())
    return found


def everything_on_disk() -> Iterator[tuple[str, bytes]]:
    """The database as the owner of the machine finds it, and every file a backup takes."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                for cell in row:
                    raw = cell if isinstance(cell, bytes | memoryview) else str(cell).encode()
                    yield table, bytes(raw)
    kept = [path for path in (HOME / "data").rglob("*") if path.is_file()]
    if not ON_POSTGRESQL:
        kept += HOME.glob("test.sqlite3*")
    for path in kept:
        yield path.name, path.read_bytes()


def hits(draw: Draw, places: Iterator[tuple[str, bytes]]) -> list[str]:
    """The places that hold a token."""
    wanted = tokens(draw)
    return [name for name, content in places if any(token in content for token in wanted)]


def pages(people: list[User], number: str) -> Iterator[tuple[str, str]]:
    """What every person sees of the draw; PDF as its text."""
    for user in people:
        client = Client()
        client.force_login(user, backend=BACKEND)
        names = ["draw", "freeze", "envelopes", "shares", "minutes", "record", "verifier"]
        addresses = [reverse(f"draw:{name}", args=[number]) for name in names]
        rounds = ["commit", "bind", "dice", "lottery", "drand"]
        addresses += [reverse(f"draw:{name}", args=[number, 1]) for name in rounds]
        addresses += [reverse("draw:draws"), reverse("draw:visits")]
        for address in [*addresses, reverse("portal:draw", args=[number])]:
            response = client.get(address)
            content = b"".join(response) if response.streaming else response.content
            if content.startswith(b"%PDF"):
                text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
            else:
                text = content.decode("utf-8", "replace")
            yield f"{user.username} {address}", text


@pytest.fixture
def run(settings: LazySettings) -> Ceremony:
    """A draw that counts, drawn and sealed."""
    settings.YAOHAO_DEMO = True
    return ceremony(assemble(), witnesses=2)


def test_nothing_sealed_is_on_the_disk(run: Ceremony) -> None:
    run.to(State.DRAWN)
    assert hits(run.draw, everything_on_disk()) == []
    run.open(2)
    assert hits(run.draw, everything_on_disk()) == []


def test_the_search_finds_what_is_planted(run: Ceremony, tmp_path: Path) -> None:
    draw = run.to(State.DRAWN)
    planted = tmp_path / "note"
    planted.write_bytes(b"..." + sealed_lines(draw)[0] + b"...")
    assert hits(draw, iter([("note", planted.read_bytes())])) == ["note"]


def test_nothing_sealed_is_on_a_page(run: Ceremony) -> None:
    run.to(State.DRAWN)
    cast: Cast = run.cast
    people = [cast.clerk, cast.director, cast.officer, cast.witness, cast.auditor, cast.head]
    wanted = [token.decode("utf-8", "replace") for token in tokens(run.draw)]
    wanted += run.drawn_ids()
    seen = [name for name, text in pages(people, run.number) if any(w in text for w in wanted)]
    assert seen == []


def test_nothing_sealed_is_in_the_log_of_the_program(
    run: Ceremony, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        run.to(State.DRAWN)
    assert hits(run.draw, iter([("log", caplog.text.encode())])) == []


def test_a_witnesss_number_is_nowhere_before_its_opening(run: Ceremony) -> None:
    run.to(State.FROZEN)
    run.commit(1, witness_number="31415926535897932384", nonce="5e" * 32)
    plain = read(f"draw/{run.number}/witness/1")
    number, nonce = plain.split(b" ")
    places = list(everything_on_disk())
    assert [name for name, content in places if number in content or nonce in content] == []
