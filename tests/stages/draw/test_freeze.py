"""Freezing: the list as it stands, its reasons, and the check that teams can be formed."""

import pytest
from django.db import IntegrityError, transaction
from fairdraw.announcement import Stratum
from fairdraw.pool import Pool

from tests.cast import Cast
from tests.factories.draw import ceremony, officer, ready
from tests.factories.planning import YEAR, plan_objects
from yaohao.stages.draw.checking import check
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.operations import Refused, ask_freeze, freeze
from yaohao.stages.draw.queries import public_draw
from yaohao.stages.draw.queries.log import entry
from yaohao.stages.draw.rules import State
from yaohao.stages.planning.rules import Aim
from yaohao.stages.registers.models import FrozenPool, InspectionObject, Officer


def test_excluded_objects_stay_in_the_list_with_their_public_reason(cast: Cast) -> None:
    line = ready(cast)
    gone = InspectionObject.objects.order_by("object_id")[0]
    InspectionObject.objects.filter(pk=gone.pk).update(exclusion="CLOSED", ended_on=f"{YEAR}-01-01")
    draw = ceremony(cast, line=line).to(State.FROZEN)
    pool = Pool.parse(read_file(draw.pool_file))
    noted = FrozenPool.objects.get(bureau=cast.city)
    log = draw.entries.get(kind="pool")
    assert (noted.entry, noted.file) == (log.index, draw.pool_file)
    row = pool.row(pool.find(gone.object_id) or 0)
    assert row.reason == "CLOSED"
    told = entry(draw, "pool")
    assert told.all("stratum") == ("ALL 12 11",)
    assert told.all("reason") == ("CLOSED 1",)


def test_nobody_enters_after_the_freeze(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.FROZEN)
    before = read_file(run.draw.pool_file)
    plan_objects(cast.city, 3)
    run.to(State.BOUND)
    assert read_file(run.draw.pool_file) == before
    assert public_draw(run.number).rows == 12


def test_too_few_officers_are_refused_in_words_and_nothing_is_frozen(cast: Cast) -> None:
    line = ready(cast, officers=2, cap=1)
    run = ceremony(cast, line=line)
    run.to(State.ANNOUNCED)
    with pytest.raises(Refused) as refusal:
        run.freeze()
    text = str(refusal.value)
    assert cast.officer.full_name in text
    assert "缺" in text
    draw = run.draw
    assert (draw.state, draw.pool_file) == (State.ANNOUNCED.value, "")
    assert not draw.entries.filter(kind="pool").exists()


def test_an_officer_whose_certificate_ends_in_the_window_does_not_count(cast: Cast) -> None:
    line = ready(cast)
    ending = officer(cast.city, "将到期", valid_to=line.window_end.replace(day=1))
    seen = check(line)
    assert [one.officer.certificate for one in seen.away] == [ending.certificate]
    assert ending.certificate not in {o.certificate for o in seen.officers}
    assert seen.refusal == ""


def test_without_a_qualified_lead_there_is_no_freeze(cast: Cast) -> None:
    line = ready(cast)
    Officer.objects.update(functions=[])
    run = ceremony(cast, line=line)
    run.to(State.ANNOUNCED)
    with pytest.raises(Refused):
        run.freeze()


def test_a_pool_smaller_than_the_number_wanted_is_drawn_whole(cast: Cast) -> None:
    line = ready(cast, objects=5, shares=(Stratum("ALL", "number", 5),))
    gone = InspectionObject.objects.order_by("object_id")[0]
    InspectionObject.objects.filter(pk=gone.pk).update(exclusion="MOVED", ended_on=f"{YEAR}-01-01")
    portion = check(line).portions[0]
    assert (portion.wanted, portion.quota, portion.short) == (5, 4, True)
    assert ceremony(cast, line=line).to(State.FROZEN).state == State.FROZEN.value


def test_a_stratum_without_a_ratio_is_named(cast: Cast) -> None:
    line = ready(cast, stratify_by="risk", shares=(Stratum("RED", "ratio", 5000),))
    plan_objects(cast.city, 2, risk="BLUE")
    run = ceremony(cast, line=line)
    run.to(State.ANNOUNCED)
    with pytest.raises(Refused, match="BLUE"):
        run.freeze()


def test_an_empty_pool_is_refused(cast: Cast) -> None:
    line = ready(cast, aim=Aim.DIRECTED, filter={"risks": ["RED"]})
    InspectionObject.objects.update(risk="BLUE")
    run = ceremony(cast, line=line)
    run.to(State.ANNOUNCED)
    with pytest.raises(Refused):
        run.freeze()


def test_freezing_twice_is_told_the_state(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.FROZEN)
    with pytest.raises(Refused, match=run.number):
        freeze(by=cast.other_clerk, number=run.number)


def test_a_firm_listed_twice_is_shown_before_the_freeze(cast: Cast) -> None:
    line = ready(cast)
    code = "91140700MA0000001X"
    first, second = InspectionObject.objects.order_by("pk")[:2]
    assert check(line).aliases == []
    for row, name in ((first, code), (second, f"{code}B01")):
        InspectionObject.objects.filter(pk=row.pk).update(object_id=name)
    assert check(line).aliases == [(code, f"{code}B01")]


def test_one_person_alone_freezes_nothing(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.ANNOUNCED)
    with pytest.raises(Refused, match="先"):
        freeze(by=cast.clerk, number=run.number)
    ask_freeze(by=cast.clerk, number=run.number)
    with pytest.raises(Refused, match="另一"):
        freeze(by=cast.clerk, number=run.number)
    with pytest.raises(Refused, match="另一"):
        ask_freeze(by=cast.clerk, number=run.number)
    with pytest.raises(Refused, match=cast.clerk.full_name):
        ask_freeze(by=cast.director, number=run.number)
    assert run.draw.state == State.ANNOUNCED.value
    freeze(by=cast.director, number=run.number)
    told = entry(run.draw, "pool")
    assert told.all("by") == (cast.clerk.full_name, cast.director.full_name)


def test_the_database_wants_two_people_too(cast: Cast) -> None:
    draw = ceremony(cast).to(State.FROZEN)
    for asked in (draw.frozen_by, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            Draw.objects.filter(pk=draw.pk).update(freeze_asked_by=asked)


def test_an_officer_neither_asks_nor_confirms(cast: Cast) -> None:
    run = ceremony(cast)
    run.to(State.ANNOUNCED)
    with pytest.raises(Refused):
        ask_freeze(by=cast.officer, number=run.number)
    ask_freeze(by=cast.clerk, number=run.number)
    with pytest.raises(Refused):
        freeze(by=cast.officer, number=run.number)
