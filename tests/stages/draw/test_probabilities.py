"""Chances published before the draw: exact for objects, rehearsed for officers, secret-proof."""

import csv
import io
import json
from fractions import Fraction
from hashlib import sha256

import pytest
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from fairdraw.announcement import Stratum
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from tests.factories.draw import ceremony, exercise, officer, ready
from tests.factories.planning import YEAR, plan_objects
from tests.stages.planning.test_pages import browser
from yaohao.ground.audit.queries import of_subject
from yaohao.stages.draw.background import rehearse_draw
from yaohao.stages.draw.models import Probabilities
from yaohao.stages.draw.operations import Refused, publish_probabilities
from yaohao.stages.draw.queries import public_draw
from yaohao.stages.draw.queries.probabilities import published
from yaohao.stages.draw.rehearsal import rehearse
from yaohao.stages.draw.rules import State
from yaohao.stages.draw.rules.probabilities import (
    LEAST,
    OfficerChance,
    classes_of,
    keys_for,
    largest_pair,
    seed_of,
)
from yaohao.stages.registers.models import Officer


def chances(*fields: str, visits: int = 3) -> list[OfficerChance]:
    return [
        OfficerChance(f"Z{place}", tuple(each.split()), visits, 1)
        for place, each in enumerate(fields)
    ]


@given(st.lists(st.sampled_from(["", "HC", "HC OT", "OT"]), max_size=20))
def test_no_class_is_so_small_that_one_person_could_be_known(fields: list[str]) -> None:
    officers = chances(*fields)
    classes = classes_of(officers)
    assert sum(one.officers for one in classes) == len(officers)
    assert sum(one.visits for one in classes) == 3 * len(officers)
    assert all(one.officers >= min(LEAST, len(officers)) for one in classes)
    told = [kind for one in classes for kind in one.fields]
    assert sorted(told) == sorted({officer.fields for officer in officers})


def test_large_classes_are_told_apart() -> None:
    classes = classes_of(chances(*["HC"] * 3, *["OT"] * 4, "HC OT"))
    assert [(one.fields, one.officers) for one in classes] == [
        ((("HC",), ("HC", "OT")), 4),
        ((("OT",),), 4),
    ]


def test_the_seed_follows_from_the_public_root_alone() -> None:
    root = sha256(b"pool").hexdigest()
    assert seed_of(root) == sha256(b"yaohao/probabilities\0" + bytes.fromhex(root)).digest()


def test_large_draws_are_rehearsed_less_often() -> None:
    assert keys_for(300, 30, 20) == 1000
    assert keys_for(10_000, 500, 38) == 137
    assert keys_for(10**7, 0, 0) == 100


def test_officers_are_rehearsed_with_the_rules_of_the_draw(cast: Cast) -> None:
    line = ready(cast, officers=4)
    second = officer(cast.city, "不主检", functions=[])
    draw = ceremony(cast, line=line).to(State.FROZEN)
    found = rehearse(draw, 200)
    assert found.seed == seed_of(public_draw(draw.number).pool_root).hex()
    assert sum(one.visits for one in found.officers) == 200 * 6 * 2
    by = {one.certificate: one for one in found.officers}
    quiet = by.pop(second.certificate)
    assert quiet.fields == ()
    # One ticket for both roles: who cannot lead goes when among the smallest two of five.
    assert abs(quiet.visits / 200 - 6 * 2 / 5) < 0.4
    for one in by.values():
        assert abs(one.visits / 200 - (12 - 2.4) / 4) < 0.5
        assert 0.8 < one.met / 200 <= 1
    assert rehearse(draw, 200) == found


def test_whom_officers_meet_is_rehearsed_by_stratum_and_field(cast: Cast) -> None:
    draw = ceremony(cast, line=ready(cast, officers=4)).to(State.FROZEN)
    found = rehearse(draw, 200)
    assert {one.certificate: one.visits for one in found.pairs} == {
        one.certificate: one.visits for one in found.officers
    }
    largest = largest_pair(found.pairs, found.keys)
    assert largest is not None
    assert largest.rows == 12
    # Half of the objects are drawn, two of the four officers go to each.
    assert 0.25 <= largest.chance(found.keys) < 0.3
    assert largest_pair((), 1) is None


def test_the_rehearsed_draws_follow_rounds_and_caps(cast: Cast) -> None:
    line = ready(cast, officers=4, cap=4, shares=(Stratum("ALL", "number", 8),))
    draw = ceremony(cast, line=line).to(State.FROZEN)
    found = rehearse(draw, 50)
    assert [one.visits for one in found.officers] == [200] * 4  # 16 places, four each


def test_probabilities_are_published_once_and_before_the_draw(cast: Cast) -> None:
    run = ceremony(cast)
    draw = run.to(State.FROZEN)
    rehearse_draw.func(draw.number, cast.clerk.pk)
    kept = Probabilities.objects.get(draw=draw)
    assert kept.keys == 1000
    assert kept.strata == {"ALL": [12, 6]}
    assert len(kept.officers) == Officer.objects.count()
    entry = of_subject(draw.subject).get(action="draw.probabilities.publish")
    assert kept.seed in entry.detail
    rehearse_draw.func(draw.number, cast.clerk.pk)
    with pytest.raises(Refused):
        publish_probabilities(by=cast.clerk, number=draw.number, seed="", keys=1, officers=())
    run.to(State.DRAWN)
    assert Probabilities.objects.get() == kept


@pytest.mark.parametrize("state", [State.ANNOUNCED, State.DRAWN, State.REVEALED])
def test_before_the_freeze_and_after_the_draw_nothing_is_published(
    cast: Cast, state: State
) -> None:
    draw = exercise(cast).to(state)
    rehearse_draw.func(draw.number, cast.clerk.pk)
    with pytest.raises(Refused):
        publish_probabilities(
            by=cast.clerk, number=draw.number, seed="00", keys=1, officers=chances("HC")
        )
    assert not Probabilities.objects.exists()


def test_another_role_does_not_publish(cast: Cast) -> None:
    draw = ceremony(cast).to(State.FROZEN)
    with pytest.raises(Refused):
        publish_probabilities(
            by=cast.officer, number=draw.number, seed="00", keys=1, officers=chances("HC")
        )


def test_the_chance_of_an_object_is_its_quota_over_its_base(cast: Cast) -> None:
    plan_objects(cast.city, 9, risk="RED")
    plan_objects(cast.city, 30, risk="YELLOW")
    shares = (Stratum("RED", "ratio", 3333), Stratum("YELLOW", "ratio", 1000))
    line = ready(cast, stratify_by="risk", shares=shares)
    draw = ceremony(cast, line=line).to(State.FROZEN)
    told = {one.code: one.chance for one in public_draw(draw.number).strata}
    assert told == {"RED": "33.33%", "YELLOW": "10%"}
    assert {
        one.chance for one in public_draw(ceremony(cast).to(State.ANNOUNCED).number).strata
    } == {""}


def test_the_audit_finds_every_published_chance(cast: Cast) -> None:
    draw = ceremony(cast).to(State.FROZEN)
    rehearse_draw.func(draw.number, cast.clerk.pk)
    found = list(published(cast.city, YEAR))
    strata = [one for one in found if one.kind == "stratum"]
    assert [(one.code, one.expected, one.chance) for one in strata] == [
        ("ALL", Fraction(6), Fraction(1, 2))
    ]
    officers = [one for one in found if one.kind == "officer"]
    assert sum(one.expected for one in officers) == 12
    assert not list(published(cast.city, YEAR - 1))
    assert not list(published(cast.county, YEAR))


def test_the_freeze_by_button_sends_the_rehearsal(cast: Cast) -> None:
    run = ceremony(cast)
    draw = run.to(State.ANNOUNCED)
    browser(cast.director).post(reverse("draw:freeze", args=[draw.number]))
    assert not DBTaskResult.objects.exists()
    browser(cast.clerk).post(reverse("draw:freeze", args=[draw.number]), {"confirm": "1"})
    waiting = DBTaskResult.objects.get()
    assert waiting.task_path.endswith("rehearse_draw")


def test_the_desk_sees_officers_and_exports_them(cast: Cast) -> None:
    draw = ceremony(cast).to(State.FROZEN)
    client = browser(cast.clerk)
    address = reverse("draw:probabilities", args=[draw.number])
    assert "are being computed" in client.get(address).content.decode()
    assert client.post(reverse("draw:rehearse", args=[draw.number])).status_code == 302
    rehearse_draw.func(draw.number, cast.clerk.pk)
    text = client.get(address).content.decode()
    assert cast.officer.full_name in text
    assert "style=" not in text
    rows = list(csv.DictReader(io.StringIO(
        client.get(address, {"export": "csv"}).content.decode("utf-8-sig")
    )))  # fmt: skip
    assert len(rows) == Officer.objects.count()
    assert client.get(address, {"export": "json"}).json()["keys"] == 1000
    assert client.get(address, {"export": "xlsx"}).status_code == 200
    page = client.get(reverse("draw:draw", args=[draw.number])).content.decode()
    assert address in page
    assert "50%" in page
    assert browser(cast.stranger).get(address).status_code in (403, 404)


def test_the_public_sees_classes_before_the_reveal_and_officers_after(cast: Cast) -> None:
    run = exercise(cast)
    draw = run.to(State.FROZEN)
    client = Client(headers={"accept-language": "en"})
    page = reverse("portal:draw", args=[draw.number])
    files = {
        kind: reverse("portal:probabilities", args=[draw.number, kind])
        for kind in ("csv", "xlsx", "json")
    }
    assert client.get(files["json"]).status_code == 404
    rehearse_draw.func(draw.number, cast.clerk.pk)
    certificates = list(Officer.objects.values_list("certificate", flat=True))
    before = client.get(page).content.decode()
    assert "Chances of the officers" in before
    assert "50%" in before
    for text in (before, *(client.get(files[kind]).content.decode() for kind in ("csv", "json"))):
        assert not any(certificate in text for certificate in certificates)
    told = client.get(files["json"]).json()
    assert told["officers"] == []
    assert sum(one["visits"] for one in told["classes"]) == 12 * told["keys"]
    assert told["seed"] == seed_of(told["pool_root"]).hex()
    run.to(State.REVEALED)
    after = json.loads(client.get(files["json"]).content)
    assert sorted(one["certificate"] for one in after["officers"]) == sorted(certificates)
    assert client.get(files["xlsx"]).status_code == 200
    assert client.get(reverse("portal:probabilities", args=[draw.number, "pdf"])).status_code == 404
