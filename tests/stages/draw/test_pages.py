"""The pages of a draw: one next act, safe against reload, back, double click and strangers."""

import io
import re
import zipfile

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from fairdraw.verify import verify
from pypdf import PdfReader

from tests.cast import Cast
from tests.factories.draw import THROWS, Ceremony, ceremony, exercise, ready
from yaohao.ground.accounts.models import User
from yaohao.stages.draw.models import Contribution, DiceEntry, Draw
from yaohao.stages.draw.rules import State
from yaohao.stages.planning.models import Line


def browser(user: User) -> Client:
    """A browser in which `user` is signed in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(client: Client, run: Ceremony) -> str:
    """The page of the draw as text."""
    return client.get(reverse("draw:draw", args=[run.number])).content.decode()


def at(name: str, number: str) -> str:
    """The address of a page of the draw; of its first round where it is one of a round."""
    rounds = {"commit", "bind", "dice", "run", "open", "lottery", "drand"}
    return reverse(f"draw:{name}", args=[number, 1] if name in rounds else [number])


def press(client: Client, run: Ceremony, act: str, **data: str) -> str:
    """Press a button and follow to the page that comes after."""
    response = client.post(at(act, run.number), data, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def read(client: Client, run: Ceremony, name: str) -> str:
    """A page of the draw as text."""
    return client.get(at(name, run.number)).content.decode()


def groups(throws: str, size: int = 5) -> dict[str, str]:
    """Throws as the dice page sends them."""
    return {f"g{n // size}": throws[n : n + size] for n in range(0, len(throws), size)}


def one_round(line: Line) -> dict[str, str]:
    """The part of the page that says there is one instalment."""
    return {
        "form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-weight": "1",
        "form-0-start": line.window_start.isoformat(), "form-0-end": line.window_end.isoformat(),
        "form-0-cap": str(line.cap),
    }  # fmt: skip


def test_a_draw_is_carried_through_on_its_pages(cast: Cast, settings: LazySettings) -> None:
    settings.YAOHAO_DEMO = True
    clerk, director, witness = map(browser, (cast.clerk, cast.director, cast.witness))
    line = ready(cast)
    address = reverse("draw:prepare", args=[line.pk])
    chosen = {"kind": "draw", "witnesses": "on", "dice": "d10", **one_round(line)}
    clerk.post(address, chosen)
    run = Ceremony(cast, line, number=Draw.objects.get().number)
    press(director, run, "announce")
    assert "符合条件 12 户" in read(clerk, run, "freeze")
    press(director, run, "freeze")
    press(clerk, run, "freeze", confirm="1")
    form = witness.get(reverse("draw:commit", args=[run.number, 1])).content.decode()
    nonce = re.search(r'name="nonce" value="([0-9a-f]{64})"', form)
    assert nonce
    slip = {"name": "王见证", "office": "纪检", "witness_number": "5271", "nonce": nonce[1]}
    press(witness, run, "commit", **slip)
    press(clerk, run, "bind")
    witness.post(reverse("draw:open-number", args=[run.number, 1, 1]))
    for typist in (clerk, witness):
        press(typist, run, "dice", **groups(THROWS))
    press(clerk, run, "run")
    assert f'action="{at("open", run.number)}"' in page(clerk, run)
    press(clerk, run, "open", opened="0", count="6")
    press(clerk, run, "reveal")
    draw = run.draw
    assert draw.state == State.REVEALED.value
    record = b"".join(clerk.get(reverse("draw:record", args=[run.number])))
    assert verify(record).outcome == "proved"


def test_exactly_one_next_act_is_offered(cast: Cast) -> None:
    run = exercise(cast)
    for state in State:
        if state in (State.ABORTED, State.VOID):
            continue  # the other way out, in test_abort.py
        run.to(state)
        text = page(browser(cast.clerk), run)
        assert text.count('id="next-title"') == (0 if state is State.REVEALED else 1)


def test_who_may_not_is_told_whom_to_wait_for(cast: Cast) -> None:
    run = exercise(cast)
    run.to(State.PREPARED)
    assert "局长" in page(browser(cast.clerk), run)
    assert reverse("draw:announce", args=[run.number]) not in page(browser(cast.clerk), run)
    assert reverse("draw:announce", args=[run.number]) in page(browser(cast.director), run)


@pytest.mark.parametrize("name", ["announce", "freeze", "bind", "run", "reveal"])
def test_a_stale_button_tells_the_present_state(cast: Cast, name: str) -> None:
    run = exercise(cast)
    run.to(State.REVEALED)
    before = run.draw.entries.count()
    presser = cast.director
    assert "已揭示" in press(browser(presser), run, name)
    assert run.draw.entries.count() == before


def test_a_double_click_on_draw_draws_once(cast: Cast) -> None:
    run = exercise(cast)
    run.to(State.BOUND)
    clerk, other = browser(cast.clerk), browser(cast.other_clerk)
    press(clerk, run, "run")
    sealed = page(clerk, run)
    for again in (clerk, other):
        assert "只做一次" in press(again, run, "run")
    assert page(clerk, run).count("<tr") == sealed.count("<tr")
    assert run.draw.entries.filter(kind="seal").count() == 1


def test_a_slip_sent_twice_counts_once(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.FROZEN)
    slip = {"name": "王见证", "office": "纪检", "witness_number": "5271", "nonce": "ab" * 32}
    for _ in range(2):
        press(browser(cast.witness), run, "commit", **slip)
    assert Contribution.objects.count() == 1


def test_every_visit_of_the_slip_page_makes_a_new_code(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.FROZEN)
    client = browser(cast.witness)
    address = reverse("draw:commit", args=[run.number, 1])
    codes = {re.findall(r"[0-9a-f]{64}", client.get(address).content.decode())[0] for _ in "ab"}
    assert len(codes) == 2
    assert client.get(address)["Cache-Control"].count("no-store")


def test_different_readings_are_shown_side_by_side_and_only_then(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.BOUND)
    address = reverse("draw:dice", args=[run.number, 1])
    clerk, witness = browser(cast.clerk), browser(cast.witness)
    wrong = "9" + THROWS[1:]
    clerk.post(address, groups(wrong))
    assert wrong[:5] not in witness.get(address).content.decode()
    witness.post(address, groups(THROWS))
    seen = clerk.get(address).content.decode()
    assert '<td class="num">1</td><td>9</td><td>1</td>' in seen
    clerk.post(address, groups(THROWS))
    assert run.draw.entries.filter(kind="dice").exists()


def test_a_group_that_is_too_short_is_named(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.BOUND)
    values = groups(THROWS) | {"g2": "12"}
    text = press(browser(cast.clerk), run, "dice", **values)
    assert "应为 5 次" in text
    assert not DiceEntry.objects.exists()


def test_an_exercise_is_marked_on_every_page(cast: Cast) -> None:
    run = exercise(cast, witnesses=1, dice="d6")
    run.to(State.FROZEN)
    clerk = browser(cast.clerk)
    for name in ("draw", "commit"):
        assert 'class="exercise"' in clerk.get(at(name, run.number)).content.decode()
    run.to(State.BOUND)
    assert 'class="exercise"' in read(clerk, run, "dice")
    run.to(State.REVEALED)
    table = clerk.get(reverse("draw:public-table", args=[run.number, "csv"])).content.decode()
    assert table.count("演练") == 6


def test_a_draw_of_another_bureau_is_not_found(cast: Cast) -> None:
    run = exercise(cast)
    run.to(State.REVEALED)
    stranger = browser(cast.stranger)
    for name in ("draw", "freeze", "commit", "dice", "record", "minutes", "verifier"):
        assert stranger.get(at(name, run.number)).status_code == 404
    for name in ("bind", "run", "open", "reveal", "freeze"):
        address = at(name, run.number)
        assert stranger.post(address, {"opened": "0", "count": "1"}).status_code == 404


def test_the_record_and_the_table_are_not_there_before_the_reveal(cast: Cast) -> None:
    run = exercise(cast)
    run.to(State.OPENING)
    clerk = browser(cast.clerk)
    assert clerk.get(reverse("draw:record", args=[run.number])).status_code == 404
    assert clerk.get(reverse("draw:public-table", args=[run.number, "xlsx"])).status_code == 404


def test_the_minutes_hold_no_name_while_sealed_and_all_after(cast: Cast) -> None:
    run = exercise(cast)
    run.to(State.DRAWN)
    address = reverse("draw:minutes", args=[run.number])

    def text() -> str:
        content = browser(cast.clerk).get(address).content
        return "".join(p.extract_text() for p in PdfReader(io.BytesIO(content)).pages)

    ids = run.drawn_ids()
    assert not [object_id for object_id in ids if object_id in text()]
    run.to(State.REVEALED)
    assert all(object_id in text().replace("\n", "") for object_id in ids)


def test_the_table_is_a_workbook(cast: Cast) -> None:
    run = exercise(cast)
    run.to(State.REVEALED)
    response = browser(cast.clerk).get(reverse("draw:public-table", args=[run.number, "xlsx"]))
    assert zipfile.ZipFile(io.BytesIO(response.content)).testzip() is None


def test_officers_find_their_visits(cast: Cast) -> None:
    run = exercise(cast, line=ready(cast, objects=6, officers=2))
    run.to(State.OPENING)
    text = browser(cast.officer).get(reverse("draw:visits")).content.decode()
    assert "现场出示" in text
    assert browser(cast.clerk).get(reverse("draw:visits")).status_code == 403


def test_the_list_filters_and_exports(cast: Cast) -> None:
    run = exercise(cast)
    run.to(State.ANNOUNCED)
    clerk = browser(cast.clerk)
    assert run.number in clerk.get(reverse("draw:draws")).content.decode()
    address = reverse("draw:draws")
    assert (
        run.number not in clerk.get(address, {"kind": "draw"}).content.decode().split("<tbody")[-1]
    )
    assert run.number in clerk.get(address, {"export": "csv"}).content.decode()
