"""What a witness does on a seat, and how each act is refused."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests.cast import Cast
from tests.factories.hall import STROKES, Hall, hall
from yaohao.ground.audit.models import Entry
from yaohao.stages.draw import models, operations
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.models import (
    Contribution,
    LogEntry,
    Objection,
    Seat,
    SessionDraw,
)
from yaohao.stages.draw.operations import Refused
from yaohao.stages.draw.queries.hall import first_step, own_agenda, root_of, seal_of
from yaohao.stages.draw.queries.log import entries
from yaohao.stages.draw.rules import State, Step, Witnessed, read_strokes


def step(made: Hall, seat: Seat) -> Step:
    """What is next for a witness in the one draw."""
    (own,) = own_agenda(Seat.objects.get(pk=seat.pk))
    return own.step


def test_the_steps_lead_through_the_whole_draw(cast: Cast) -> None:
    made = hall(cast, state=State.ANNOUNCED)
    one, two = made.sit(), made.sit()
    assert step(made, one) is Step.WAIT_FREEZE
    made.run.freeze()
    assert step(made, one) is Step.COMPARE
    made.compare(one)
    assert step(made, one) is Step.COMMIT
    made.commit(one)
    assert step(made, one) is Step.WAIT_BIND
    made.bind()
    assert step(made, one) is Step.OPEN
    assert step(made, two) is Step.COMPARE
    made.open(one)
    assert step(made, one) is Step.WAIT_VALUES
    made.dice()
    assert step(made, one) is Step.START
    made.start(one)
    assert step(made, one) is Step.WAIT_DRAW
    made.start(two)
    made.draw()
    assert step(made, one) is Step.SIGN
    made.sign(one)
    assert step(made, one) is Step.DONE
    (mine,) = own_agenda(one)
    assert first_step([mine]) is None


def test_a_seat_is_the_actor_of_its_acts(cast: Cast) -> None:
    made = hall(cast)
    seat = made.sit("王芳")
    made.commit(seat)
    entry = LogEntry.objects.get(kind="commit")
    assert (entry.by, entry.seat) == (None, seat)
    told = Entry.objects.get(action="draw.number.commit")
    assert (told.actor_id, told.actor_name, told.bureau) == (f"{made.number}/1", "王芳", "140700")
    (commit,) = entries(made.run.draw, "commit")
    assert (commit.get("name"), commit.get("office")) == ("王芳", "派驻纪检监察组")
    with pytest.raises(IntegrityError), transaction.atomic():
        LogEntry.objects.filter(pk=entry.pk).update(by=cast.clerk)


def test_comparing_wants_the_list_that_stands_there(cast: Cast) -> None:
    early = hall(cast, state=State.ANNOUNCED)
    seat = early.sit()
    with pytest.raises(Refused):
        operations.compare_list(by=seat, number=early.run.number, digest="", equal=True)
    early.run.freeze()
    with pytest.raises(Refused):
        operations.compare_list(by=seat, number=early.run.number, digest="0" * 64, equal=True)
    early.compare(seat, equal=False)
    early.compare(seat)
    acts = list(seat.testimonies.order_by("pk").values_list("act", "digest"))
    root = root_of(early.run.draw)
    assert acts == [(Witnessed.DIFFERS, root), (Witnessed.EQUAL, root)]


def test_a_draw_of_another_session_is_not_there(cast: Cast) -> None:
    made = hall(cast)
    seat = made.sit()
    with pytest.raises(SessionDraw.DoesNotExist):
        operations.press_start(by=seat, number="140700-2026-999")
    with pytest.raises(SessionDraw.DoesNotExist):
        operations.raise_objection(by=seat, text="x", number="140700-2026-999")


def test_one_number_each_and_each_opens_the_own(cast: Cast) -> None:
    made = hall(cast)
    one, two = made.sit(), made.sit()
    made.commit(one)
    with pytest.raises(Refused):
        made.commit(one, "4711")
    made.commit(two)
    made.bind()
    other = Contribution.objects.get(witness=two).seat
    for by in (one, cast.clerk, cast.witness):
        with pytest.raises(Refused):
            operations.open_number(by=by, number=made.run.number, seat=other)
    made.open(two)
    with pytest.raises(Refused):
        made.open(two)
    assert Contribution.objects.get(witness=two).number == "20261129"


def test_an_opening_that_comes_too_late_is_told_kindly(cast: Cast) -> None:
    made = hall(cast)
    one, two = made.sit(), made.sit()
    for seat in (one, two):
        made.compare(seat)
        made.commit(seat)
    made.bind()
    made.open(one)
    made.dice()
    with pytest.raises(Refused, match="承诺"):
        made.open(two)
    assert step(made, two) is Step.START
    made.start()
    made.draw()
    assert made.run.draw.state == State.DRAWN.value


def test_a_seat_does_nothing_else(cast: Cast) -> None:
    made = hall(cast)
    seat = made.sit()
    with pytest.raises((Refused, AttributeError)):
        operations.bind(by=seat, number=made.run.number)  # type: ignore[arg-type]
    assert made.run.draw.state == State.FROZEN.value


def test_two_witnesses_press_before_it_is_drawn(cast: Cast) -> None:
    made = hall(cast).to(State.BOUND)
    with pytest.raises(Refused):  # the dice are missing
        made.start()
    for seat in made.seats:
        made.open(seat)
    made.dice()
    with pytest.raises(Refused, match="0"):
        made.draw()
    made.start(made.seats[0])
    with pytest.raises(Refused, match="已按"):  # a double press
        made.start(made.seats[0])
    with pytest.raises(Refused, match="1"):
        made.draw()
    operations.withdraw_seat(by=cast.clerk, number=made.number, seat=1, cause="离席")
    made.start(made.seats[1])
    with pytest.raises(Refused):  # who was withdrawn does not count
        made.draw()
    made.start(made.sit())
    made.draw()
    assert made.run.draw.state == State.DRAWN.value


def test_closing_a_session_does_not_free_the_draw_from_its_witnesses(cast: Cast) -> None:
    made = hall(cast)
    seat = made.sit()
    made.compare(seat)
    operations.close_session(by=cast.clerk, number=made.number)
    made.run.bind()
    made.run.contribute()
    with pytest.raises(Refused):
        made.draw()


def test_without_any_witness_a_session_changes_nothing(cast: Cast) -> None:
    made = hall(cast)
    made.run.to(State.DRAWN)
    assert not Seat.objects.exists()


def test_the_signature_is_kept_with_the_digest_of_the_seal(cast: Cast) -> None:
    made = hall(cast).to(State.DRAWN)
    seat, number = made.seats[0], made.run.number
    seal = seal_of(made.run.draw, 1)
    for strokes in ("", "[]", "[[[1,1]]]", '[[["a",1],[2,2]]]', "{}", "9"):
        with pytest.raises(Refused):
            operations.sign_records(by=seat, seals={number: seal}, strokes=strokes)
    with pytest.raises(Refused):
        operations.sign_records(by=seat, seals={number: "0" * 64}, strokes=STROKES)
    with pytest.raises(Refused):
        operations.sign_records(by=seat, seals={}, strokes=STROKES)
    made.sign(seat)
    with pytest.raises(Refused):
        made.sign(seat)
    signed = models.Testimony.objects.get(act=Witnessed.SIGNED)
    assert signed.digest == seal
    assert read_strokes(read_file(signed.file).decode())


def test_nothing_is_signed_before_the_seal_or_after_breaking_off(cast: Cast) -> None:
    made = hall(cast).to(State.BOUND)
    with pytest.raises(Refused):
        operations.sign_records(
            by=made.seats[0], seals={made.run.number: "0" * 64}, strokes=STROKES
        )
    operations.ask_abort(by=cast.clerk, number=made.run.number, cause="设备故障")
    operations.abort(by=cast.director, number=made.run.number)
    with pytest.raises(Refused, match=made.run.number):
        made.start(made.seats[0])
    assert step(made, made.seats[0]) is Step.BROKEN
    operations.close_session(by=cast.clerk, number=made.number)


def test_an_objection_is_recorded_once_answered_once_and_never_changed(cast: Cast) -> None:
    made = hall(cast)
    seat = made.sit()
    told = operations.raise_objection(
        by=seat, text=" 名录里\n没有我的企业 ", number=made.run.number
    )
    assert told.text == "名录里 没有我的企业"
    with pytest.raises(Refused):
        operations.raise_objection(by=seat, text="名录里 没有我的企业", number=made.run.number)
    for text in ("", "长" * 1001):
        with pytest.raises(Refused):
            operations.raise_objection(by=seat, text=text)
    with pytest.raises(Refused):
        operations.answer_objection(
            by=cast.officer, number=made.number, objection=told.pk, text="好"
        )
    answer = operations.answer_objection(
        by=cast.director, number=made.number, objection=told.pk, text="已核对"
    )
    with pytest.raises(Refused):
        operations.answer_objection(
            by=cast.clerk, number=made.number, objection=told.pk, text="另说"
        )
    for row in (told, answer, models.Testimony.objects.create(
        seat=seat, item=made.session.agenda.get(), act="equal", digest="x", at=told.at
    )):  # fmt: skip
        rows = type(row)._default_manager.filter(pk=row.pk)
        for deed in (lambda rows=rows: rows.update(at=told.at), lambda rows=rows: rows.delete()):
            with pytest.raises(DatabaseError), transaction.atomic():
                deed()


def test_an_objection_of_another_session_is_not_answered_here(cast: Cast) -> None:
    made = hall(cast)
    told = operations.raise_objection(by=made.sit(), text="看不清")
    with pytest.raises(Objection.DoesNotExist):
        operations.answer_objection(
            by=cast.clerk, number=made.number, objection=told.pk + 1, text="好"
        )
