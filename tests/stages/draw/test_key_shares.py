"""Three shares of the key: each handed over once, any two bring a lost key back."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from fairdraw.verify import verify

from tests.cast import Cast
from tests.factories.draw import Ceremony, ceremony
from yaohao.ground.accounts.models import User
from yaohao.ground.keys.models import Secret
from yaohao.ground.keys.queries import exists
from yaohao.stages.draw import operations
from yaohao.stages.draw.choosing import Choice
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.queries.log import entry
from yaohao.stages.draw.queries.sealed import draw_key
from yaohao.stages.draw.rules import State

HOLDERS = ("公证员甲", "纪检员乙", "代表丙")


@pytest.fixture
def run(cast: Cast, settings: LazySettings) -> Ceremony:
    settings.YAOHAO_DEMO = True  # reveals need not wait for the window
    told = ceremony(cast, choice=Choice(holders=HOLDERS))
    told.to(State.ANNOUNCED)
    return told


def hand(run: Ceremony, share: int, by: User | None = None) -> str:
    return operations.hand_share(by=by or run.cast.clerk, number=run.number, share=share)


def lose(run: Ceremony) -> None:
    """The key is gone, as after a lost disk."""
    Secret.objects.get(name=f"draw/{run.number}/key").delete()


def restore(run: Ceremony, first: str, second: str) -> None:
    operations.restore_key(by=run.cast.clerk, number=run.number, first=first, second=second)


@pytest.mark.parametrize(
    "holders", [("甲",), ("甲", "乙"), ("甲", "乙", "乙"), ("甲", "乙", "丙", "丁")]
)
def test_three_different_people_hold_a_share_or_nobody(cast: Cast, holders: Any) -> None:
    with pytest.raises(operations.Refused, match="三"):
        ceremony(cast, choice=Choice(holders=holders)).prepare()


def test_a_share_is_handed_over_once_and_kept_nowhere_after(run: Ceremony) -> None:
    plain = hand(run, 1)
    assert re.fullmatch(r"[0-9a-f]{64}", plain)
    with pytest.raises(operations.Refused, match=run.cast.clerk.full_name) as refused:
        hand(run, 1, run.cast.witness)
    share = run.draw.shares.get(number=1)
    assert f"{timezone.localtime(share.taken_at):%H:%M}" in str(refused.value)
    assert not exists(share.secret)
    assert exists(run.draw.shares.get(number=2).secret)


@pytest.mark.parametrize("share", [0, 4])
def test_there_are_no_more_than_three(run: Ceremony, share: int) -> None:
    with pytest.raises(operations.Refused):
        hand(run, share)


@pytest.mark.parametrize("who", ["officer", "auditor", "hall", "system_admin"])
def test_only_those_at_the_ceremony_hand_over_and_bring_back(run: Ceremony, who: str) -> None:
    person = getattr(run.cast, who)
    with pytest.raises(operations.Refused, match="岗位"):
        hand(run, 1, person)
    with pytest.raises(operations.Refused, match="岗位"):
        operations.restore_key(by=person, number=run.number, first="", second="")


def test_a_share_is_handed_over_before_anything_is_bound(run: Ceremony) -> None:
    run.to(State.BOUND)
    with pytest.raises(operations.Refused):
        hand(run, 1)


def test_the_announcement_commits_to_the_shares_and_names_the_holders(run: Ceremony) -> None:
    shares = entry(run.draw, "announce").all("share")
    assert [share.split(" ", 2)[2] for share in shares] == list(HOLDERS)
    assert [share.split(" ")[1] for share in shares] == [
        share.commitment for share in run.draw.shares.order_by("number")
    ]


def test_a_key_that_is_there_needs_no_shares(run: Ceremony) -> None:
    first, second = hand(run, 1), hand(run, 2)
    with pytest.raises(operations.Refused, match="遗失"):
        restore(run, first, second)


def test_wrong_shares_change_nothing(run: Ceremony) -> None:
    first, second = hand(run, 1), hand(run, 2)
    run.to(State.OPENING)
    lose(run)
    for bad in (
        (first, first),
        (first, "0" * 64),
        ("1" * 64, second),
        (first, second[:-1]),
        ("", ""),
    ):
        with pytest.raises(operations.Refused):
            restore(run, *bad)
    assert not exists(f"draw/{run.number}/key")


@pytest.mark.parametrize("pair", [(1, 2), (3, 1), (2, 3)])
def test_any_two_shares_bring_the_key_back_and_the_record_proves(
    run: Ceremony, pair: tuple[int, int]
) -> None:
    slips = {number: hand(run, number) for number in (1, 2, 3)}
    run.to(State.OPENING)
    before = draw_key(run.draw)
    lose(run)
    with pytest.raises(operations.Refused, match="遗失"):
        run.reveal()
    assert not run.draw.entries.filter(kind__in=["event", "reveal"]).exists()
    first, second = (slips[number] for number in pair)
    restore(run, f" {first[:32].upper()}\n{first[32:]}", second)
    assert draw_key(run.draw) == before
    run.reveal()
    report = verify(read_file(run.draw.record_file or ""))
    assert (report.outcome, report.fault, report.level) == ("proved", None, "hall")
    assert "shares" in {note.code for note in report.notes}


@pytest.mark.parametrize("state", [State.ANNOUNCED, State.FROZEN, State.BOUND, State.DRAWN])
def test_a_key_lost_on_the_way_stops_the_draw_until_it_is_back(run: Ceremony, state: State) -> None:
    first, second = hand(run, 1), hand(run, 3)
    run.to(state)
    lose(run)
    with pytest.raises(operations.Refused, match="遗失"):
        run.to(State.REVEALED)
    restore(run, first, second)
    if run.draw.state == state.value and state is not State.DRAWN:
        assert not run.draw.entries.filter(kind="seal").exists()


def test_a_lost_key_without_shares_is_said_in_words(cast: Cast, settings: LazySettings) -> None:
    settings.YAOHAO_DEMO = True
    told = ceremony(cast)
    told.to(State.OPENING)
    lose(told)
    with pytest.raises(operations.Refused, match="遗失"):
        told.reveal()


def test_the_key_of_a_broken_draw_comes_back_too(run: Ceremony) -> None:
    first, second = hand(run, 2), hand(run, 3)
    run.to(State.BOUND)
    lose(run)
    operations.ask_abort(by=run.cast.clerk, number=run.number, cause="磁盘损坏")
    operations.abort(by=run.cast.director, number=run.number)
    restore(run, first, second)
    run.reveal()
    assert verify(read_file(run.draw.record_file or "")).fault is None


def test_an_exercise_may_have_shares_too(cast: Cast) -> None:
    told = ceremony(cast, exercise=True, choice=replace(Choice(), holders=HOLDERS))
    told.to(State.ANNOUNCED)
    assert told.draw.shares.count() == 3


def test_the_pages_show_a_slip_once_and_bring_the_key_back(run: Ceremony) -> None:
    clerk, witness = Client(), Client()
    clerk.force_login(run.cast.clerk)
    witness.force_login(run.cast.witness)
    page = reverse("draw:shares", args=[run.number])
    assert all(name in clerk.get(page).content.decode() for name in HOLDERS)
    slips = []
    for number in (1, 2):
        address = reverse("draw:share", args=[run.number, number])
        assert witness.get(address).status_code == 405
        answer = witness.post(address)
        assert "no-store" in answer["Cache-Control"]
        plain = re.sub(r"<[^>]*>|\s", "", answer.content.decode())
        hidden = {share.commitment for share in run.draw.shares.all()}
        slips.append(
            next(each for each in re.findall(r"[0-9a-f]{64}", plain) if each not in hidden)
        )
        again = clerk.post(address, follow=True).content.decode()
        assert run.cast.witness.full_name in again
        assert slips[-1] not in re.sub(r"<[^>]*>|\s", "", again)
    run.to(State.OPENING)
    lose(run)
    draw = reverse("draw:reveal", args=[run.number])
    assert "遗失" in clerk.post(draw, follow=True).content.decode()
    restoring = reverse("draw:restore", args=[run.number])
    assert restoring in clerk.get(page).content.decode()
    assert clerk.post(restoring, {"first": ""}).status_code == 422
    clerk.post(restoring, {"first": slips[0], "second": slips[1]})
    assert exists(f"draw/{run.number}/key")
