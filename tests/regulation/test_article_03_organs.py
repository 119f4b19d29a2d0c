"""第三条: 组长由局长担任，副组长由各位分管领导担任，各科室为成员，办公室设在法规科。

The leading group, its office and the member sections are on record with their days; a line of the
plan goes through the group only while there is one.
"""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.planning import submitted_line
from yaohao.ground.accounts.models import Section
from yaohao.ground.audit.models import Entry
from yaohao.stages.planning import operations as planning
from yaohao.stages.planning.models import Membership
from yaohao.stages.planning.queries.process import members
from yaohao.stages.planning.rules import Organ, OrganDraft, Post

TODAY = timezone.localdate()
SINCE = date(TODAY.year - 1, 1, 1)
DOCUMENT = "榆应急〔2025〕1号"


@pytest.fixture
def organs(cast: Cast) -> list[Membership]:
    """What the article asks for, entered by the clerk of the legal section."""
    drafts = [
        OrganDraft(Organ.GROUP, SINCE, Post.LEADER, office="局长", person=cast.director.pk),
        OrganDraft(Organ.GROUP, SINCE, Post.DEPUTY, office="副局长", person=cast.deputy.pk),
        OrganDraft(Organ.OFFICE, SINCE, Post.LEADER, name="法规科长", document=DOCUMENT),
        *(
            OrganDraft(Organ.SECTION, SINCE, section=section.pk)
            for section in Section.objects.filter(bureau=cast.city).order_by("code")
        ),
    ]
    return [planning.appoint(by=cast.clerk, draft=draft) for draft in drafts]


def test_who_leads_on_a_day_is_read_by_everybody_of_the_bureau(
    cast: Cast, client: Client, organs: list[Membership]
) -> None:
    client.force_login(cast.auditor)
    page = client.get(reverse("planning:organs")).content.decode()
    for name in (cast.director.full_name, cast.deputy.full_name, "法规科长", "非煤矿山科"):
        assert name in page
    before = client.get(reverse("planning:organs"), {"day": str(SINCE - timedelta(days=1))})
    assert cast.director.full_name not in before.content.decode().partition("<main")[2]


def test_the_head_comes_first_and_the_sections_last(cast: Cast, organs: list[Membership]) -> None:
    assert [one.pk for one in members(cast.city, TODAY)][:3] == [one.pk for one in organs[:3]]


def test_a_change_of_the_head_keeps_the_one_before(cast: Cast, organs: list[Membership]) -> None:
    planning.dismiss(by=cast.clerk, pk=organs[0].pk, until=TODAY - timedelta(days=1))
    planning.appoint(
        by=cast.clerk, draft=OrganDraft(Organ.GROUP, TODAY, Post.LEADER, name="新局长")
    )
    leaders = {"organ": Organ.GROUP.value, "post": Post.LEADER.value}
    now = members(cast.city, TODAY).filter(**leaders)
    then = members(cast.city, TODAY - timedelta(days=1)).filter(**leaders)
    assert [one.name for one in now] == ["新局长"]
    assert [one.name for one in then] == [cast.director.full_name]


def test_every_entry_and_end_is_in_the_trail(cast: Cast, organs: list[Membership]) -> None:
    planning.dismiss(by=cast.clerk, pk=organs[0].pk, until=TODAY)
    entries = Entry.objects.filter(subject=organs[0].subject).order_by("index")
    assert [(entry.action, entry.article) for entry in entries] == [
        ("planning.organ.appoint", "3"),
        ("planning.organ.dismiss", "3"),
    ]
    assert all(entry.actor_name == cast.clerk.full_name for entry in entries)


def test_the_export_holds_what_the_page_shows(
    cast: Cast, client: Client, organs: list[Membership]
) -> None:
    client.force_login(cast.clerk)
    answer = client.get(reverse("planning:organs"), {"export": "csv"})
    told = answer.content.decode("utf-8-sig")
    assert all(one.name in told for one in organs)
    assert DOCUMENT in told


def test_a_stranger_sees_and_ends_nothing(
    cast: Cast, client: Client, organs: list[Membership]
) -> None:
    client.force_login(cast.stranger)
    page = client.get(reverse("planning:organs")).content.decode()
    assert cast.director.full_name not in page
    answer = client.post(reverse("planning:organ-end", args=[organs[0].pk]), {"until": str(TODAY)})
    assert answer.status_code == 404
    assert Membership.objects.get(pk=organs[0].pk).until is None


def test_the_plan_goes_through_the_group_while_there_is_one(
    cast: Cast, organs: list[Membership]
) -> None:
    assert submitted_line(cast.city).state == "group"
    for one in organs[:2]:
        planning.dismiss(by=cast.clerk, pk=one.pk, until=TODAY - timedelta(days=1))
    assert submitted_line(cast.city).state == "submitted"
