"""An open draw (公开抽取): the plan line says so, and everybody is told with the draw (article 15).

One that passed over what another draw keeps sealed says nothing before the reveal: its result
would tell of theirs (article 20).
"""

import json
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from fairdraw.verify import verify

from tests.cast import Cast
from tests.factories.draw import Ceremony, ceremony, ready
from tests.factories.planning import YEAR
from tests.stages.draw.conftest import Clock
from tests.stages.draw.test_screen import data
from yaohao.stages.draw import operations, queries
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.queries.rounds import told_rounds
from yaohao.stages.draw.queries.sealed import visits_now
from yaohao.stages.draw.rules import State
from yaohao.stages.planning.queries import visit_of
from yaohao.stages.publication.queries import result


def names_of(run: Ceremony) -> list[str]:
    return [row.name for row in queries.result_rows(run.number)]


@pytest.fixture
def drawn(cast: Cast, clock: Clock) -> Ceremony:
    clock(datetime(YEAR, 1, 5, 10))
    run = ceremony(cast, line=ready(cast, openly=True))
    run.to(State.BOUND)
    run.run()
    return run


def test_everybody_is_told_with_the_draw(drawn: Ceremony) -> None:
    draw = drawn.draw
    assert draw.state == State.OPENING.value  # opened in the act that drew
    assert told_rounds(draw) == [1]
    assert draw.openings.filter(to="officers").count() == len(drawn.drawn_ids()) == 6
    assert [row.object_id for row in result(drawn.number)] == drawn.drawn_ids()
    page = Client().get(reverse("portal:draw", args=[drawn.number])).content.decode()
    for row in result(drawn.number):
        assert row.name in page
        assert all(name in page for _role, name, _certificate in row.team)
    assert "公开抽取" in page


def test_hall_and_desk_show_the_names(drawn: Ceremony) -> None:
    scenes = data(drawn.cast.clerk, drawn)
    shown = json.dumps(scenes["scenes"], ensure_ascii=False)
    assert scenes["mark"].endswith("-told")
    desk = Client()
    desk.force_login(drawn.cast.clerk, backend="django.contrib.auth.backends.ModelBackend")
    page = desk.get(reverse("draw:draw", args=[drawn.number])).content.decode()
    for name in names_of(drawn):
        assert name in shown
        assert name in page
    assert "没有人看得到名单" not in page
    table = desk.get(reverse("draw:public-table", args=[drawn.number, "csv"]))
    assert table.status_code == 200


def test_the_visits_are_booked_and_the_record_verifies(drawn: Ceremony, clock: Clock) -> None:
    for number, position in visits_now(drawn.draw):
        booked = visit_of(f"draw:{drawn.number}/{position}")
        assert booked is not None, (number, position)
        assert booked.booked, (number, position)
    clock(datetime(YEAR, 12, 21, 10))
    drawn.reveal()
    assert verify(read_file(drawn.draw.record_file or "")).fault is None


def test_the_key_stays_until_the_visits_are_over(drawn: Ceremony) -> None:
    with pytest.raises(operations.Refused):
        drawn.reveal()
    with pytest.raises(queries.StillSealed):
        queries.why(drawn.number, drawn.drawn_ids()[0])
    assert Client().get(reverse("portal:record", args=[drawn.number])).status_code == 404


def test_a_sealed_line_tells_nothing(cast: Cast, clock: Clock) -> None:
    clock(datetime(YEAR, 1, 5, 10))
    run = ceremony(cast)
    run.to(State.BOUND)
    run.run()
    assert run.draw.state == State.DRAWN.value
    assert told_rounds(run.draw) == []
    with pytest.raises(queries.StillSealed):
        queries.result_rows(run.number)
    page = Client().get(reverse("portal:draw", args=[run.number])).content.decode()
    assert not any(object_id in page for object_id in run.drawn_ids())


def test_what_rests_on_a_sealed_draw_is_not_told(cast: Cast, clock: Clock) -> None:
    clock(datetime(YEAR, 1, 5, 10))
    spring = (date(YEAR, 1, 1), date(YEAR, 6, 30))
    autumn = (date(YEAR, 7, 1), date(YEAR, 12, 31))
    sealed = ceremony(cast, line=ready(cast, period=spring, window=spring))
    sealed.to(State.BOUND)
    sealed.run()
    item = sealed.line.item
    second = ready(cast, openly=True, item=item, period=autumn, window=autumn)
    run = ceremony(cast, line=second)
    run.to(State.BOUND)
    run.run()
    assert run.draw.openings.filter(to="officers").exists()  # the officers go all the same
    assert told_rounds(run.draw) == []
    with pytest.raises(queries.StillSealed):
        queries.result_rows(run.number)
    assert not data(cast.clerk, run)["mark"].endswith("-told")


def test_one_that_is_broken_off_is_not_told_any_more(drawn: Ceremony) -> None:
    cast = drawn.cast
    operations.ask_abort(by=cast.clerk, number=drawn.number, cause="见证人提出异议")
    operations.abort(by=cast.director, number=drawn.number)
    assert told_rounds(drawn.draw) == []
    page = Client().get(reverse("portal:draw", args=[drawn.number]))
    assert page.status_code == 200
    assert not any(object_id in page.content.decode() for object_id in drawn.drawn_ids())
