"""Handover: everything that hangs on one officer stands on one page and goes where the law says."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from tests.cast import Cast
from tests.factories.accounts import person
from tests.factories.draw import officer
from tests.factories.inspection import carry, drawn, for_cause, task
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.stages.followup import operations as followup
from yaohao.stages.followup.operations.orders import Demand
from yaohao.stages.inspection.rules import State
from yaohao.stages.registers.models import Officer
from yaohao.surfaces.desk.queries import duties_of
from yaohao.surfaces.desk.queries.handing_over import Way, open_work

DAY = timedelta(days=1)


def signed_in(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def page(user: User, row: Officer) -> str:
    answer = signed_in(user).get(reverse("desk:handover", args=[row.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def of(user: User) -> Officer:
    return Officer.objects.get(user=user)


def colleague(cast: Cast, name: str = "执法丙") -> Officer:
    return officer(cast.city, name, user=person(cast.city, "third", name, Role.OFFICER))


def acts(user: User) -> list[str]:
    with translation.override("en"):
        return [duty.act for duty in duties_of(user)]


def test_whose_nothing_is_open_is_set_out_of_service(cast: Cast) -> None:
    row = officer(cast.city, "执法丁")
    shown = page(cast.clerk, row)
    assert "Nothing is open." in shown
    address = reverse("registers:officer-retire", args=[row.pk])
    assert address in shown
    signed_in(cast.clerk).post(address, {"revision": row.revision})
    row.refresh_from_db()
    assert not row.active


def test_a_stranger_and_an_officer_do_not_see_it(cast: Cast) -> None:
    row = officer(cast.city, "执法丁")
    address = reverse("desk:handover", args=[row.pk])
    assert signed_in(cast.stranger).get(address).status_code == 404
    assert signed_in(cast.officer).get(address).status_code == 403
    foreign = officer(cast.county, "外县")
    assert signed_in(cast.clerk).get(reverse("desk:handover", args=[foreign.pk])).status_code == 404


def test_a_section_head_sees_the_own_section_only(cast: Cast) -> None:
    own = officer(cast.city, "本科", section=cast.mines)
    other = officer(cast.city, "别科", section=cast.legal)
    head = signed_in(cast.head)
    assert head.get(reverse("desk:handover", args=[own.pk])).status_code == 200
    assert head.get(reverse("desk:handover", args=[other.pk])).status_code == 404
    assert head.post(reverse("desk:hand-over", args=[other.pk, 1])).status_code == 404


def test_a_drawn_place_leads_to_the_lot_and_its_enterprise_stays_sealed(
    cast: Cast, settings: Any
) -> None:
    walk = task(cast, settings=settings)
    made = drawn(walk, State.APPROVED)
    shown = page(cast.clerk, of(cast.officer))
    assert f"{reverse('draw:envelopes', args=[walk.number])}#e1-" in shown
    assert made.object.name not in shown
    assert made.object.object_id not in shown
    assert "Nothing is open." not in shown
    assert open_work(of(cast.officer)) == []


def test_every_kind_of_open_work_goes_its_own_way(cast: Cast) -> None:
    before = for_cause(cast, State.SUBMITTED)
    running = for_cause(cast, State.RUNNING)
    report = carry(cast, for_cause(cast), State.RECORDED, fail=True)
    found = {one.inspection: one for one in open_work(of(cast.officer))}
    assert {made: one.way for made, one in found.items()} == {
        before: Way.REPLACE, running: Way.TEAM, report: Way.COLLEAGUE,
    }  # fmt: skip
    with translation.override("en"):
        works = open_work(of(cast.officer))[-1].works
    said = ["Close the report", "Order the problems to be put right"]
    assert [work.act for work in works] == said
    assert works[0].due == report.report.due


def test_a_closed_report_without_problems_leaves_nothing(cast: Cast) -> None:
    for_cause(cast, State.REPORTED)
    assert open_work(of(cast.officer)) == []


def test_orders_and_cases_hang_on_the_team_until_they_are_done(cast: Cast) -> None:
    made = carry(cast, for_cause(cast), State.REPORTED, fail=True)
    due = timezone.localdate() + 10 * DAY
    demand = Demand(made.problems.get().pk, "补齐培训记录", due)
    order = followup.draft_order(by=cast.officer, inspection=made.pk, demands=[demand])
    followup.issue_order(by=cast.officer, pk=order.pk, received_by="王厂长")
    case = followup.file_case(by=cast.officer, inspection=made.pk, violation="违", basis="据")
    (one,) = open_work(of(cast.officer))
    assert [work.due for work in one.works] == [due, None]
    fulfilled = {item.pk: True for item in order.items.all()}
    team = list(made.members.values_list("officer", flat=True))
    followup.recheck(
        by=cast.officer, order=order.pk, on=timezone.localdate(), officers=team,
        fulfilled=fulfilled, opinion="已整改",
    )  # fmt: skip
    followup.drop_case(by=cast.director, pk=case.pk, reason="情节轻微")
    assert open_work(of(cast.officer)) == []


def test_the_page_hands_over_and_the_duty_changes_hands(cast: Cast) -> None:
    made, taker = for_cause(cast, State.RECORDED), colleague(cast)
    assert taker.user
    leaving = of(cast.officer)
    member = made.members.get(officer=leaving)
    assert "Close the report" in acts(cast.officer)
    address = reverse("desk:hand-over", args=[leaving.pk, member.pk])
    bare = signed_in(cast.clerk).post(address, {"to": taker.pk, "reason": ""})
    assert bare.status_code == 422
    assert f'value="{taker.pk}" selected' in bare.content.decode()
    done = signed_in(cast.clerk).post(address, {"to": taker.pk, "reason": "调离"}, follow=True)
    assert "Nothing is open." in done.content.decode()
    assert "Close the report" in acts(taker.user)
    assert "Close the report" not in acts(cast.officer)
    assert "Close the report" in acts(cast.other_officer)
    again = signed_in(cast.clerk).post(address, {"to": taker.pk, "reason": "调离"}, follow=True)
    assert "not open any more" in again.content.decode()
    (one,) = open_work(taker)
    assert one.inspection == made


def test_a_refusal_stands_beside_the_name(cast: Cast) -> None:
    made = for_cause(cast, State.RUNNING)
    leaving = of(cast.officer)
    member = made.members.get(officer=leaving)
    address = reverse("desk:hand-over", args=[leaving.pk, member.pk])
    outside = signed_in(cast.clerk).post(address, {"to": colleague(cast).pk, "reason": "调离"})
    assert outside.status_code == 422
    there = of(cast.other_officer)
    done = signed_in(cast.clerk).post(address, {"to": there.pk, "reason": "调离"})
    assert done.status_code == 302


def test_who_left_with_open_work_is_a_duty_of_the_clerk(cast: Cast) -> None:
    for_cause(cast, State.RECORDED)
    leaving = of(cast.officer)
    said = "Hand over the open work"
    assert said not in acts(cast.clerk)
    Officer.objects.filter(pk=leaving.pk).update(active=False)
    assert acts(cast.clerk).count(said) == 1
    assert "Out of service, and this work is still open." in page(cast.clerk, leaving)
    listed = signed_in(cast.clerk).get(reverse("desk:handovers")).content.decode()
    assert reverse("desk:handover", args=[leaving.pk]) in listed
