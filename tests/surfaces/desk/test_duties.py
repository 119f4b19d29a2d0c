"""What waits for whom: plan lines and draws, as they really stand."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.draw import Ceremony, exercise, ready
from tests.factories.planning import draft_line, plan_person, submitted_line
from tests.factories.registers import make_object
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.stages.draw.rules import State
from yaohao.stages.planning import operations as planning
from yaohao.stages.planning.rules import Organ, OrganDraft
from yaohao.stages.registers import operations as registers
from yaohao.stages.registers.rules.kinds import Blacklist
from yaohao.surfaces.desk.queries import duties_of


def acts(user: User) -> list[str]:
    """What waits for a person, in words."""
    return sorted(duty.act for duty in duties_of(user))


def test_nobody_has_anything_at_first(cast: Cast) -> None:
    assert all(duties_of(user) == [] for user in (cast.clerk, cast.director, cast.auditor))


def test_a_line_waits_for_its_clerk_then_for_the_director(cast: Cast) -> None:
    draft_line(cast.city, by=cast.clerk)
    assert acts(cast.clerk) == ["提交审批"]
    assert acts(cast.director) == []
    submitted_line(cast.city)
    assert acts(cast.director) == ["审批计划项"]


def test_a_line_waits_for_its_section_then_for_the_leading_group(cast: Cast) -> None:
    group = OrganDraft(organ=Organ.GROUP, since=timezone.localdate(), person=cast.director.pk)
    planning.appoint(by=cast.clerk, draft=group)
    line = submitted_line(cast.city, section=cast.mines.pk)
    assert (acts(cast.head), acts(cast.clerk)) == (["出具本科室意见"], [])
    planning.give_opinion(by=cast.head, pk=line.pk, agrees=True)
    assert (acts(cast.head), acts(cast.clerk)) == ([], ["登记领导小组审议意见"])
    assert acts(cast.director) == []


def test_a_line_under_amendment_waits_for_its_new_version_alone(cast: Cast) -> None:
    line = ready(cast)
    planning.amend_line(by=cast.clerk, pk=line.pk, reason="新法施行")
    assert acts(cast.clerk) == ["提交审批"]


def test_who_wrote_a_line_is_not_asked_to_approve_it(cast: Cast) -> None:
    writer = plan_person(cast.city, Role.CLERK, Role.DIRECTOR)
    submitted_line(cast.city, by=writer)
    assert acts(writer) == []
    assert acts(cast.director) == ["审批计划项"]


def test_a_filed_line_waits_for_its_draw_until_it_is_prepared(cast: Cast) -> None:
    line = ready(cast)
    assert acts(cast.clerk) == ["准备抽签"]
    ceremony = Ceremony(cast, line)
    ceremony.prepare()
    assert acts(cast.clerk) == []
    assert acts(cast.director) == ["公告抽签"]
    ceremony.announce()
    assert acts(cast.clerk) == ["冻结名单"]
    assert acts(cast.officer) == []


@pytest.mark.parametrize(
    ("state", "act"), [(State.DRAWN, "向执法人员开封"), (State.OPENING, "揭晓抽签")]
)
def test_what_follows_the_draw(cast: Cast, state: State, act: str) -> None:
    ceremony = exercise(cast)
    ceremony.to(state)
    assert act in acts(cast.clerk)
    duty = next(duty for duty in duties_of(cast.clerk) if duty.act == act)
    assert ceremony.number in duty.title
    assert isinstance(duty.due, date)


def test_a_revealed_draw_waits_for_nobody(cast: Cast) -> None:
    exercise(cast).to(State.REVEALED)
    assert acts(cast.clerk) == ["准备抽签"]  # an exercise does not replace the draw


def test_nothing_of_another_bureau_waits(cast: Cast) -> None:
    exercise(cast).to(State.ANNOUNCED)
    assert duties_of(cast.stranger) == []


def test_a_sealed_draw_tells_nothing_on_the_home_page(cast: Cast, client: Client) -> None:
    ceremony = exercise(cast)
    ceremony.to(State.DRAWN)
    client.force_login(cast.clerk, backend="django.contrib.auth.backends.ModelBackend")
    text = client.get(reverse("desk:home")).content.decode()
    assert ceremony.number in text
    assert not any(drawn in text for drawn in ceremony.drawn_ids())


def test_a_proposal_for_the_blacklist_waits_for_another_director(cast: Cast) -> None:
    both, firm = plan_person(cast.city, Role.CLERK, Role.DIRECTOR), make_object(cast.city)
    proposal = registers.propose_listing(
        by=both, pk=firm.pk, revision=1, grade=Blacklist.THIRD, since=timezone.localdate(),
        reason="拒不整改", article="第十九条", source="罚〔2026〕3号",
    )  # fmt: skip
    assert acts(both) == acts(cast.clerk) == acts(cast.deputy) == []
    (duty,) = duties_of(cast.director)
    assert (duty.title, duty.act) == (firm.name, "审批列入“黑名单”")
    assert duty.url == reverse("registers:listing", args=[proposal.pk])
    registers.return_listing(by=cast.director, pk=proposal.pk, reason="文号有误")
    assert duties_of(cast.director) == []
