"""Not twice in a cycle: skips come from sealed results, and stay sealed with them."""

from datetime import date

import pytest
from django.conf import LazySettings
from fairdraw.verify import verify

from tests.cast import Cast
from tests.factories.draw import Ceremony, ceremony, ready
from tests.factories.planning import YEAR, plan_item
from yaohao.ground.ledger.models import Entry
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.operations import Refused
from yaohao.stages.draw.queries import why
from yaohao.stages.draw.queries.sealed import sealed_tables
from yaohao.stages.draw.rules import State

SPRING = (date(YEAR, 1, 1), date(YEAR, 6, 30))
AUTUMN = (date(YEAR, 7, 1), date(YEAR, 12, 31))


@pytest.fixture
def two(cast: Cast, settings: LazySettings) -> tuple[Ceremony, Ceremony]:
    """Two draws of one item in one cycle; the windows do not matter here."""
    settings.YAOHAO_DEMO = True
    item = plan_item(cast.city)
    first = ready(cast, item=item, period=SPRING, window=SPRING)
    second = ready(cast, item=item, period=AUTUMN, window=AUTUMN)
    return ceremony(cast, line=first), ceremony(cast, line=second)


def test_who_was_drawn_is_passed_over(two: tuple[Ceremony, Ceremony]) -> None:
    first, second = two
    first.to(State.DRAWN)
    second.to(State.DRAWN)
    assert not set(first.drawn_ids()) & set(second.drawn_ids())
    assert len(second.drawn_ids()) == 6


def test_the_skips_name_the_round_they_come_from(two: tuple[Ceremony, Ceremony]) -> None:
    first, second = two
    first.to(State.DRAWN)
    second.to(State.BOUND)
    origin = first.draw.entries.get(kind="round").digest
    lines = [line.decode().split("\t") for line in sealed_tables(second.draw).skips]
    assert {row for row, _word, _origin in lines} == set(first.drawn_ids())
    assert {(word, named) for _row, word, named in lines} == {("cycle", origin)}


def test_the_later_draw_is_not_revealed_before_the_earlier(
    two: tuple[Ceremony, Ceremony],
) -> None:
    first, second = two
    first.to(State.DRAWN)
    second.to(State.OPENING)
    with pytest.raises(Refused, match=first.number):
        second.reveal()
    first.to(State.REVEALED)
    second.reveal()
    assert verify(read_file(second.draw.record_file or "")).outcome == "proved"
    assert why(second.number, first.drawn_ids()[0]).kind == "skip"


def test_the_log_does_not_tell_who_was_skipped(two: tuple[Ceremony, Ceremony]) -> None:
    first, second = two
    first.to(State.DRAWN)
    second.to(State.DRAWN)
    log = b"".join(bytes(raw) for raw in Entry.objects.values_list("raw", flat=True)).decode()
    assert not [object_id for object_id in first.drawn_ids() if object_id in log]


def test_another_cycle_begins_anew(cast: Cast, settings: LazySettings) -> None:
    settings.YAOHAO_DEMO = True
    item = plan_item(cast.city)
    halves = {"上半年": SPRING, "下半年": AUTUMN}
    line, other = (
        ready(cast, item=item, period=days, window=days, cycle=name, cycle_days=days)
        for name, days in halves.items()
    )
    first = ceremony(cast, line=line)
    second = ceremony(cast, line=other)
    first.to(State.DRAWN)
    second.to(State.BOUND)
    assert list(sealed_tables(second.draw).skips) == []


def test_an_exercise_holds_no_skips(cast: Cast, settings: LazySettings) -> None:
    settings.YAOHAO_DEMO = True
    line = ready(cast)
    ceremony(cast, line=line).to(State.DRAWN)
    rehearsal = Ceremony(cast, line, exercise=True, witnesses=0, dice="")
    rehearsal.to(State.BOUND)
    assert list(sealed_tables(rehearsal.draw).skips) == []
