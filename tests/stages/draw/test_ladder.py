"""What gives way when not every visit can be staffed: who was there lately, one more visit each."""

from datetime import date

import pytest
from django.conf import LazySettings
from fairdraw.announcement import Stratum
from fairdraw.verify import verify

from tests.cast import Cast
from tests.factories.draw import WINDOW, Ceremony, ceremony, ready
from tests.factories.planning import YEAR, filed_line
from yaohao.stages.draw import operations
from yaohao.stages.draw.choosing import Choice
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.ladder import recent_pairs
from yaohao.stages.draw.queries.sealed import visits_now
from yaohao.stages.draw.rules import State
from yaohao.stages.planning.models import Line

EARLY, LATE = (WINDOW[0], date(YEAR, 3, 1)), (date(YEAR, 6, 1), WINDOW[1])


@pytest.fixture(autouse=True)
def _demo(settings: LazySettings) -> None:
    settings.YAOHAO_DEMO = True  # openings and reveals need not wait for the window


def level(run: Ceremony) -> str:
    """Reveal; the level that the record proves."""
    run.reveal()
    report = verify(read_file(run.draw.record_file or ""))
    assert (report.outcome, report.fault) == ("proved", None)
    return report.level


def teams(run: Ceremony) -> set[tuple[str, str]]:
    """(id, certificate) of everybody who goes."""
    return {(v.id, name) for v in visits_now(run.draw).values() for _role, name in v.team}


def test_one_more_visit_each_where_the_cap_gives_way(cast: Cast) -> None:
    line = ready(cast, objects=4, officers=2, cap=1)
    bare = ceremony(cast, line=line)
    bare.to(State.ANNOUNCED)
    with pytest.raises(operations.Refused):
        bare.freeze()
    other = filed_line(cast.city, window=WINDOW, cap=1)
    run = ceremony(cast, line=other, choice=Choice(relax=("cap",)))
    run.to(State.OPENING)
    assert len(run.drawn_ids()) == 2
    assert level(run) == "hall"


def drawn_before(cast: Cast, *, objects: int = 8, officers: int = 6) -> tuple[Ceremony, Line]:
    """A revealed draw of the city, and a line of the same year that draws everybody."""
    first = ceremony(cast, line=ready(cast, objects=objects, officers=officers, window=EARLY))
    first.to(State.REVEALED)
    everybody = (Stratum("ALL", "ratio", 10000),)
    return first, filed_line(cast.city, shares=everybody, window=LATE, cap=20)


def test_who_went_lately_does_not_go_there_again(cast: Cast) -> None:
    first, line = drawn_before(cast)
    second = ceremony(cast, line=line, choice=Choice(relax=("recent",)))
    second.to(State.OPENING)
    assert {name for name, _ in teams(first)} <= {name for name, _ in teams(second)}
    assert not teams(first) & teams(second)
    assert level(second) == "hall"


def test_only_where_nobody_else_is_left_they_go_again(cast: Cast) -> None:
    first, line = drawn_before(cast, objects=4, officers=2)
    second = ceremony(cast, line=line, choice=Choice(relax=("recent",)))
    second.to(State.OPENING)
    assert teams(first) <= teams(second)
    assert level(second) == "hall"


def test_without_the_rung_it_plays_no_part(cast: Cast) -> None:
    first, line = drawn_before(cast, objects=4, officers=2)
    second = ceremony(cast, line=line)
    second.to(State.OPENING)
    assert teams(first) <= teams(second)


def test_who_was_drawn_more_than_a_year_ago_may_go_again(cast: Cast) -> None:
    first, _line = drawn_before(cast, objects=4, officers=2)
    assert recent_pairs(cast.city, LATE[0]) == teams(first)
    Line.objects.filter(pk=first.line.pk).update(
        period_start=date(YEAR - 1, 1, 1),
        window_start=date(YEAR - 1, 1, 10),
        window_end=date(YEAR - 1, 5, 1),
    )
    assert recent_pairs(cast.city, LATE[0]) == set()
