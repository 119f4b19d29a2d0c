"""The yearly limit in a draw: sealed skips at the round, void envelopes at the opening."""

from datetime import date

import pytest
from django.conf import LazySettings
from fairdraw.verify import verify

from tests.cast import Cast
from tests.factories.draw import Ceremony, ceremony, exercise, ready
from tests.factories.planning import YEAR, plan_objects
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.operations import (
    Refused,
    open_at_door,
    read_visits,
    take_assignment,
)
from yaohao.stages.draw.queries import result_rows, why
from yaohao.stages.draw.queries.sealed import sealed_tables
from yaohao.stages.draw.rules import State
from yaohao.stages.planning.models import Visit, VisitCounter
from yaohao.stages.planning.operations import book_visit
from yaohao.stages.planning.rules import VisitKind
from yaohao.stages.registers.models import InspectionObject


@pytest.fixture
def run(cast: Cast, settings: LazySettings) -> Ceremony:
    """A real draw among twelve enterprises of grade A: one visit a year each."""
    settings.YAOHAO_DEMO = True
    plan_objects(cast.city, 12, credit="A")
    return ceremony(cast, line=ready(cast, officers=2))


def fill(cast: Cast, object_id: str) -> None:
    """Use up the one visit of an enterprise for something else."""
    booking = book_visit(
        by=cast.clerk,
        bureau=cast.city,
        firm=InspectionObject.objects.get(object_id=object_id),
        kind=VisitKind.KEY,
        on=date(YEAR, 6, 1),
        source=f"test:{object_id}",
    )
    assert booking.booked


def skipped(run: Ceremony) -> dict[str, str]:
    lines = [line.decode().rstrip("\n").split("\t") for line in sealed_tables(run.draw).skips]
    return {row: word for row, word, _origin in lines}


def test_a_sealed_draw_leaves_no_trace_in_the_book(run: Ceremony) -> None:
    run.to(State.DRAWN)
    assert not Visit.objects.exists()
    assert not VisitCounter.objects.exists()


def test_opening_books_each_envelope_once(cast: Cast, run: Ceremony) -> None:
    run.to(State.OPENING)
    expected = {f"draw:{run.number}/{n}": i for n, i in enumerate(run.drawn_ids())}
    assert dict(Visit.objects.values_list("source", "subject")) == expected
    assert {(v.nth, v.limit, v.void) for v in read_visits(by=cast.officer)} == {(1, 1, "")}


def test_an_exercise_books_nothing(cast: Cast) -> None:
    exercise(cast).to(State.OPENING)
    assert not Visit.objects.exists()


def test_who_has_no_visit_left_is_passed_over_and_the_record_verifies(
    cast: Cast, run: Ceremony
) -> None:
    ids = list(InspectionObject.objects.values_list("object_id", flat=True))[:4]
    for object_id in ids:
        fill(cast, object_id)
    run.to(State.REVEALED)
    assert skipped(run) == dict.fromkeys(ids, "cap")
    assert not set(ids) & set(run.drawn_ids())
    report = verify(read_file(run.draw.record_file or ""))
    assert (report.outcome, report.fault) == ("proved-partly", None)  # the book is no draw
    assert why(run.number, ids[0]).facts["word"] == "cap"


def test_a_sealed_envelope_counts_and_its_draw_is_revealed_first(cast: Cast, run: Ceremony) -> None:
    run.to(State.DRAWN)
    second = ceremony(cast, line=ready(cast, cycle="下半年"))
    second.to(State.OPENING)
    assert skipped(second) == dict.fromkeys(run.drawn_ids(), "cap")
    with pytest.raises(Refused, match=run.number):
        second.reveal()
    run.to(State.REVEALED)
    second.reveal()


def test_the_last_place_gone_makes_the_envelope_void(cast: Cast, run: Ceremony) -> None:
    run.to(State.DRAWN)
    gone = run.drawn_ids()[0]
    fill(cast, gone)
    run.open()
    opening = run.draw.openings.get(position=0)
    assert opening.void == "cap"
    assert not Visit.objects.filter(source=f"draw:{run.number}/0").exists()
    for act in (take_assignment, open_at_door):
        with pytest.raises(Refused, match="作废"):
            act(by=cast.officer, number=run.number, position=0)
    run.reveal()
    rows = {row.position: row.void for row in result_rows(run.number)}
    assert [place for place, void in rows.items() if void] == [0]
