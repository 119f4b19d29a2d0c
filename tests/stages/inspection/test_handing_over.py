"""Open work of an officer who leaves: the lot before the door, a colleague after it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from tests.cast import Cast
from tests.factories.accounts import person
from tests.factories.draw import THROWS, Ceremony, ceremony, officer, ready
from tests.factories.inspection import arrive, carry, drawn, for_cause, task
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.models import Entry
from yaohao.ground.documents.models import Issued
from yaohao.stages.draw.operations import ask_substitute, type_substitute_dice
from yaohao.stages.draw.queries.sealed import sealed_visits, visits_now
from yaohao.stages.draw.rules import State as DrawState
from yaohao.stages.followup import operations as followup
from yaohao.stages.followup.operations.orders import Demand
from yaohao.stages.inspection import operations
from yaohao.stages.inspection.models import Inspection, Member
from yaohao.stages.inspection.operations import Refused, hand_over, replace_member
from yaohao.stages.inspection.rules import State
from yaohao.stages.registers.models import Leave, Officer, Recusal

DAY = timedelta(days=1)


@contextmanager
def refused(words: str) -> Iterator[None]:
    """Refused in these words."""
    with translation.override("en"), pytest.raises(Refused, match=words):
        yield


def place(made: Inspection, user: User) -> Member:
    return made.members.get(officer__user=user)


def colleague(cast: Cast, name: str = "执法丙", **more: Any) -> Officer:
    user = person(cast.city, f"o-{name}", name, Role.OFFICER)
    return officer(cast.city, name, **{"user": user} | more)


def give(cast: Cast, member: Member, to: Officer, **more: Any) -> Member:
    fields: dict[str, Any] = {"by": cast.clerk, "reason": "调往县局"} | more
    return hand_over(member=member.pk, to=to.pk, **fields)


def test_only_clerk_and_section_head_hand_over_in_their_own_bureau(cast: Cast) -> None:
    made, taker = for_cause(cast, State.RECORDED), colleague(cast)
    for refused in (cast.officer, cast.director, cast.auditor):
        with pytest.raises(Refused):
            give(cast, place(made, cast.officer), taker, by=refused)
    with pytest.raises(Member.DoesNotExist):
        give(cast, place(made, cast.officer), taker, by=cast.stranger)
    with pytest.raises(Officer.DoesNotExist):
        give(cast, place(made, cast.officer), officer(cast.county, "外县"))
    assert not Member.objects.exclude(keeper=None).exists()


def test_a_reason_is_said(cast: Cast) -> None:
    made = for_cause(cast, State.RECORDED)
    with refused("Say why"):
        give(cast, place(made, cast.officer), colleague(cast), reason="  ")


def test_the_colleague_writes_the_report_and_the_one_who_left_does_not(cast: Cast) -> None:
    made, taker = for_cause(cast, State.RECORDED), colleague(cast)
    assert taker.user
    with pytest.raises(Inspection.DoesNotExist):
        operations.write_report(by=taker.user, pk=made.pk, revision=1, parts={"advice": "无"})
    give(cast, place(made, cast.officer), taker)
    revision = made.report.revision
    parts = {"advice": "由丙续办"}
    operations.write_report(by=taker.user, pk=made.pk, revision=revision, parts=parts)
    with refused("Only the officers of the team"):
        operations.write_report(by=cast.officer, pk=made.pk, revision=revision + 1, parts=parts)
    operations.write_report(by=cast.other_officer, pk=made.pk, revision=revision + 1, parts=parts)
    names = set(made.members.values_list("officer__name", flat=True))
    assert names == {cast.officer.full_name, cast.other_officer.full_name}
    entry = Entry.objects.get(action="inspection.member.hand-over")
    assert (entry.reason, taker.certificate in entry.detail) == ("调往县局", True)


def test_orders_and_cases_of_the_visit_go_with_it(cast: Cast) -> None:
    made, taker = carry(cast, for_cause(cast), State.RECORDED, fail=True), colleague(cast)
    assert taker.user
    give(cast, place(made, cast.officer), taker)
    due = timezone.localdate() + 10 * DAY
    demand = Demand(made.problems.get().pk, "补齐培训记录", due)
    with pytest.raises(followup.Refused):
        followup.draft_order(by=cast.officer, inspection=made.pk, demands=[demand])
    order = followup.draft_order(by=taker.user, inspection=made.pk, demands=[demand])
    followup.issue_order(by=taker.user, pk=order.pk, received_by="王厂长")


def test_handing_it_back_ends_the_handover(cast: Cast) -> None:
    made, taker = for_cause(cast, State.RECORDED), colleague(cast)
    member = give(cast, place(made, cast.officer), taker)
    with refused("carries this on already"):
        give(cast, member, taker)
    back = give(cast, member, member.officer, reason="借调结束")
    assert (back.keeper, back.keeper_reason) == (None, "")


@pytest.mark.parametrize("why", ["left", "ended", "leave", "recused", "account"])
def test_who_may_not_work_takes_nothing_over(cast: Cast, why: str) -> None:
    made, taker = for_cause(cast, State.RECORDED), colleague(cast)
    today = timezone.localdate()
    match why:
        case "left":
            Officer.objects.filter(pk=taker.pk).update(active=False)
        case "ended":
            Officer.objects.filter(pk=taker.pk).update(valid_to=today - DAY)
        case "leave":
            Leave.objects.create(officer=taker, first=today, last=today, by=cast.clerk)
        case "recused":
            Recusal.objects.create(
                officer=taker, object=made.object, reason="亲属", declared_on=today
            )
        case _:
            Officer.objects.filter(pk=taker.pk).update(user=None)
    with pytest.raises(Refused):
        give(cast, place(made, cast.officer), taker)


def test_a_record_that_is_not_sealed_stays_with_those_who_were_there(cast: Cast) -> None:
    made = for_cause(cast, State.RUNNING)
    with refused("was not there"):
        give(cast, place(made, cast.officer), colleague(cast))
    give(cast, place(made, cast.officer), place(made, cast.other_officer).officer)
    with pytest.raises(Refused):
        operations.pass_rest(by=cast.officer, pk=made.pk, open_=3)
    operations.pass_rest(by=cast.other_officer, pk=made.pk, open_=3)


def test_before_the_door_nothing_is_handed_over(cast: Cast) -> None:
    made = for_cause(cast, State.APPROVED)
    with refused("drawn again"):
        give(cast, place(made, cast.officer), colleague(cast))


def test_another_officer_goes_on_a_visit_for_a_cause_and_the_head_approves_it_anew(
    cast: Cast,
) -> None:
    made, taker = for_cause(cast, State.APPROVED), colleague(cast)
    member = place(made, cast.officer)
    replace_member(by=cast.clerk, member=member.pk, to=taker.pk, reason="患病住院")
    made.refresh_from_db()
    assert (made.state, made.approved_by) == (State.PREPARED.value, None)
    assert set(made.members.values_list("certificate", flat=True)) >= {taker.certificate}
    with pytest.raises(Inspection.DoesNotExist):
        operations.submit(by=cast.officer, pk=made.pk)
    operations.submit(by=cast.other_officer, pk=made.pk)
    operations.approve(by=cast.director, pk=made.pk)
    latest = Issued.objects.filter(subject=made.subject, kind="scheme").latest("pk")
    assert taker.certificate in str(latest.data)
    fields: dict[str, Any] = {"person": "王", "identity_shown": True, "recusal_told": True}
    operations.arrive(by=cast.other_officer, pk=made.pk, **fields)


def test_nobody_is_named_for_a_drawn_place(cast: Cast, settings: Any) -> None:
    made = drawn(task(cast, settings=settings))
    member, taker = place(made, cast.officer), colleague(cast)
    with pytest.raises(Inspection.DoesNotExist):  # sealed to the clerk before the door
        replace_member(by=cast.clerk, member=member.pk, to=taker.pk, reason="患病")
    carry(cast, made, State.RUNNING)
    with refused("This team was drawn"):
        replace_member(by=cast.clerk, member=member.pk, to=taker.pk, reason="患病")


@pytest.fixture
def run(cast: Cast, settings: Any) -> Ceremony:
    settings.YAOHAO_DEMO = True
    told = ceremony(cast, line=ready(cast, officers=6))
    told.to(DrawState.OPENING)
    team = dict(sealed_visits(told.draw)[0].team)
    Officer.objects.update(user=None)
    Officer.objects.filter(certificate=team["lead"]).update(user=cast.officer)
    Officer.objects.filter(certificate=team["second"]).update(user=cast.other_officer)
    return told


def redraw(run: Ceremony) -> Officer:
    """The second of the first team cannot go: a substitute is drawn, with an account."""
    asked = ask_substitute(
        by=run.cast.clerk, number=run.number, position=0, role="second", cause="ILL"
    )
    for reader in (run.cast.clerk, run.cast.witness):
        type_substitute_dice(by=reader, number=run.number, asked=asked.pk, throws=THROWS[::-1])
    name = dict(visits_now(run.draw)[1, 0].team)["second"]
    found = Officer.objects.get(certificate=name)
    if found.user is None:
        found.user = person(run.cast.city, "substitute", found.name, Role.OFFICER)
        found.save()
    return found


def test_a_substitute_joins_the_inspection_and_the_head_approves_the_new_team(
    run: Ceremony,
) -> None:
    cast = run.cast
    made = operations.begin(by=cast.officer, number=run.number, position=0)
    carry(cast, made, State.APPROVED)
    substitute = redraw(run)
    assert substitute.user
    with refused("drawn again"):
        arrive(cast, made)
    assert operations.begin(by=substitute.user, number=run.number, position=0) == made
    made.refresh_from_db()
    assert (made.state, made.approved_at) == (State.PREPARED.value, None)
    assert dict(made.members.values_list("role", "officer"))["second"] == substitute.pk
    with pytest.raises(Inspection.DoesNotExist):
        operations.submit(by=cast.other_officer, pk=made.pk)
    operations.submit(by=substitute.user, pk=made.pk)
    operations.approve(by=cast.director, pk=made.pk)
    arrive(cast, made)
    made.refresh_from_db()
    assert made.state == State.RUNNING.value


def test_once_at_the_door_the_team_stays(run: Ceremony) -> None:
    made = operations.begin(by=run.cast.officer, number=run.number, position=0)
    carry(run.cast, made, State.RUNNING)
    team = dict(made.members.values_list("role", "certificate"))
    assert operations.begin(by=run.cast.officer, number=run.number, position=0) == made
    made.refresh_from_db()
    assert made.state == State.RUNNING.value
    assert dict(made.members.values_list("role", "certificate")) == team
