"""The way of a line where it goes back, waits or is asked again (articles 3 and 4)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.accounts import person
from tests.factories.planning import (
    draft_line,
    filed_line,
    line_draft,
    plan_bureau,
    plan_objects,
    plan_person,
    submitted_line,
)
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.stages.planning import operations
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.operations import Refused
from yaohao.stages.planning.queries.process import asked
from yaohao.stages.planning.rules import Organ, OrganDraft, PartnerDraft, Post

TODAY = timezone.localdate()


def lead(cast: Cast, who: User | None = None) -> None:
    """Put a leading group on record, with this person in it."""
    operations.appoint(
        by=cast.clerk,
        draft=OrganDraft(
            organ=Organ.GROUP,
            since=TODAY - timedelta(days=30),
            post=Post.LEADER,
            person=(who or cast.director).pk,
        ),
    )


def state(line: Line) -> str:
    """Where the line stands in the database."""
    return Line.objects.get(pk=line.pk).state


def named_line(cast: Cast, *more: int) -> Line:
    """A line handed in that names the mines section, and these partners."""
    partners = tuple(PartnerDraft(name=f"科室{pk}", section=pk) for pk in more)
    return submitted_line(cast.city, by=cast.clerk, section=cast.mines.pk, partners=partners)


def test_where_nobody_is_asked_the_line_goes_to_the_director(cast: Cast) -> None:
    line = submitted_line(cast.city)
    assert (state(line), line.submission) == ("submitted", 1)


def test_handed_in_again_every_section_is_asked_again(cast: Cast) -> None:
    line = named_line(cast)
    operations.give_opinion(by=cast.head, pk=line.pk, agrees=False, words="比例过低")
    operations.submit_line(by=cast.clerk, pk=line.pk)
    line.refresh_from_db()
    assert (line.submission, line.state, line.returned) == (2, "opinions", "")
    assert [one.opinion for one in asked(line)] == [None]
    operations.give_opinion(by=cast.head, pk=line.pk, agrees=True)
    assert state(line) == "submitted"
    assert line.opinions.count() == 2


def test_a_section_speaks_once(cast: Cast) -> None:
    person(cast.city, "head-2", "科长法", Role.SECTION_HEAD, section=cast.legal)
    line = named_line(cast, cast.legal.pk)
    operations.give_opinion(by=cast.head, pk=line.pk, agrees=True)
    with pytest.raises(Refused):
        operations.give_opinion(by=cast.head, pk=line.pk, agrees=False, words="改主意")
    assert state(line) == "opinions"


def test_a_head_who_left_does_not_answer(cast: Cast) -> None:
    cast.head.is_active = False
    cast.head.save(update_fields=["is_active"])
    plan_objects(cast.city, 10)
    line = draft_line(cast.city, by=cast.clerk, section=cast.mines.pk)
    with pytest.raises(Refused, match=cast.mines.name):
        operations.submit_line(by=cast.clerk, pk=line.pk)


@pytest.mark.parametrize(
    "change",
    [
        {"met_on": TODAY + timedelta(days=1)},
        {"met_on": TODAY - timedelta(days=1)},
        {"minutes": " "},
        {"agrees": False},
    ],
)
def test_a_resolution_needs_minutes_a_day_and_reasons(
    cast: Cast, change: dict[str, object]
) -> None:
    lead(cast)
    line = submitted_line(cast.city, by=cast.clerk)
    said = {"met_on": TODAY, "minutes": "纪要〔1〕号", "agrees": True} | change
    with pytest.raises(Refused):
        operations.note_resolution(by=cast.clerk, pk=line.pk, **said)  # type: ignore[arg-type]
    assert state(line) == "group"


def test_the_leading_group_sends_a_line_back(cast: Cast) -> None:
    lead(cast)
    line = submitted_line(cast.city, by=cast.clerk)
    operations.note_resolution(
        by=cast.clerk, pk=line.pk, met_on=TODAY, minutes="纪要〔2〕号", agrees=False, words="再议"
    )
    line.refresh_from_db()
    assert line.state == "draft"
    assert "再议" in line.returned


def test_who_notes_a_resolution(cast: Cast) -> None:
    lead(cast, cast.deputy)
    line = submitted_line(cast.city, by=cast.clerk)
    said = {"met_on": TODAY, "minutes": "纪要〔1〕号", "agrees": True}
    for nobody in (cast.director, cast.head, cast.auditor):  # none of them is in the group
        with pytest.raises(Refused):
            operations.note_resolution(by=nobody, pk=line.pk, **said)  # type: ignore[arg-type]
    line.drafters.add(cast.deputy)
    with pytest.raises(Refused, match=r"two-person|双人"):
        operations.note_resolution(by=cast.deputy, pk=line.pk, **said)  # type: ignore[arg-type]
    line.drafters.remove(cast.deputy)
    operations.note_resolution(by=cast.deputy, pk=line.pk, **said)  # type: ignore[arg-type]
    assert state(line) == "submitted"


def test_a_group_whose_time_is_over_is_not_asked(cast: Cast) -> None:
    operations.appoint(
        by=cast.clerk,
        draft=OrganDraft(organ=Organ.GROUP, since=TODAY - timedelta(days=30), name="老组长"),
    )
    only = cast.city.organs.get()
    operations.dismiss(by=cast.clerk, pk=only.pk, until=TODAY - timedelta(days=1))
    assert state(submitted_line(cast.city)) == "submitted"


def test_a_line_on_its_way_is_taken_back_and_changed(cast: Cast) -> None:
    line = named_line(cast)
    with pytest.raises(Refused):
        operations.change_line(by=cast.clerk, pk=line.pk, draft=line_draft(line.item))
    operations.recall_line(by=cast.other_clerk, pk=line.pk)
    operations.change_line(by=cast.clerk, pk=line.pk, draft=line_draft(line.item))
    operations.submit_line(by=cast.clerk, pk=line.pk)
    assert state(line) == "submitted"  # the new draft names no section


def test_the_director_gives_a_line_back_at_every_stop(cast: Cast) -> None:
    line = named_line(cast)
    operations.return_line(by=cast.director, pk=line.pk, reason="先改")
    assert state(line) == "draft"


def test_strangers_find_nothing(cast: Cast) -> None:
    line = named_line(cast)
    stranger = plan_person(plan_bureau("140799", "140799", "外局"), Role.SECTION_HEAD, Role.CLERK)
    with pytest.raises(Line.DoesNotExist):
        operations.give_opinion(by=stranger, pk=line.pk, agrees=True)
    with pytest.raises(Line.DoesNotExist):
        operations.recall_line(by=stranger, pk=line.pk)


def test_all_drafts_of_a_year_go_on_and_the_answer_names_those_that_do_not(
    cast: Cast, client: Client
) -> None:
    plan_objects(cast.city, 10)
    sound = draft_line(cast.city, by=cast.clerk)
    headless = draft_line(cast.city, by=cast.clerk, section=cast.legal.pk)
    client.force_login(cast.clerk)
    year = sound.plan.year
    shown = client.get(reverse("planning:lines")).content.decode()
    assert reverse("planning:submit-all", args=[year]) in shown
    assert reverse("planning:organs") in shown
    answer = client.post(reverse("planning:submit-all", args=[year]), follow=True).content.decode()
    assert (state(sound), state(headless)) == ("submitted", "draft")
    assert headless.label in answer
    assert cast.legal.name in answer


def test_the_director_approves_all_that_wait_but_not_what_he_wrote(
    cast: Cast, client: Client
) -> None:
    cast.clerk.grants.create(role=Role.DIRECTOR.value)
    theirs = submitted_line(cast.city, by=cast.other_clerk)
    own = submitted_line(cast.city, by=cast.clerk)
    client.force_login(cast.clerk)
    year = own.plan.year
    assert reverse("planning:approve-all", args=[year]) in (
        client.get(reverse("planning:lines")).content.decode()
    )
    answer = client.post(reverse("planning:approve-all", args=[year]), follow=True).content.decode()
    assert (state(theirs), state(own)) == ("approved", "submitted")
    assert own.label in answer


def test_a_version_under_way_is_listed_and_not_counted(cast: Cast, client: Client) -> None:
    line = filed_line(cast.city)
    operations.amend_line(by=cast.clerk, pk=line.pk, reason="新法施行")
    client.force_login(cast.clerk)
    page = client.get(reverse("planning:lines")).content.decode()
    assert f"{line.label} V2" in page
    assert "另有 1 个新版本正在办理" in page


def test_what_was_typed_stays_where_an_act_is_refused(cast: Cast) -> None:
    line, client = filed_line(cast.city), Client()
    operations.amend_line(by=cast.clerk, pk=line.pk, reason="增加危化品")
    client.force_login(cast.clerk)
    page = reverse("planning:line", args=[line.pk])
    client.post(reverse("planning:amend", args=[line.pk]), {"reason": "另加粉尘涉爆企业"})
    Line.objects.filter(amends=line).delete()
    assert "另加粉尘涉爆企业" in client.get(page).content.decode()
    assert "另加粉尘涉爆企业" not in client.get(page).content.decode()


def test_what_was_typed_for_one_line_is_not_shown_at_another(cast: Cast) -> None:
    line, other, client = submitted_line(cast.city), submitted_line(cast.city), Client()
    client.force_login(cast.director)
    operations.approve_line(by=cast.director, pk=line.pk)
    client.post(reverse("planning:return", args=[line.pk]), {"reason": "比例过低"})
    assert client.session["planning-typed"]["reason"] == "比例过低"
    page = client.get(reverse("planning:line", args=[other.pk])).content.decode()
    assert "比例过低" not in page
