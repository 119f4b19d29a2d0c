"""One draw from preparation to reveal, through the operations."""

from fairdraw.verify import verify

from tests.cast import Cast
from tests.factories.draw import ceremony, exercise
from yaohao.ground.audit.queries import first_break, of_subject
from yaohao.ground.ledger.queries import first_fault
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.rules import State


def test_an_exercise_goes_all_the_way_and_says_what_it_is(cast: Cast) -> None:
    draw = exercise(cast).to(State.REVEALED)
    report = verify(read_file(draw.record_file or ""))
    assert (report.outcome, report.exercise) == ("proved", True)
    assert "YL" in draw.number


def test_a_draw_with_witnesses_and_dice_proves(cast: Cast, settings) -> None:  # type: ignore[no-untyped-def]
    settings.YAOHAO_DEMO = True  # the window of this test is all year
    run = ceremony(cast, witnesses=2)
    draw = run.to(State.REVEALED)
    report = verify(read_file(draw.record_file or ""))
    assert report.outcome == "proved", report.text("zh")
    assert not report.exercise
    assert len(run.drawn_ids()) == 6


def test_trail_and_log_hold_after_all_acts(cast: Cast) -> None:
    draw = exercise(cast, witnesses=1, dice="d6").to(State.FROZEN)
    assert first_break() is None
    assert first_fault() is None
    actions = [entry.action for entry in of_subject(draw.subject)]
    frozen = ["draw.freeze.ask", "draw.pool.freeze"]
    assert actions == ["draw.draw.prepare", "draw.draw.announce", *frozen]
