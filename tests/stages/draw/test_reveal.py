"""The reveal: after the window, after the draws it rests on, verified before it is kept."""

from datetime import datetime, timedelta

import pytest
from fairdraw import record
from fairdraw.verify import verify

from tests.cast import Cast
from tests.factories.draw import WINDOW, ceremony, exercise
from tests.stages.draw.conftest import Clock
from yaohao.ground.keys.models import Secret
from yaohao.ground.keys.operations import keep
from yaohao.ground.keys.queries import read
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.operations import Refused, reveal
from yaohao.stages.draw.queries import StillSealed, public_draw, result_rows, why
from yaohao.stages.draw.rules import State
from yaohao.stages.registers.models import InspectionObject

NOON = datetime.min.time().replace(hour=12)


def test_on_the_last_day_of_the_window_it_stays_sealed(cast: Cast, clock: Clock) -> None:
    run = ceremony(cast)
    clock(datetime.combine(WINDOW[1], NOON))
    run.to(State.OPENING)
    with pytest.raises(Refused):
        run.reveal()
    clock(datetime.combine(WINDOW[1] + timedelta(days=1), NOON))
    run.reveal()
    assert verify(read_file(run.draw.record_file or "")).outcome == "proved"


def test_a_sealed_result_exchanged_in_the_vault_stops_the_act(cast: Cast) -> None:
    run = exercise(cast)
    run.to(State.OPENING)
    name = f"draw/{run.number}/result"
    lines = read(name).splitlines(keepends=True)
    Secret.objects.filter(name=name).delete()
    keep(name=name, plain=b"".join([lines[1], lines[0], *lines[2:]]))
    with pytest.raises(Refused):
        run.reveal()
    assert run.draw.state == State.OPENING.value
    assert not run.draw.entries.filter(kind="reveal").exists()


def test_a_second_reveal_is_told_the_state(cast: Cast) -> None:
    run = exercise(cast)
    run.to(State.REVEALED)
    with pytest.raises(Refused, match=run.number):
        reveal(by=cast.clerk, number=run.number)


def test_result_and_reasons_are_told_after_the_reveal_only(cast: Cast) -> None:
    run = exercise(cast)
    run.to(State.OPENING)
    drawn = set(run.drawn_ids())
    somebody = InspectionObject.objects.exclude(object_id__in=drawn)[0].object_id
    for ask in (lambda: result_rows(run.number), lambda: why(run.number, somebody)):
        with pytest.raises(StillSealed):
            ask()
    run.reveal()
    assert {row.object_id for row in result_rows(run.number)} == drawn
    assert why(run.number, somebody).kind == "above"
    assert why(run.number, next(iter(drawn))).kind == "drawn"
    assert why(run.number, "NOBODY").kind == "absent"


def test_the_record_is_kept_by_its_digest(cast: Cast) -> None:
    draw = exercise(cast).to(State.REVEALED)
    data = read_file(draw.record_file or "")
    assert record.read(data).whole
    assert public_draw(draw.number).record == draw.record_file
