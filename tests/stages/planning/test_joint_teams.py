"""Departments that send officers, and experts, on a line of the plan (article 16)."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from tests.factories.draw import officer
from tests.factories.joint import joint, market_bureau, staff
from tests.factories.planning import YEAR, draft_line, plan_item, plan_objects
from tests.factories.registers import make_expert
from tests.stages.planning.test_form import filled, live, send
from yaohao.stages.planning.forms.proposing import joint_proposal
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.operations import (
    Refused,
    amend_line,
    change_line,
    copy_plan,
    submit_line,
)
from yaohao.stages.planning.queries.capacity import carryings, crew_of
from yaohao.stages.planning.queries.copying import Copy, draft_of
from yaohao.stages.planning.queries.simulated import year_to_simulate
from yaohao.stages.planning.rules import (
    EXPERTS,
    MOST_JOINT,
    ROLES,
    PartnerDraft,
    expert_places,
    joint_places,
    officer_places,
    own_places,
    places,
)
from yaohao.stages.planning.teams import place_words, team_words
from yaohao.stages.registers.models import Item

sound = st.tuples(
    st.integers(2, len(ROLES)), st.integers(0, MOST_JOINT), st.integers(0, len(EXPERTS))
)


@pytest.fixture
def item(cast: Cast) -> Item:
    plan_objects(cast.city, 10)
    return plan_item(cast.city)


@pytest.fixture
def english(clerk: Client) -> Client:
    clerk.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return clerk


def sending(cast: Cast, *, mines: bool = False) -> tuple[PartnerDraft, ...]:
    """Partners that send an officer: the market bureau, and the mines section if asked."""
    market = market_bureau()
    bureau = PartnerDraft(market.name, bureau=market.pk, sends=True)
    section = PartnerDraft(cast.mines.name, section=cast.mines.pk, sends=True)
    return (bureau, section) if mines else (bureau,)


# Rules.


@given(sound)
def test_places_part_into_own_officers_departments_and_experts(
    team: tuple[int, int, int],
) -> None:
    own, departments, experts = team
    roles = places(ROLES[:own], departments, experts)
    assert len(set(roles)) == len(roles) == own + departments + experts
    assert own_places(roles) == ROLES[:own]
    assert len(joint_places(roles)) == departments
    assert expert_places(roles) == EXPERTS[:experts]
    assert own_places(roles) + joint_places(roles) + expert_places(roles) == roles
    assert officer_places(roles) == own_places(roles) + joint_places(roles)


@pytest.mark.parametrize(
    "bad",
    [
        {"roles": ("lead",)}, {"roles": ("lead", "joint-1")}, {"roles": ("lead", "expert")},
        {"roles": ("lead", "lead")}, {"experts": 3}, {"experts": -1},
    ],
)  # fmt: skip
def test_two_own_officers_and_at_most_two_experts(cast: Cast, bad: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        draft_line(cast.city, partners=sending(cast), **bad)
    assert not Line.objects.exists()


# The line.


def test_every_sending_department_has_a_place_of_its_own(cast: Cast) -> None:
    partners = (PartnerDraft("市消防救援支队"), *sending(cast, mines=True))
    line = draft_line(cast.city, partners=partners, experts=2)
    assert line.roles == ["lead", "second", "joint-1", "joint-2", "expert", "expert-2"]
    kept = list(line.partners.order_by("pk").values_list("role", "bureau__code", "section"))
    assert kept == [
        ("", None, None), ("joint-1", "140700S", None), ("joint-2", None, cast.mines.pk),
    ]  # fmt: skip
    assert place_words(line)["joint-1"] == "榆川市市场监督管理局执法人员"
    assert team_words(line) == (
        "4名执法人员：主办人员、协办人员、榆川市市场监督管理局执法人员、非煤矿山科执法人员；2名专家"
    )


@pytest.mark.parametrize("gone", [False, True])
def test_who_has_no_officers_here_cannot_send_one(cast: Cast, gone: bool) -> None:
    name = "市消防救援支队"
    if gone:
        market = market_bureau()
        name, market.successor, market.ended_on = market.name, cast.city, "2026-01-01"
        market.save()
    with pytest.raises(Refused, match=name):
        draft_line(cast.city, partners=(PartnerDraft(name, sends=True),))
    draft_line(cast.city, partners=(PartnerDraft(name),))


def test_a_line_that_is_changed_gives_its_places_anew(cast: Cast) -> None:
    line = draft_line(cast.city, by=cast.clerk, partners=sending(cast, mines=True), experts=1)
    draft = draft_of(Copy(line, line.item, YEAR))
    assert draft.places == tuple(line.roles)
    fewer = replace(draft, partners=draft.partners[1:], experts=0)
    changed = change_line(by=cast.clerk, pk=line.pk, draft=fewer)
    assert changed.roles == ["lead", "second", "joint-1"]
    assert changed.partners.get().role == "joint-1"
    assert changed.partners.get().section == cast.mines


def test_copies_and_amendments_keep_team_and_experts(cast: Cast) -> None:
    line = joint(cast, miners=1, wanted=2).line
    (copied,) = copy_plan(by=cast.clerk, year=YEAR + 1, source=YEAR).lines
    amended = amend_line(by=cast.clerk, pk=line.pk, reason="人员调整")
    for other in (copied, amended):
        kept = Line.objects.get(pk=other.pk)
        assert kept.roles == line.roles
        assert set(kept.partners.values_list("role", "bureau", "section")) == set(
            line.partners.values_list("role", "bureau", "section")
        )


def test_a_joint_proposal_keeps_who_comes(cast: Cast, item: Item) -> None:
    one = draft_line(cast.city, item=item, partners=sending(cast), experts=1)
    other = draft_line(cast.city, partners=sending(cast, mines=True))
    proposed = joint_proposal(one, other)
    assert proposed["experts"] == "1"
    assert set(proposed["sends"]) == {
        f"bureau:{market_bureau().pk}", f"section:{cast.mines.pk}",
    }  # fmt: skip


# What people can carry.


def test_own_load_counts_own_officers_and_others_their_own(cast: Cast) -> None:
    made = joint(cast, guests=1, miners=1, experts=1, cap=2, objects=10)
    own, market, mines, experts = carryings(made.line)
    assert (own.officers, own.most, own.of) == (2, 2, "")
    assert (market.officers, market.most, market.of) == (1, 2, made.market.name)
    assert (mines.officers, mines.most, mines.of) == (1, 2, cast.mines.name)
    assert (experts.officers, experts.most, experts.of) == (1, 2, "expert")
    assert crew_of(made.line).home == 3


def test_a_department_or_a_library_that_is_short_is_told_and_needs_a_reason(
    cast: Cast, english: Client, item: Item
) -> None:
    staff(cast)
    market = market_bureau()
    officer(market, "市监执法")
    make_expert(cast.city)
    line = draft_line(cast.city, by=cast.clerk, partners=sending(cast), experts=1, cap=4)
    page = english.get(reverse("planning:line", args=[line.pk])).content.decode()
    assert f"{market.name} has 1 officer whose certificate covers the whole window" in page
    assert "1 expert is appointed through the whole window" in page
    assert "enough for at most 4 visits; the plan asks for 5" in page
    with pytest.raises(Refused, match=market.name):
        submit_line(by=cast.clerk, pk=line.pk)
    submit_line(by=cast.clerk, pk=line.pk, reason="局际协调增派")


def test_a_department_without_officers_is_told_while_the_line_is_written(
    cast: Cast, english: Client, item: Item
) -> None:
    market = market_bureau()
    text = live(english, **filled(item, sends=[f"bureau:{market.pk}"], experts="1"))
    assert f"{market.name} has 0 officers" in text
    assert "0 experts are appointed" in text
    line = draft_line(cast.city, by=cast.clerk, partners=sending(cast))
    with pytest.raises(Refused, match=market.name):
        submit_line(by=cast.clerk, pk=line.pk)


def test_the_simulated_year_holds_the_bureaus_own_people_alone(cast: Cast) -> None:
    made = joint(cast, miners=1, wanted=1)
    (line,) = year_to_simulate([made.line], cast.city).lines
    assert line.roles == ("lead", "second", "joint-2")
    (turn,) = line.turns
    year = year_to_simulate([made.line], cast.city)
    for of_role in turn.able.values():
        lead, _second, mines = of_role
        assert {year.certificates[one] for one in mines} == {
            each.certificate for each in made.miners
        }
        assert not set(lead) & set(mines)


# The form.


def test_the_form_saves_senders_and_experts_and_shows_them_again(
    english: Client, cast: Cast, item: Item
) -> None:
    market = market_bureau()
    ticked = [f"section:{cast.mines.pk}", f"bureau:{market.pk}"]
    data = filled(item, sends=ticked, experts="1", assists="市消防救援支队", team="3")
    english.post(reverse("planning:line-add", args=[YEAR]), data)
    line = Line.objects.get()
    assert line.roles == ["lead", "second", "third", "joint-1", "joint-2", "expert"]
    text = english.get(reverse("planning:line-edit", args=[line.pk])).content.decode()
    for value in ticked:
        at = text.index(f'value="{value}"')
        assert "checked" in text[at : at + 120]
    assert market.name not in text.split('name="assists"')[1].split("</textarea>")[0]
    assert "5 officers: lead officer" in text
    page = english.get(reverse("planning:line", args=[line.pk])).content.decode()
    assert "officer of 榆川市市场监督管理局; 1 expert" in page
    assert "榆川市市场监督管理局（assists, sends an officer into every team）" in page


def test_who_initiates_may_send_an_officer_too(english: Client, cast: Cast, item: Item) -> None:
    market = market_bureau()
    data = filled(item, sends=[f"bureau:{market.pk}"], initiates=market.name)
    english.post(reverse("planning:line-add", args=[YEAR]), data)
    partner = Line.objects.get().partners.get()
    assert (partner.part, partner.role, partner.bureau) == ("initiates", "joint-1", market)


def test_a_joining_section_that_sends_is_named_once(
    english: Client, cast: Cast, item: Item
) -> None:
    data = filled(item, joining=[cast.mines.pk], sends=[f"section:{cast.mines.pk}"])
    english.post(reverse("planning:line-add", args=[YEAR]), data)
    assert [one.role for one in Line.objects.get().partners.all()] == ["joint-1"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"experts": "3"}, "Select a valid choice"),
        ({"experts": "viele"}, "Select a valid choice"),
        ({"sends": ["bureau:999999"]}, "Select a valid choice"),
        ({"sends": ["nonsense"]}, "Select a valid choice"),
        ({"team": "1"}, "Select a valid choice"),
        ({"team": "1", "experts": "2"}, "Select a valid choice"),
    ],
)
def test_bad_input_is_said_at_its_place_and_what_was_typed_stays(
    english: Client, item: Item, changed: dict[str, Any], said: str
) -> None:
    text = send(english, filled(item, title="这是我写的", **changed))
    assert said in text
    assert "这是我写的" in text
    assert not Line.objects.exists()


def test_the_responsible_section_does_not_send_beside_itself(
    english: Client, cast: Cast, item: Item
) -> None:
    data = filled(item, section=cast.mines.pk, sends=[f"section:{cast.mines.pk}"])
    text = send(english, data)
    assert "is the responsible section already" in text
    assert not Line.objects.exists()


def test_the_form_follows_what_is_ticked(english: Client, cast: Cast, item: Item) -> None:
    market = market_bureau()
    staff(cast)
    text = live(english, **filled(item, sends=[f"bureau:{market.pk}"], experts="2"))
    assert "3 officers: lead officer, second officer, officer of 榆川市市场监督管理局" in text
    assert "; 2 experts" in text
    assert "3 officers" not in live(english, **filled(item, sends=["bureau:0"], experts="9"))
