"""A reveal that is owed past its announced deadline is red, for everybody, without an entry."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tests.factories.draw import exercise
from yaohao.stages.draw.queries import public_draw
from yaohao.stages.draw.rules import State

MISSED = "Reveal missed"


def test_a_missed_reveal_is_red_from_the_deadline_on(
    cast: Cast, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = exercise(cast)
    run.to(State.OPENING)
    pages = (f"/draws/{run.number}/", "/draws/")
    deadline = public_draw(run.number).deadline
    fresh = {page: stranger.get(page)["ETag"] for page in pages}
    for page in pages:
        assert MISSED not in stranger.get(page).content.decode()
    for late, said in ((timedelta(seconds=-1), False), (timedelta(seconds=1), True)):
        monkeypatch.setattr(timezone, "now", lambda late=late: deadline + late)
        for page in pages:
            assert (MISSED in stranger.get(page).content.decode()) is said, (page, late)
    for page in pages:
        again = stranger.get(page, headers={"If-None-Match": fresh[page]})
        assert again.status_code == 200, "a copy from before the deadline is no longer true"


def test_a_revealed_draw_missed_nothing(
    cast: Cast, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = exercise(cast)
    run.to(State.REVEALED)
    deadline = public_draw(run.number).deadline
    monkeypatch.setattr(timezone, "now", lambda: deadline + timedelta(days=9))
    assert MISSED not in stranger.get(f"/draws/{run.number}/").content.decode()
