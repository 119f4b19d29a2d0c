"""A line goes to the sections, the leading group and the director, one after the other."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from tests.cast import Cast
from tests.factories.planning import draft_line, filed_line, plan_objects, plan_person
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.planning.models import Line, Membership
from yaohao.stages.planning.operations import (
    appoint,
    approve_line,
    dismiss,
    file_with_hall,
    give_opinion,
    note_resolution,
    recall_line,
    submit_line,
)
from yaohao.stages.planning.queries.process import asked, members
from yaohao.stages.planning.rules import Organ, OrganDraft, Part, PartnerDraft, Post

TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Refusals are matched by their words."""
    with translation.override("en"):
        yield


@pytest.fixture
def line(cast: Cast) -> Line:
    """A draft that names the mines section; ten objects to draw from."""
    plan_objects(cast.city, 10)
    return draft_line(cast.city, by=cast.clerk, section=cast.mines.pk)


def group(cast: Cast) -> Membership:
    """A leading group since the first of the year."""
    draft = OrganDraft(Organ.GROUP, date(TODAY.year, 1, 1), Post.LEADER, person=cast.director.pk)
    return appoint(by=cast.clerk, draft=draft)


def test_a_named_section_is_asked_and_the_line_goes_on_when_it_agrees(
    cast: Cast, line: Line
) -> None:
    assert submit_line(by=cast.clerk, pk=line.pk).state == "opinions"
    give_opinion(by=cast.head, pk=line.pk, agrees=True)
    line.refresh_from_db()
    assert line.state == "submitted"
    with pytest.raises(Refused, match=r"now"):
        give_opinion(by=cast.head, pk=line.pk, agrees=True)


def test_every_section_is_waited_for(cast: Cast) -> None:
    plan_objects(cast.city, 10)
    person = plan_person(cast.city, Role.SECTION_HEAD)
    person.section = cast.legal
    person.save()
    partner = PartnerDraft(name="", part=Part.ASSISTS, section=cast.legal.pk)
    made = draft_line(cast.city, by=cast.clerk, section=cast.mines.pk, partners=(partner,))
    submit_line(by=cast.clerk, pk=made.pk)
    give_opinion(by=cast.head, pk=made.pk, agrees=True)
    made.refresh_from_db()
    assert made.state == "opinions"
    give_opinion(by=person, pk=made.pk, agrees=True, words="同意")
    made.refresh_from_db()
    assert made.state == "submitted"


def test_who_wants_changes_says_which_and_the_clerk_has_it_back(cast: Cast, line: Line) -> None:
    submit_line(by=cast.clerk, pk=line.pk)
    with pytest.raises(Refused, match="changed"):
        give_opinion(by=cast.head, pk=line.pk, agrees=False)
    give_opinion(by=cast.head, pk=line.pk, agrees=False, words="三季度人手不足")
    line.refresh_from_db()
    assert (line.state, line.returned) == ("draft", f"{cast.mines.name}：三季度人手不足")
    submit_line(by=cast.clerk, pk=line.pk)
    assert [one.opinion for one in asked(Line.objects.get(pk=line.pk))] == [None]


def test_only_the_head_of_a_named_section_is_asked(cast: Cast, line: Line) -> None:
    submit_line(by=cast.clerk, pk=line.pk)
    other = plan_person(cast.city, Role.SECTION_HEAD)
    other.section = cast.legal
    other.save()
    with pytest.raises(Refused, match="does not name your section"):
        give_opinion(by=other, pk=line.pk, agrees=True)
    with pytest.raises(Refused, match="role"):
        give_opinion(by=cast.clerk, pk=line.pk, agrees=True)


def test_a_section_without_a_head_cannot_be_asked(cast: Cast) -> None:
    plan_objects(cast.city, 10)
    made = draft_line(cast.city, by=cast.clerk, section=cast.legal.pk)
    with pytest.raises(Refused, match=cast.legal.name):
        submit_line(by=cast.clerk, pk=made.pk)


def test_the_leading_group_resolves_before_the_director_approves(cast: Cast, line: Line) -> None:
    group(cast)
    submit_line(by=cast.clerk, pk=line.pk)
    give_opinion(by=cast.head, pk=line.pk, agrees=True)
    with pytest.raises(Refused, match="leading group"):
        approve_line(by=cast.director, pk=line.pk)
    said = {"pk": line.pk, "met_on": TODAY, "minutes": "纪要〔2026〕3号", "agrees": True}
    for wrong in ({"minutes": " "}, {"met_on": TODAY + timedelta(1)}, {"agrees": False}):
        with pytest.raises(Refused):
            note_resolution(by=cast.clerk, **(said | wrong))
    note_resolution(by=cast.clerk, **said)
    assert approve_line(by=cast.director, pk=line.pk).state == "approved"


def test_what_nobody_approved_can_be_taken_back(cast: Cast, line: Line) -> None:
    submit_line(by=cast.clerk, pk=line.pk)
    assert recall_line(by=cast.clerk, pk=line.pk).state == "draft"
    with pytest.raises(Refused):
        recall_line(by=cast.clerk, pk=line.pk)
    filed = filed_line(cast.city)
    with pytest.raises(Refused):
        recall_line(by=cast.clerk, pk=filed.pk)


def test_members_are_those_of_the_day(cast: Cast) -> None:
    head = group(cast)
    section = OrganDraft(Organ.SECTION, TODAY, section=cast.mines.pk)
    appoint(by=cast.clerk, draft=section)
    with pytest.raises(Refused, match="already"):
        appoint(by=cast.clerk, draft=section)
    with pytest.raises(Refused, match="name"):
        appoint(by=cast.clerk, draft=OrganDraft(Organ.OFFICE, TODAY, name=" "))
    with pytest.raises(Refused, match="role"):
        appoint(by=cast.director, draft=OrganDraft(Organ.OFFICE, TODAY, name="某人"))
    assert {one.name for one in members(cast.city, TODAY)} == {
        cast.director.full_name, cast.mines.name,
    }  # fmt: skip
    with pytest.raises(Refused, match="before the first"):
        dismiss(by=cast.clerk, pk=head.pk, until=date(2000, 1, 1))
    dismiss(by=cast.clerk, pk=head.pk, until=TODAY - timedelta(1))
    assert [one.name for one in members(cast.city, TODAY)] == [cast.mines.name]
    with pytest.raises(Refused, match="ended already"):
        dismiss(by=cast.clerk, pk=head.pk, until=TODAY)
    with pytest.raises(Membership.DoesNotExist):
        dismiss(by=cast.stranger, pk=head.pk, until=TODAY)


def test_filing_wants_a_receipt(cast: Cast, line: Line) -> None:
    submit_line(by=cast.clerk, pk=line.pk)
    give_opinion(by=cast.head, pk=line.pk, agrees=True)
    approve_line(by=cast.director, pk=line.pk)
    with pytest.raises(Refused, match="receipt"):
        file_with_hall(by=cast.clerk, year=TODAY.year, receipt="", filed_on=TODAY)
