"""Draws of several departments with experts: who fills which place, and what the record proves."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from fairdraw.verify import verify

from tests.cast import Cast
from tests.factories.draw import THROWS, Ceremony, ceremony, officer
from tests.factories.joint import Joint, joint
from tests.factories.registers import make_expert, make_object
from yaohao.ground.accounts.models import User
from yaohao.stages.draw import operations, staffing
from yaohao.stages.draw.checking import check
from yaohao.stages.draw.choosing import Choice
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.hindering import hindrance
from yaohao.stages.draw.ladder import Ladder
from yaohao.stages.draw.minutes import minutes_of
from yaohao.stages.draw.people import candidates, people_named
from yaohao.stages.draw.queries.public import result_rows
from yaohao.stages.draw.queries.sealed import frozen_pool, sealed_tables, visits_now
from yaohao.stages.draw.rehearsal import rehearse
from yaohao.stages.draw.rules import State
from yaohao.stages.draw.staffing import staff_for
from yaohao.stages.registers.models import (
    Expert,
    ExpertRecusal,
    InspectionObject,
    Officer,
    Recusal,
)

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _demo(settings: LazySettings) -> None:
    settings.YAOHAO_DEMO = True  # openings and reveals need not wait for the window


def able(made: Joint, role: str) -> set[str]:
    """Who may take a place, by name."""
    group = candidates(made.line, made.line.window, Ladder())[role]
    return {one.person.name for one in group}


def drawn(run: Ceremony) -> list[dict[str, str]]:
    """The teams, place to certificate."""
    return [dict(visit.team) for visit in visits_now(run.draw).values()]


def test_every_place_is_filled_by_its_own_people(cast: Cast) -> None:
    made = joint(cast, miners=2, wanted=2)
    assert made.line.roles == ["lead", "second", "joint-1", "joint-2", "expert", "expert-2"]
    run = ceremony(cast, line=made.line)
    run.to(State.OPENING)
    own = set(Officer.objects.filter(bureau=cast.city, section=None).values_list(
        "certificate", flat=True))  # fmt: skip
    guests = set(Officer.objects.filter(bureau=made.market).values_list("certificate", flat=True))
    miners = {each.certificate for each in made.miners}
    experts = {each.certificate for each in made.experts}
    teams = drawn(run)
    assert len(teams) == 3
    for team in teams:
        assert list(team) == made.line.roles
        assert {team["lead"], team["second"]} == own
        assert team["joint-1"] in guests
        assert team["joint-2"] in miners
        assert {team["expert"], team["expert-2"]} == experts
    run.reveal()
    report = verify(read_file(run.draw.record_file or ""))
    assert (report.outcome, report.fault) == ("proved", None)


def test_the_lists_name_experts_as_no_officer_can_be_named(cast: Cast) -> None:
    made = joint(cast)
    last = made.line.window_end
    Expert.objects.filter(pk=made.experts[0].pk).update(valid_to=last)
    run = ceremony(cast, line=made.line)
    run.to(State.BOUND)
    rows = [line.decode().split("\t") for line in sealed_tables(run.draw).officers]
    experts = {row[0]: row for row in rows if row[0].startswith("专家 ")}
    assert experts.keys() == {f"专家 140700-{each.code}" for each in made.experts}
    assert experts[made.experts[0].certificate][3] == last.isoformat()
    assert experts[made.experts[1].certificate][3] == "9999-12-31"
    assert all(" " not in row[0] for row in rows if row[0] not in experts)


def test_an_officer_goes_for_one_department_alone(cast: Cast) -> None:
    made = joint(cast, miners=1)
    own = {cast.officer.full_name, cast.other_officer.full_name}
    guests = {user.full_name for user in made.guests}
    assert able(made, "lead") == able(made, "second") == own
    assert able(made, "joint-1") == guests
    assert able(made, "joint-2") == {"矿山执法0"}


@pytest.mark.parametrize("why", ["ended", "left", "not-yet"])
def test_who_is_not_valid_for_the_window_is_not_drawn(cast: Cast, why: str) -> None:
    made = joint(cast, guests=2, experts=2)
    first, last = made.line.window
    changed: dict[str, Any] = {
        "ended": {"valid_to": last - DAY}, "left": {"active": False},
        "not-yet": {"valid_from": first + DAY},
    }[why]  # fmt: skip
    Officer.objects.filter(user=made.guests[0]).update(**changed)
    Expert.objects.filter(pk=made.experts[0].pk).update(**changed)
    assert able(made, "joint-1") == {made.guests[1].full_name}
    assert able(made, "expert") == {made.experts[1].name}


def test_an_appointment_holds_through_its_last_day(cast: Cast) -> None:
    made = joint(cast)
    Expert.objects.filter(pk=made.experts[0].pk).update(valid_to=made.line.window_end)
    assert made.experts[0].name in able(made, "expert")


def test_an_expert_is_drawn_by_trade_and_without_trades_everywhere(cast: Cast) -> None:
    made = joint(cast, experts=1)
    InspectionObject.objects.filter(bureau=cast.city).update(field="HC")
    miner = make_expert(cast.city, trades=["非煤矿山地质"])
    chemist = make_expert(cast.city, trades=["化工工艺", "电气"])
    electric = make_expert(cast.city, trades=["电气"])
    run = ceremony(cast, line=made.line)
    run.to(State.FROZEN)
    staff = staff_for(made.line, run.draw.planned(1), frozen_pool(run.draw), Ladder())
    names = {name for name, _rung in staff.able["HC", "expert"]}
    assert names == {made.experts[0].certificate, chemist.certificate, electric.certificate}
    assert miner.certificate in {person.certificate for person in staff.people}


def test_an_expert_is_kept_from_an_enterprise(cast: Cast) -> None:
    made = joint(cast, experts=2, objects=4)
    barred, other = made.experts
    firms = list(InspectionObject.objects.filter(bureau=cast.city))
    for firm in firms:
        ExpertRecusal.objects.create(
            expert=barred, object=firm, reason="曾任顾问", declared_on=made.line.window_start
        )
    run = ceremony(cast, line=made.line)
    run.to(State.OPENING)
    assert {team["expert"] for team in drawn(run)} == {other.certificate}


def test_who_lacks_is_named_in_words(cast: Cast) -> None:
    made = joint(cast, guests=0, experts=1)
    with_no_guest = check(made.line)
    assert "榆川市市场监督管理局执法人员" in with_no_guest.refusal
    assert with_no_guest.others == [("榆川市市场监督管理局执法人员", 0), ("专家", 1)]
    run = ceremony(cast, line=made.line)
    run.to(State.ANNOUNCED)
    with pytest.raises(operations.Refused, match="市场监督管理局执法人员"):
        run.freeze()


def test_too_few_experts_are_refused_by_name_and_place(cast: Cast) -> None:
    made = joint(cast, experts=1, wanted=2)
    assert "专家" in check(made.line).refusal
    make_expert(cast.city, trades=[])
    assert check(made.line).refusal == ""


def test_the_cap_of_the_line_holds_for_experts_too(cast: Cast) -> None:
    made = joint(cast, experts=1, cap=2, objects=6)
    refused = check(made.line).refusal
    assert made.experts[0].name in refused
    assert "专家" in refused


def test_a_bureau_that_sends_an_officer_lends_none(cast: Cast) -> None:
    made = joint(cast)
    choice = Choice(relax=("borrow",), lenders=(made.market.code,))
    with pytest.raises(operations.Refused, match="借"):
        ceremony(cast, line=made.line, choice=choice).prepare()


def test_borrowed_officers_take_own_places_alone(cast: Cast) -> None:
    made = joint(cast, guests=1)
    lent = officer(cast.next_county, "邻县执法")
    ladder = Ladder([("borrow", "")], [cast.next_county])
    found = candidates(made.line, made.line.window, ladder)
    where = {
        role for role, group in found.items()
        if lent.certificate in {one.person.certificate for one in group}
    }  # fmt: skip
    assert where == {"lead", "second"}
    assert {one.since for one in found["joint-1"]} == {0}


def test_names_of_the_lists_become_names_of_people(cast: Cast) -> None:
    made = joint(cast)
    wanted = [made.experts[0].certificate, Officer.objects.get(user=made.guests[0]).certificate]
    assert people_named([*wanted, "专家 140700-NOBODY", "x"]) == {
        wanted[0]: made.experts[0].name, wanted[1]: made.guests[0].full_name,
    }  # fmt: skip


def test_the_result_says_for_whom_everybody_came(cast: Cast) -> None:
    made = joint(cast)
    run = ceremony(cast, line=made.line)
    run.to(State.REVEALED)
    (first, *_rest) = result_rows(run.number)
    places = {member.role: member.place for member in first.team}
    assert places == {
        "lead": "主办人员", "second": "协办人员", "joint-1": "榆川市市场监督管理局执法人员",
        "expert": "专家",
    }  # fmt: skip
    assert {member.name for member in first.team} <= {
        cast.officer.full_name, cast.other_officer.full_name,
        *(user.full_name for user in made.guests), *(each.name for each in made.experts),
    }  # fmt: skip


def test_who_met_an_enterprise_lately_stays_away_where_the_ladder_says_so(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = joint(cast, experts=2, objects=2)
    (firm, *_rest) = InspectionObject.objects.filter(bureau=cast.city)
    met = made.experts[0]
    pairs = {(firm.object_id, met.certificate)}
    monkeypatch.setattr(staffing, "recent_pairs", lambda _bureau, _start: pairs)
    run = ceremony(cast, line=made.line)
    run.to(State.FROZEN)
    for rungs, barred in (([], set()), ([("recent", "")], pairs)):
        found = staff_for(made.line, run.draw.planned(1), frozen_pool(run.draw), Ladder(rungs))
        assert set(found.barred) == barred


def test_chances_are_told_of_departments_and_experts_too(cast: Cast) -> None:
    made = joint(cast, guests=3, experts=3)
    run = ceremony(cast, line=made.line)
    run.to(State.FROZEN)
    found = rehearse(run.draw, 20)
    operations.publish_probabilities(
        by=cast.clerk, number=run.number, seed=found.seed, keys=found.keys,
        officers=found.officers, pairs=found.pairs,
    )  # fmt: skip
    assert {one.certificate for one in found.pairs} > {each.certificate for each in made.experts}
    kept = run.draw.probabilities
    kinds = {certificate: fields for certificate, fields, _visits, _met in kept.officers}
    guests = Officer.objects.filter(bureau=made.market)
    assert {tuple(kinds[each.certificate]) for each in guests} == {("joint-1",)}
    assert {tuple(kinds[each.certificate]) for each in made.experts} == {("expert",)}
    visits = {name: count for name, _fields, count, _met in kept.officers}
    assert sum(visits[each.certificate] for each in made.experts) == 3 * kept.keys
    public = signed_in(cast.auditor).get(reverse("portal:draw", args=[run.number])).content.decode()
    assert "Officer of 榆川市市场监督管理局" in public
    assert "Expert" in public
    assert made.experts[0].name not in public
    desk = signed_in(cast.clerk).get(reverse("draw:probabilities", args=[run.number]))
    assert made.experts[0].name in desk.content.decode()


def test_every_page_of_the_result_names_people_and_departments(cast: Cast) -> None:
    made = joint(cast)
    run = ceremony(cast, line=made.line)
    run.to(State.REVEALED)
    (first, *_rest) = result_rows(run.number)
    expert = next(one for one in first.team if one.role == "expert")
    client = signed_in(cast.clerk)
    for address in (
        reverse("portal:draw", args=[run.number]),
        reverse("portal:why", args=[run.number, first.object_id]),
        reverse("draw:draw", args=[run.number]),
        reverse("draw:screen", args=[run.number]),
    ):
        page = client.get(address).content.decode()
        assert expert.certificate in page or expert.name in page, address
        assert "fficer of 榆川市市场监督管理局" in page, address
    table = client.get(reverse("portal:draw", args=[run.number]), {"format": "csv"})
    text = b"".join(table).decode("utf-8-sig") if table.streaming else table.content.decode()
    assert "Officer of 榆川市市场监督管理局" in text
    assert expert.certificate in text
    paper = minutes_of(run.draw, address="https://example.test")
    assert paper["roles"][2:] == ["榆川市市场监督管理局执法人员", "专家"]
    assert paper["teams"]
    assert paper["teams"][0]["officers"][3] == expert.name


def test_the_check_before_the_freeze_counts_people_of_every_place(cast: Cast) -> None:
    made = joint(cast, guests=2, experts=1)
    page = signed_in(cast.clerk).get(reverse("draw:prepare", args=[made.line.pk]))
    text = page.content.decode()
    assert "officer of 榆川市市场监督管理局: 2 people can be drawn" in text
    assert "expert: 1 person can be drawn" in text


def signed_in(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def test_a_place_that_nobody_takes_stays_empty_and_moves_no_name(cast: Cast) -> None:
    made = joint(cast, guests=1, experts=1, objects=4)
    run = ceremony(cast, line=made.line)
    run.to(State.OPENING)
    asked = operations.ask_substitute(
        by=cast.clerk, number=run.number, position=0, role="joint-1", cause="ILL"
    )
    for reader in (cast.clerk, cast.witness):
        operations.type_substitute_dice(by=reader, number=run.number, asked=asked.pk, throws=THROWS)
    run.reveal()
    page = signed_in(cast.clerk).get(reverse("draw:screen", args=[run.number])).content.decode()
    assert f"<td></td><td>{made.experts[0].name}</td>" in page
    table = signed_in(cast.auditor).get(
        reverse("portal:draw", args=[run.number]), {"format": "csv"}
    )
    text = b"".join(table).decode("utf-8-sig") if table.streaming else table.content.decode()
    assert "Officer of 榆川市市场监督管理局" in text
    assert made.experts[0].certificate in text


def test_a_recusal_in_the_own_register_of_a_guest_holds_in_the_joint_draw(cast: Cast) -> None:
    made = joint(cast, guests=2, objects=4)
    barred, other = (Officer.objects.get(user=user) for user in made.guests)
    for firm in InspectionObject.objects.filter(bureau=cast.city):
        twin = make_object(made.market, object_id=firm.object_id)
        Recusal.objects.create(
            officer=barred, object=twin, reason="亲属", declared_on=made.line.window_start
        )
    run = ceremony(cast, line=made.line)
    run.to(State.OPENING)
    assert {team["joint-1"] for team in drawn(run)} == {other.certificate}
    Recusal.objects.update(officer=other)
    assert hindrance(run.draw, (1, 0), "joint-1") == "RECUSED"
    Recusal.objects.update(lifted_on=made.line.window_start)
    assert hindrance(run.draw, (1, 0), "joint-1") == ""
