"""A session: opened over draws, joined by a code, closed when nothing is left open."""

from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from fairdraw.verify import verify

from tests.cast import Cast
from tests.factories.draw import Ceremony, ceremony, ready
from tests.factories.hall import STROKES, Hall, hall, opened
from tests.factories.planning import YEAR
from tests.stages.draw.conftest import Clock
from yaohao.ground.audit.models import Entry
from yaohao.ground.audit.rules import STRANGER
from yaohao.ground.keys.queries import exists
from yaohao.stages.draw import operations
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.models import Seat, Session, SessionDraw
from yaohao.stages.draw.operations import Refused, hold_session
from yaohao.stages.draw.queries.hall import own_agenda, seal_of
from yaohao.stages.draw.rules import State, Step


def test_a_session_has_its_draws_in_order_and_a_code_nobody_can_read(cast: Cast) -> None:
    made = hall(cast)
    assert made.number.startswith("140700-")
    assert list(made.session.agenda.values_list("draw__number", "round", "position")) == [
        (made.run.number, 1, 1)
    ]
    assert len(made.code) == 32  # 128 bits
    assert made.code not in str(Session.objects.values())
    assert Entry.objects.get(action="draw.session.open").actor_id == cast.clerk.username


@pytest.mark.parametrize("who", ["officer", "witness", "auditor"])
def test_only_the_desk_holds_sessions(cast: Cast, who: str) -> None:
    run = ceremony(cast)
    run.to(State.ANNOUNCED)
    values: dict[str, Any] = {"title": "会", "held_at": timezone.now(), "place": "厅"}
    with pytest.raises(Refused):
        operations.open_session(by=getattr(cast, who), draws=[run.number], **values)
    with pytest.raises(Refused):
        operations.open_session(by=cast.clerk, draws=[], **values)
    with pytest.raises(Refused, match=run.number):  # of another bureau
        operations.open_session(by=cast.stranger, draws=[run.number], **values)
    with pytest.raises(Refused):
        operations.open_session(by=cast.clerk, draws=[run.number] * 2, **values)


def test_a_draw_stands_in_one_open_session(cast: Cast) -> None:
    made = hall(cast)
    with pytest.raises(Refused, match=made.run.number):
        opened(cast, made.run)
    other = Session.objects.create(
        bureau=cast.city, number="X", title="x", held_at=timezone.now(), place="x",
        opened_by=cast.clerk, opened_at=timezone.now(), join="0" * 64,
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        SessionDraw.objects.create(session=other, draw=made.run.draw, position=1)
    operations.close_session(by=cast.clerk, number=made.number)
    assert opened(cast, made.run).number != made.number


def test_a_code_made_anew_shuts_the_old_one_out(cast: Cast) -> None:
    made = hall(cast)
    old = made.code
    operations.renew_code(by=cast.clerk, number=made.number)
    with pytest.raises(Session.DoesNotExist):
        operations.take_seat(by=STRANGER, code=old, phone="p", name="甲", office="乙")
    assert made.sit().number == 1


def test_a_witness_takes_one_seat_with_one_phone(cast: Cast) -> None:
    made = hall(cast)
    seat = made.sit("王芳", phone="p")
    with pytest.raises(Refused, match="手机"):
        made.sit("李娜", phone="p")
    with pytest.raises(Refused, match="王芳"):  # two phones, one name
        made.sit("王芳", phone="q")
    assert made.sit("王芳", office="区纪委", phone="q").number == 2
    taken = Entry.objects.filter(action="draw.seat.take").order_by("index")[0]
    assert (taken.actor_id, taken.actor_name) == (f"{made.number}/1", "王芳")
    assert "p" not in {seat.phone, seat.code}


@pytest.mark.parametrize("name", ["", "   ", "长" * 61, "\u202e王芳"])
def test_a_name_is_something_people_can_read(cast: Cast, name: str) -> None:
    made = hall(cast)
    with pytest.raises(Refused):
        operations.take_seat(by=STRANGER, code=made.code, phone="p", name=name, office="纪检")


def test_a_released_seat_goes_to_one_other_phone(cast: Cast) -> None:
    made = hall(cast)
    seat = made.sit(phone="old")
    _released, code = operations.release_seat(by=cast.clerk, number=made.number, seat=1)
    taken = operations.resume_seat(by=STRANGER, code=code, phone="new")
    assert taken.pk == seat.pk
    with pytest.raises(Seat.DoesNotExist):  # the code opens once
        operations.resume_seat(by=STRANGER, code=code, phone="third")
    made.compare(taken)


def test_a_withdrawn_seat_does_nothing_more_and_its_deeds_stay(cast: Cast) -> None:
    made = hall(cast)
    seat = made.sit()
    made.compare(seat)
    with pytest.raises(Refused):
        operations.withdraw_seat(by=cast.clerk, number=made.number, seat=1, cause="")
    operations.withdraw_seat(by=cast.clerk, number=made.number, seat=1, cause="误入")
    with pytest.raises(Refused, match="误入"):
        made.compare(seat)
    assert seat.testimonies.count() == 1
    with pytest.raises(Refused):
        operations.withdraw_seat(by=cast.clerk, number=made.number, seat=1, cause="再撤")


def test_closing_waits_for_answers_and_for_what_is_bound(cast: Cast) -> None:
    made = hall(cast)
    seat = made.sit()
    told = operations.raise_objection(by=seat, text="看不清大屏幕")
    with pytest.raises(Refused, match="异议"):
        operations.close_session(by=cast.clerk, number=made.number)
    operations.answer_objection(by=cast.clerk, number=made.number, objection=told.pk, text="已调整")
    made.to(State.BOUND)
    with pytest.raises(Refused, match=made.run.number):
        operations.close_session(by=cast.clerk, number=made.number)
    with pytest.raises(Session.DoesNotExist):
        operations.close_session(by=cast.stranger, number=made.number)
    for person in made.seats:
        made.open(person)
    made.dice()
    made.start()
    made.draw()
    secret = made.session.secret
    operations.close_session(by=cast.clerk, number=made.number)
    assert not exists(secret)
    with pytest.raises(Refused, match="会议"):
        made.sign(seat)


def test_another_line_may_share_the_session(cast: Cast) -> None:
    first = ceremony(cast)
    first.to(State.ANNOUNCED)
    second = ceremony(cast, line=ready(cast, cycle="另一周期"))
    second.to(State.PREPARED)
    made = opened(cast, first, second)
    assert made.agenda.count() == 2


def another(cast: Cast) -> Ceremony:
    """A second draw of the city, with an item of its own, frozen."""
    run = ceremony(cast, line=ready(cast), witnesses=1)
    run.to(State.FROZEN)
    return run


def test_a_draw_is_put_on_the_agenda_of_an_open_session(cast: Cast) -> None:
    made, run = hall(cast), another(cast)
    item = operations.add_draw(by=cast.clerk, number=made.number, draw=run.number)
    assert (item.draw.number, item.round, item.position) == (run.number, 1, 2)
    with pytest.raises(Refused, match=run.number):  # a double click
        operations.add_draw(by=cast.clerk, number=made.number, draw=run.number)
    with pytest.raises(Refused):
        operations.add_draw(by=cast.officer, number=made.number, draw=run.number)
    with pytest.raises(Session.DoesNotExist):  # another bureau
        operations.add_draw(by=cast.stranger, number=made.number, draw=run.number)
    operations.close_session(by=cast.clerk, number=made.number)
    with pytest.raises(Refused):
        operations.add_draw(by=cast.clerk, number=made.number, draw=another(cast).number)


def test_the_agenda_has_an_end(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hold_session, "MOST_DRAWS", 1)
    made, run = hall(cast), another(cast)
    with pytest.raises(Refused):
        operations.add_draw(by=cast.clerk, number=made.number, draw=run.number)


def test_several_draws_of_a_session_come_to_their_end(cast: Cast, clock: Clock) -> None:
    first = hall(cast)
    run = another(cast)
    operations.add_draw(by=cast.clerk, number=first.number, draw=run.number)
    second = Hall(cast, run, first.session, first.seats)
    first.to(State.DRAWN)
    with pytest.raises(Refused):  # the second waits for its witnesses
        operations.draw(by=cast.clerk, number=run.number)
    second.to(State.DRAWN)
    seals = {each.run.number: seal_of(each.run.draw, 1) for each in (first, second)}
    for seat in first.seats:
        operations.sign_records(by=seat, seals=seals, strokes=STROKES)
        assert {one.step for one in own_agenda(seat)} == {Step.DONE}
    operations.close_session(by=cast.clerk, number=first.number)
    assert not SessionDraw.objects.filter(left_at=None).exists()
    clock(datetime(YEAR, 12, 21, 10))
    for each in (first, second):
        each.run.open()
        each.run.reveal()
        assert verify(read_file(each.run.draw.record_file or "")).fault is None
