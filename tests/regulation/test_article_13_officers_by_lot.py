"""第十三条 采用“双随机”方式确定执法人员，应根据行政隶属、职能和工作职责，从行政执法人员名录库中
通过“摇号”的方式随机抽取相应执法人员……

(The substitute for an officer who cannot go comes with a later stage of the product.)
"""

from collections import Counter

import pytest

from tests.cast import Cast
from tests.factories.draw import exercise, officer, ready
from yaohao.stages.draw.operations import Refused
from yaohao.stages.draw.queries.sealed import sealed_tables, sealed_visits
from yaohao.stages.draw.rules import State
from yaohao.stages.registers.models import InspectionObject, Officer


def test_officers_come_from_the_register_of_the_bureau_alone(cast: Cast) -> None:
    line = ready(cast)
    officer(cast.next_county, "邻县人员")
    run = exercise(cast, line=line)
    run.to(State.DRAWN)
    own = set(Officer.objects.filter(bureau=cast.city).values_list("certificate", flat=True))
    drawn = {name for visit in sealed_visits(run.draw) for _role, name in visit.team}
    assert drawn
    assert drawn <= own


def test_the_lead_is_qualified_in_the_trade_of_the_enterprise(cast: Cast) -> None:
    line = ready(cast)
    InspectionObject.objects.update(field="NCM")
    chemists = Officer.objects.order_by("certificate")[:2]
    Officer.objects.filter(pk__in=[o.pk for o in chemists]).update(functions=["HC"])
    run = exercise(cast, line=line)
    run.to(State.DRAWN)
    barred = {o.certificate for o in chemists}
    leads = {dict(visit.team)["lead"] for visit in sealed_visits(run.draw)}
    assert not leads & barred


def test_the_lot_decides_not_a_hand(cast: Cast) -> None:
    """Twelve exercises on one register: teams differ, and nobody is left out or always sent."""
    line = ready(cast, officers=6)
    teams = []
    for _ in range(12):
        run = exercise(cast, line=line)
        run.to(State.DRAWN)
        teams.append(tuple(visit.team for visit in sealed_visits(run.draw)))
        run.to(State.REVEALED)
    assert len(set(teams)) == 12
    sent = Counter(name for draw in teams for team in draw for _role, name in team)
    assert len(sent) == 6


def test_no_officer_goes_more_often_than_the_plan_allows(cast: Cast) -> None:
    run = exercise(cast, line=ready(cast, officers=6, cap=2))
    run.to(State.DRAWN)
    sent = Counter(name for visit in sealed_visits(run.draw) for _role, name in visit.team)
    assert max(sent.values()) <= 2
    assert sum(sent.values()) == 12


def test_when_there_are_too_few_officers_nothing_is_drawn_and_the_text_says_who(
    cast: Cast,
) -> None:
    run = exercise(cast, line=ready(cast, officers=2, cap=5))
    run.to(State.ANNOUNCED)
    with pytest.raises(Refused, match=cast.officer.full_name):
        run.freeze()


def test_officers_are_fixed_before_the_randomness_is_known(cast: Cast) -> None:
    run = exercise(cast)
    run.to(State.BOUND)
    fixed = list(sealed_tables(run.draw).officers)
    officer(cast.city, "后来的人")
    run.to(State.DRAWN)
    assert list(sealed_tables(run.draw).officers) == fixed
    entries = {row.kind: row.index for row in run.draw.entries.all()}
    assert entries["round"] < entries["server"] < entries["seal"]
