"""The verifier as a page: one file, nobody is asked anything."""

from django.test import Client
from django.urls import reverse
from fairdraw import browser

from tests.cast import Cast
from tests.factories.draw import exercise
from yaohao.stages.draw.rules import State
from yaohao.stages.publication import queries


def test_anybody_gets_the_page_and_may_save_it(client: Client) -> None:
    shown = client.get(reverse("portal:verify-page"))
    assert shown.content == browser.page()
    assert "connect-src 'none'" in shown["Content-Security-Policy"]
    assert "script-src 'self'" not in shown["Content-Security-Policy"]
    saved = client.get(reverse("portal:verify-page") + "?save")
    assert saved.content == shown.content
    assert saved["Content-Disposition"].startswith("attachment")


def test_the_page_of_one_draw_carries_its_record(cast: Cast, client: Client) -> None:
    run = exercise(cast)
    address = reverse("portal:verify-draw", args=["140700-2026-YL001"])
    run.to(State.OPENING)
    assert reverse("portal:verify-draw", args=[run.number]) == address
    assert client.get(address).status_code == 404
    run.reveal()
    shown = client.get(address)
    record = queries.record(run.number)
    assert shown.content == browser.page(record.path.read_bytes(), record.filename)
    assert "connect-src 'none'" in shown["Content-Security-Policy"]
    assert address in client.get(f"/draws/{run.number}/").content.decode()
