"""The big screen: what it shows at each state, who sees it, and that it tells nothing sealed."""

import importlib
import json
import re
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.draw import Ceremony, ceremony, exercise
from tests.stages.draw.conftest import Clock
from yaohao.ground.accounts.models import User
from yaohao.ground.keys.queries import read as read_vault
from yaohao.stages.draw import operations
from yaohao.stages.draw.models import Seat
from yaohao.stages.draw.queries import sealed
from yaohao.stages.draw.queries.screen import screen
from yaohao.stages.draw.rules import State
from yaohao.stages.draw.rules.screen import Scene, in_work, last_of, leads_to

LEADING = list(Scene)[:4]  # the scenes that a log can lead to
SESSIONS = [scenes for size in (1, 2, 3, 4) for scenes in product(LEADING, repeat=size)]


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def data(user: User, run: Ceremony) -> dict[str, Any]:
    """What the screen is told of the one draw."""
    response = browser(user).get(reverse("draw:screen-data", args=[run.number]))
    assert response.status_code == 200
    (part,) = json.loads(response.content)["parts"]
    return dict(part)


def raw(user: User, run: Ceremony) -> bytes:
    return browser(user).get(reverse("draw:screen-data", args=[run.number])).content


def test_a_screen_that_remembers_nothing_begins_where_work_is() -> None:
    for scenes in SESSIONS:
        place = in_work(scenes)
        begun = any(scene >= Scene.NUMBERS for scene in scenes)
        if not begun:
            assert place == 0, scenes
        elif all(scene is Scene.DRAW for scene in scenes):
            assert place == len(scenes) - 1, scenes
        else:
            assert scenes[place] < Scene.DRAW, scenes
            assert all(scene is Scene.DRAW for scene in scenes[:place]), scenes


@pytest.mark.parametrize(("frozen", "numbers", "drawn"), list(product((False, True), repeat=3)))
def test_scenes_only_move_forward(frozen: bool, numbers: bool, drawn: bool) -> None:
    here = leads_to(frozen=frozen, numbers=numbers, sealed=drawn)
    assert leads_to(frozen=True, numbers=numbers, sealed=drawn) >= here
    assert leads_to(frozen=frozen, numbers=True, sealed=drawn) >= here
    assert (last_of(here) is Scene.RESULT) == drawn


def test_each_act_leads_to_its_scene(cast: Cast) -> None:
    run = ceremony(cast)
    seen = []
    for state in (State.PREPARED, State.ANNOUNCED, State.FROZEN, State.BOUND, State.DRAWN):
        run.to(state)
        part = data(cast.witness, run)
        seen.append((part["leads"], len(part["scenes"])))
    assert seen == [(1, 1), (1, 1), (2, 2), (3, 3), (4, 6)]


def test_a_prepared_draw_has_a_title_and_no_rule(cast: Cast) -> None:
    run = ceremony(cast)
    run.prepare()
    (title,) = data(cast.clerk, run)["scenes"]
    assert run.line.title in title
    assert "尚未公告" in title


def test_the_list_shows_its_fingerprint_in_digits_and_words(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.FROZEN)
    found = screen(run.draw)
    assert found.told
    page = data(cast.clerk, run)["scenes"][1]
    text = re.sub(r"<[^>]+>", "", page).replace(" ", "")
    assert found.told.pool_root in text.replace("\n", "")
    assert found.quota == 6


def test_a_number_is_closed_until_it_is_opened(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.BOUND)
    assert "20260001" not in data(cast.clerk, run)["scenes"][2]
    run.contribute()
    assert "20260001" in data(cast.clerk, run)["scenes"][2]


def test_what_one_person_typed_is_not_shown_to_the_second(cast: Cast) -> None:
    run = ceremony(cast, witnesses=0)
    run.to(State.BOUND)
    throws = "123456789012345678901234567890123456789"
    operations.type_dice(by=cast.clerk, number=run.number, throws=throws)
    page = data(cast.witness, run)["scenes"][2]
    assert "一人已录入" in page
    assert "12345" not in page


def test_two_sealed_results_look_the_same_but_for_the_root(
    cast: Cast, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = ceremony(cast)
    run.to(State.BOUND)
    run.contribute()
    module = importlib.import_module("yaohao.stages.draw.operations.draw")
    honest, at = module.compute, timezone.localtime().replace(tzinfo=None)
    clock(at)
    shown, drawn = [], []
    for keep in (6, 2):
        monkeypatch.setattr(module, "compute", lambda given, keep=keep: fewer(honest(given), keep))
        with transaction.atomic():
            operations.draw(by=cast.clerk, number=run.number)
            drawn.append(len(run.drawn_ids()))
            here = screen(run.draw).here
            assert here
            shown.append(without(raw(cast.clerk, run).decode(), here.sealed_root))
            transaction.set_rollback(True)
    assert drawn == [6, 2]
    assert shown[0] == shown[1]


def fewer(result: Any, keep: int) -> Any:
    """A result of another size under another root."""
    visits = [line for line in result.lines if line.startswith(b"V")]
    rest = [line for line in result.lines if not line.startswith(b"V")]
    lines = (*visits[:keep], *rest)
    return replace(result, lines=lines, root=bytes([keep]) * 32)


def without(text: str, root: str) -> str:
    """The same with the public root taken out in every form in which it is shown."""
    words = operations_words(root)
    for piece in [*(root[n : n + 8] for n in range(0, 64, 8)), *words]:
        text = text.replace(f">{piece}<", "><")
    for pair in {root[n : n + 2] for n in range(0, 8, 2)}:
        text = text.replace(f">{pair}<", "><")
    return text


def operations_words(root: str) -> tuple[str, ...]:
    return importlib.import_module("yaohao.stages.draw.rules").spoken(root)


def test_nothing_is_read_from_the_vault_while_the_draw_is_sealed(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = exercise(cast)
    run.to(State.OPENING)
    asked: list[str] = []

    def note(name: str) -> bytes:
        asked.append(name)
        return read_vault(name)

    monkeypatch.setattr(sealed, "read", note)
    before = raw(cast.clerk, run)
    assert asked == []
    run.reveal()
    asked.clear()
    assert raw(cast.clerk, run) != before
    assert asked


def test_opening_envelopes_changes_nothing_on_the_screen(cast: Cast) -> None:
    run = exercise(cast)
    run.to(State.DRAWN)
    before = raw(cast.clerk, run)
    run.open(2)
    assert raw(cast.clerk, run) == before


def test_after_the_reveal_names_land_in_the_order_of_the_tickets(cast: Cast) -> None:
    run = exercise(cast)
    run.to(State.REVEALED)
    part = data(cast.clerk, run)
    assert part["mark"] == "4-revealed"
    places = re.findall(r"<li data-bar=\"0\"><b>(\d+)</b>", part["scenes"][3])
    assert places == ["1", "2", "3", "4", "5", "6"]
    assert "<i>6</i> / 6" in part["scenes"][3]


def test_a_broken_off_draw_says_so_on_every_scene(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.FROZEN)
    operations.ask_abort(by=cast.clerk, number=run.number, cause="名录有误")
    operations.abort(by=cast.director, number=run.number)
    assert "名录有误" in data(cast.clerk, run)["head"]


def test_nothing_new_is_304(cast: Cast) -> None:
    run = exercise(cast)
    run.to(State.FROZEN)
    client, address = browser(cast.clerk), reverse("draw:screen-data", args=[run.number])
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    run.bind()
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_the_page_has_no_script_or_style_of_its_own(cast: Cast) -> None:
    run = exercise(cast)
    run.to(State.REVEALED)
    page = browser(cast.auditor).get(reverse("draw:screen", args=[run.number])).content.decode()
    assert re.findall(r"<script(?![^>]* src=)|<style| style=| on\w+=", page) == []
    assert page.count("<section>") == 6


def test_a_foreign_bureau_finds_no_screen(cast: Cast) -> None:
    run = exercise(cast)
    run.to(State.ANNOUNCED)
    stranger = browser(cast.stranger)
    for name in ("screen", "screen-data"):
        assert stranger.get(reverse(f"draw:{name}", args=[run.number])).status_code == 404


def in_session(cast: Cast, *runs: Ceremony) -> tuple[str, list[Seat]]:
    """A session over these draws, with two witnesses on their seats."""
    held = operations.open_session(
        by=cast.clerk, draws=[run.number for run in runs], title="第一季度摇号会",
        held_at=timezone.now(), place="三楼会议室",
    )  # fmt: skip
    code = read_vault(held.secret).decode()
    for number in (1, 2):
        operations.take_seat(
            by=cast.clerk, code=code, phone=f"{number:02x}" * 32, name=f"代表{number}",
            office="市民代表",
        )  # fmt: skip
    return held.number, list(held.seats.order_by("number"))


def test_a_session_leads_through_its_draws_with_their_witnesses(cast: Cast) -> None:
    run = ceremony(cast, witnesses=0)
    run.to(State.FROZEN)
    number, seats = in_session(cast, run)
    address = reverse("draw:session-screen-data", args=[number])
    client = browser(cast.clerk)
    told = client.get(address).json()
    assert told["begin"] == 0
    assert "代表1" in told["parts"][0]["scenes"][0]
    root = screen(run.draw).told
    assert root
    operations.compare_list(by=seats[0], number=run.number, digest=root.pool_root, equal=False)
    run.bind()
    run.contribute()
    operations.press_start(by=seats[1], number=run.number)
    told = client.get(address).json()
    cover, part = told["parts"]
    assert (told["begin"], cover["leads"], part["leads"]) == (1, 1, 3)
    assert "代表1: 不一致" in part["scenes"][1]
    assert "已有 1 名见证人按下“开始”" in part["scenes"][2]
    assert "代表2" in data(cast.clerk, run)["scenes"][0]
    assert client.get(reverse("draw:session-screen", args=[number])).status_code == 200
    stranger = browser(cast.stranger)
    assert stranger.get(address).status_code == 404


def test_a_draw_that_was_broken_off_says_so(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.DRAWN)
    operations.ask_abort(by=cast.clerk, number=run.number, cause="会场断电")
    operations.abort(by=cast.director, number=run.number)
    part = data(cast.clerk, run)
    assert part["mark"].endswith("-broken")
    assert "已中止" in part["scenes"][-1]
    assert "封存至" not in part["scenes"][-1]
