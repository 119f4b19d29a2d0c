"""How pages travel: small, revalidated, with nothing from elsewhere, open to strangers."""

import re

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories.draw import exercise
from tests.factories.planning import plan_objects
from tests.factories.publication import publish_now
from yaohao.stages.draw.rules import State
from yaohao.stages.publication.rules import Kind

MOST = 100 * 1024  # bytes of a first view
PAGES = ["/", "/objects/", "/items/", "/officers/", "/draws/", "/log/", "/verifier/", "/about/"]


@pytest.fixture
def full(cast: Cast) -> str:
    """A portal with a revealed draw and a long register; the number of the draw."""
    run = exercise(cast)
    run.to(State.REVEALED)
    plan_objects(cast.city, 1500)
    for kind in (Kind.OBJECTS, Kind.ITEMS, Kind.OFFICERS):
        publish_now(cast.clerk, kind)
    return run.number


def weight(client: Client, address: str) -> int:
    """Bytes of the answer as they travel to a browser that understands compression."""
    response = client.get(address, headers={"accept-encoding": "gzip"})
    assert response.status_code == 200, address
    return len(response.getvalue())


def referred(page: str) -> set[str]:
    """Everything a browser fetches with the page."""
    found = re.findall(r'<(?:link|script|img|use)[^>]+(?:href|src)="([^"]+)"', page)
    return {address.partition("#")[0] for address in found}


def test_a_first_view_weighs_at_most_100_kilobytes(full: str, stranger: Client) -> None:
    for address in [*PAGES, f"/draws/{full}/"]:
        page = stranger.get(address).content.decode()
        total = weight(stranger, address)
        total += sum(weight(stranger, name) for name in referred(page))
        assert total <= MOST, (address, total)


def test_nothing_comes_from_another_machine(full: str, stranger: Client) -> None:
    for address in [*PAGES, f"/draws/{full}/"]:
        page = stranger.get(address).content.decode()
        assert all(name.startswith("/static/") for name in referred(page)), address
        assert not re.findall(r"(?:src|action|href)=\"(?:https?:)?//", page), address


def test_an_unchanged_page_is_not_sent_again(full: str, cast: Cast, stranger: Client) -> None:
    for address in PAGES:
        first = stranger.get(address)
        assert first["Cache-Control"] == "no-cache"
        again = stranger.get(address, headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304, address
    tag = stranger.get("/objects/")["ETag"]
    plan_objects(cast.city, 1)
    publish_now(cast.clerk, Kind.OBJECTS)
    assert stranger.get("/objects/", headers={"if-none-match": tag}).status_code == 200


def test_languages_and_visitors_do_not_share_a_page(full: str, cast: Cast) -> None:
    tags = {Client(headers={"accept-language": one}).get("/")["ETag"] for one in ("en", "zh-hans")}
    signed_in = Client(headers={"accept-language": "en"})
    signed_in.force_login(cast.clerk, backend="django.contrib.auth.backends.ModelBackend")
    tags.add(signed_in.get("/")["ETag"])
    assert len(tags) == 3


def test_the_record_never_changes_and_may_be_kept(full: str, stranger: Client) -> None:
    response = stranger.get(f"/draws/{full}/record/")
    assert "immutable" in response["Cache-Control"]
    assert response["Content-Disposition"] == f'attachment; filename="{full}-draw-record.zip"'
    response.close()


def test_portal_pages_set_no_cookie(full: str, stranger: Client) -> None:
    for address in [*PAGES, f"/draws/{full}/"]:
        assert not stranger.get(address).cookies, address
