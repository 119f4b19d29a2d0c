"""Breaking a draw off: two people, in the open; the next attempt shows what was avoided."""

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from fairdraw.verify import verify

from tests.cast import Cast
from tests.factories.draw import Ceremony, ceremony
from yaohao.ground.accounts.models import User
from yaohao.ground.ledger.models import Entry
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.operations import Refused, abort, ask_abort
from yaohao.stages.draw.queries import StillSealed, public_draw, record_file, result_rows
from yaohao.stages.draw.rules import State
from yaohao.stages.planning.models import Visit


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def run(cast: Cast, settings: LazySettings) -> Ceremony:
    settings.YAOHAO_DEMO = True  # reveals need not wait for the window
    return ceremony(cast)


def break_off(run: Ceremony) -> None:
    ask_abort(by=run.cast.clerk, number=run.number, cause="骰子落地")
    abort(by=run.cast.director, number=run.number)


def test_nobody_breaks_off_alone(run: Ceremony) -> None:
    run.to(State.BOUND)
    with pytest.raises(Refused):
        abort(by=run.cast.director, number=run.number)
    ask_abort(by=run.cast.director, number=run.number, cause="设备故障")
    with pytest.raises(Refused, match="本人"):
        abort(by=run.cast.director, number=run.number)
    assert run.draw.state == State.BOUND.value


def test_a_clerk_proposes_and_does_not_do_it(run: Ceremony) -> None:
    run.to(State.BOUND)
    ask_abort(by=run.cast.director, number=run.number, cause="设备故障")
    with pytest.raises(Refused, match="岗位"):
        abort(by=run.cast.clerk, number=run.number)


@pytest.mark.parametrize(
    ("reached", "note"),
    [
        (State.ANNOUNCED, "aborted-before"),
        (State.FROZEN, "aborted-before"),
        (State.BOUND, "aborted-before"),
        (State.DRAWN, "aborted-after"),
        (State.OPENING, "aborted-after"),
    ],
)
def test_the_record_of_a_broken_draw_shows_what_it_avoided(
    run: Ceremony, reached: State, note: str
) -> None:
    run.to(reached)
    break_off(run)
    run.reveal()
    assert run.draw.state == State.VOID.value
    report = verify(read_file(run.draw.record_file or ""))
    assert (report.outcome, report.fault) == ("aborted", None)
    assert note in {found.code for found in report.notes}
    assert record_file(run.number).exists()
    with pytest.raises(StillSealed):
        result_rows(run.number)


def test_a_next_attempt_needs_the_reveal_of_the_first(run: Ceremony, cast: Cast) -> None:
    run.to(State.DRAWN)
    break_off(run)
    second = Ceremony(cast, run.line)
    with pytest.raises(Refused):
        second.prepare()
    run.reveal()
    second.to(State.REVEALED)
    assert second.draw.attempt == 2
    report = verify(read_file(second.draw.record_file or ""))
    assert report.fault is None
    assert "attempt-after" in {note.code for note in report.notes}


def test_places_taken_in_the_visit_book_are_free_again(run: Ceremony) -> None:
    run.to(State.OPENING)
    assert Visit.objects.exclude(state="void").exists()
    break_off(run)
    assert not Visit.objects.exclude(state="void").exists()


def test_the_abort_covers_the_log_and_names_both(run: Ceremony) -> None:
    run.to(State.FROZEN)
    break_off(run)
    raw = bytes(Entry.objects.order_by("-index").first().raw).decode()  # type: ignore[union-attr]
    assert raw.startswith("fairdraw/1 abort\n")
    assert "cause 骰子落地" in raw
    assert raw.count("\nby ") == 2


def test_nothing_follows_an_abort_but_the_reveal(run: Ceremony) -> None:
    run.to(State.OPENING)
    break_off(run)
    with pytest.raises(Refused, match="中止"):
        run.open()
    with pytest.raises(Refused, match="中止"):
        break_off(run)


def test_the_pages_of_both_people(run: Ceremony) -> None:
    run.to(State.BOUND)
    clerk, director = signed_in(run.cast.clerk), signed_in(run.cast.director)
    address = reverse("draw:abort", args=[run.number])
    assert clerk.post(address, {"cause": ""}).status_code == 422
    assert clerk.post(address, {"cause": "骰子落地"}).status_code == 302
    assert 'name="do"' not in clerk.get(address).content.decode()
    page = director.get(address).content.decode()
    assert "骰子落地" in page
    director.post(address, {"do": "1"})
    assert run.draw.state == State.ABORTED.value
    assert public_draw(run.number).abort_cause == "骰子落地"
    assert director.get(address).status_code == 302
