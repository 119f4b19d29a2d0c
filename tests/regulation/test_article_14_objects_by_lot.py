"""第十四条 采用“双随机”方式确定抽查对象，应通过“摇号”的方式，从抽查对象名录库中按照“定向抽查”或
“不定向抽查”随机确定待查对象。对于一个抽查周期内已经抽查过的对象，不再列为下一轮随机抽查对象。
"""

from datetime import date

import pytest
from django.conf import LazySettings
from fairdraw.announcement import Stratum
from fairdraw.verify import verify

from tests.cast import Cast
from tests.factories.draw import ceremony, exercise, ready
from tests.factories.planning import YEAR, draft_line, plan_item, plan_objects
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.operations import Refused, draw, prepare
from yaohao.stages.draw.queries import public_draw, result_rows
from yaohao.stages.draw.rules import State
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.rules import Aim
from yaohao.stages.registers.models import InspectionObject, PastVisit

SPRING = (date(YEAR, 1, 1), date(YEAR, 6, 30))
AUTUMN = (date(YEAR, 7, 1), date(YEAR, 12, 31))


def test_an_undirected_draw_is_from_the_whole_register(cast: Cast) -> None:
    plan_objects(cast.city, 5, risk="RED")
    plan_objects(cast.city, 5, risk="BLUE")
    run = exercise(cast)
    run.to(State.FROZEN)
    told = public_draw(run.number)
    assert (told.directed, told.filter, told.rows) == (False, "all", 10)


def test_a_directed_draw_says_publicly_from_which_part(cast: Cast) -> None:
    plan_objects(cast.city, 6, risk="RED")
    plan_objects(cast.city, 6, risk="BLUE")
    line = ready(
        cast,
        aim=Aim.DIRECTED,
        filter={"risks": ["RED"]},
        stratify_by="none",
        shares=(Stratum("ALL", "ratio", 5000),),
    )
    run = exercise(cast, line=line)
    run.to(State.REVEALED)
    told = public_draw(run.number)
    assert told.directed
    assert "红" in told.filter
    ids = {row.object_id for row in result_rows(run.number)}
    red = set(InspectionObject.objects.filter(risk="RED").values_list("object_id", flat=True))
    assert len(ids) == 3
    assert ids <= red


def test_without_a_filed_line_of_the_plan_there_is_no_draw(cast: Cast) -> None:
    ready(cast)
    draft = draft_line(cast.city, title="计划外")
    with pytest.raises(Line.DoesNotExist):
        prepare(by=cast.clerk, line=draft.pk)


def test_a_line_is_drawn_once_and_never_again(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.DRAWN)
    before = run.drawn_ids()
    with pytest.raises(Refused):
        draw(by=cast.other_clerk, number=run.number)
    with pytest.raises(Refused):
        prepare(by=cast.clerk, line=run.line.pk)
    assert run.drawn_ids() == before


def test_who_was_drawn_in_this_cycle_is_not_drawn_again(cast: Cast, settings: LazySettings) -> None:
    settings.YAOHAO_DEMO = True
    item = plan_item(cast.city)
    spring = ceremony(cast, line=ready(cast, item=item, period=SPRING, window=SPRING))
    autumn = ceremony(cast, line=ready(cast, item=item, period=AUTUMN, window=AUTUMN))
    spring.to(State.REVEALED)
    autumn.to(State.REVEALED)
    assert not set(spring.drawn_ids()) & set(autumn.drawn_ids())
    assert len({*spring.drawn_ids(), *autumn.drawn_ids()}) == 12


def test_who_was_visited_before_this_product_is_not_drawn_and_that_is_not_called_proven(
    cast: Cast, settings: LazySettings
) -> None:
    settings.YAOHAO_DEMO = True
    run = ceremony(cast, line=ready(cast))
    before = list(InspectionObject.objects.order_by("object_id")[:3])
    for firm in before:
        PastVisit.objects.create(
            bureau=cast.city, object=firm, date=date(YEAR, 1, 5), item_code=run.line.item.code
        )
    run.to(State.REVEALED)
    assert not {row.object_id for row in result_rows(run.number)} & {
        firm.object_id for firm in before
    }
    assert public_draw(run.number).past == 3
    report = verify(read_file(run.draw.record_file or ""))
    assert not report.fault
    assert report.outcome != "proved"


def test_the_lot_reaches_every_object(cast: Cast) -> None:
    """Thirty exercises that draw half: nobody is never drawn, nobody always."""
    line = ready(cast)
    drawn = []
    for _ in range(30):
        run = exercise(cast, line=line)
        run.to(State.DRAWN)
        drawn.append(set(run.drawn_ids()))
        run.to(State.REVEALED)
    every = set(InspectionObject.objects.values_list("object_id", flat=True))
    assert set().union(*drawn) == every
    assert not set.intersection(*drawn)


def test_a_stranger_can_verify_the_lot(cast: Cast) -> None:
    record = read_file(exercise(cast).to(State.REVEALED).record_file or "")
    assert verify(record).outcome == "proved"
    middle = len(record) // 2
    forged = record[:middle] + bytes([record[middle] ^ 1]) + record[middle + 1 :]
    assert verify(forged).outcome == "refused"
