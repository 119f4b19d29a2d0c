"""Between draw and amendment one goes first: who comes second is told so (article 4)."""

import pytest

from tests.cast import Cast
from tests.factories.draw import Ceremony, exercise, ready
from yaohao.stages.draw import operations as draw
from yaohao.stages.draw.rules import State
from yaohao.stages.planning import operations as planning
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.operations import Refused

WHY = "新法施行"


def test_a_line_that_was_announced_is_not_amended(cast: Cast) -> None:
    ceremony = Ceremony(cast, ready(cast))
    ceremony.prepare()
    ceremony.announce()
    line = Line.objects.get(pk=ceremony.line.pk)
    assert line.drawn_as == ceremony.number
    with pytest.raises(Refused, match=ceremony.number):
        planning.amend_line(by=cast.clerk, pk=line.pk, reason=WHY)


def test_an_exercise_binds_nobody(cast: Cast) -> None:
    ceremony = exercise(cast)
    ceremony.to(State.ANNOUNCED)
    line = Line.objects.get(pk=ceremony.line.pk)
    assert line.drawn_as == ""
    assert planning.amend_line(by=cast.clerk, pk=line.pk, reason=WHY).version == 2


def test_a_line_under_amendment_is_not_prepared(cast: Cast) -> None:
    line = ready(cast)
    planning.amend_line(by=cast.clerk, pk=line.pk, reason=WHY)
    with pytest.raises(Refused):
        draw.prepare(by=cast.clerk, line=line.pk)


def test_a_draw_prepared_before_the_amendment_is_not_announced(cast: Cast) -> None:
    ceremony = Ceremony(cast, ready(cast))
    ceremony.prepare()
    version = planning.amend_line(by=cast.clerk, pk=ceremony.line.pk, reason=WHY)
    with pytest.raises(Refused):
        ceremony.announce()
    assert Line.objects.get(pk=ceremony.line.pk).drawn_as == ""
    planning.remove_line(by=cast.clerk, pk=version.pk)
    ceremony.announce()
    assert Line.objects.get(pk=ceremony.line.pk).drawn_as == ceremony.number
