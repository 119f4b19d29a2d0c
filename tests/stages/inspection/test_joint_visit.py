"""A visit of several departments with an expert: who is a member, who comes along, who signs."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.accounts import person
from tests.factories.draw import THROWS, Ceremony, ceremony
from tests.factories.inspection import arrive, carry, finish, picture, seal
from tests.factories.joint import Joint, joint
from tests.factories.registers import make_expert
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.ground.documents.rules import Kind
from yaohao.stages.draw import operations as draw
from yaohao.stages.draw.queries.sealed import visits_now
from yaohao.stages.draw.rules import State as DrawState
from yaohao.stages.inspection import operations
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.papers.data import data_of
from yaohao.stages.inspection.rules import Result, SignerRole, State
from yaohao.stages.registers.models import Expert, Officer

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _demo(settings: LazySettings) -> None:
    settings.YAOHAO_DEMO = True  # openings and reveals need not wait for the window


@pytest.fixture
def made(cast: Cast) -> Joint:
    return joint(cast, guests=1, experts=1, objects=2)


@pytest.fixture
def walk(cast: Cast, made: Joint) -> Ceremony:
    run = ceremony(cast, line=made.line)
    run.to(DrawState.OPENING)
    return run


def begun(walk: Ceremony, by: User | None = None) -> Inspection:
    return operations.begin(by=by or walk.cast.officer, number=walk.number, position=0)


def signed_in(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def redraw(walk: Ceremony, role: str, cause: str) -> None:
    """Have a place drawn again with the dice of two people."""
    asked = draw.ask_substitute(
        by=walk.cast.clerk, number=walk.number, position=0, role=role, cause=cause
    )
    for reader in (walk.cast.clerk, walk.cast.witness):
        draw.type_substitute_dice(by=reader, number=walk.number, asked=asked.pk, throws=THROWS)


def test_officers_are_members_and_the_expert_comes_along(walk: Ceremony, made: Joint) -> None:
    inspection = begun(walk)
    assert set(inspection.members.values_list("role", flat=True)) == {"lead", "second", "joint-1"}
    (along,) = inspection.experts.all()
    assert (along.expert, along.role) == (made.experts[0], "expert")
    assert along.certificate == made.experts[0].certificate
    assert {one.role for one in inspection.own_team()} == {"lead", "second"}


def test_the_officer_of_the_other_department_begins_and_works(
    walk: Ceremony, made: Joint, cast: Cast
) -> None:
    guest = made.guests[0]
    (visit,) = draw.read_visits(by=guest)
    assert visit.number == walk.number
    inspection = begun(walk, by=guest)
    assert inspection.bureau == cast.city
    assert begun(walk).pk == inspection.pk
    carry(cast, inspection, State.RUNNING)
    first = inspection.questions.order_by("number")[0]
    operations.answer(
        by=guest, pk=inspection.pk, question=first.pk, revision=first.revision, result=Result.PASS
    )
    client = signed_in(guest)
    for name in ("inspection:inspection", "inspection:visit", "inspection:signatures"):
        assert client.get(reverse(name, args=[inspection.pk])).status_code == 200
    assert list(Inspection.objects.visible_to(guest)) == [inspection]


def test_another_of_that_department_sees_nothing(walk: Ceremony, made: Joint, cast: Cast) -> None:
    idle = person(made.market, "idle", "市监旁人", Role.OFFICER)
    begun(walk)
    assert not Inspection.objects.visible_to(idle).exists()
    with pytest.raises(draw.Refused):
        begun(walk, by=idle)


def test_scheme_and_record_name_the_expert_and_the_department(
    walk: Ceremony, made: Joint, cast: Cast
) -> None:
    inspection = carry(cast, begun(walk), State.RECORDED)
    expert = f"{made.experts[0].name}（{made.experts[0].certificate}）"
    assert data_of(Kind.SCHEME, inspection)["experts"] == expert
    record = data_of(Kind.RECORD, inspection)
    assert record["experts"] == expert
    roles = {one["name"]: one["role"] for one in record["officers"]}
    assert roles[made.guests[0].full_name] == "榆川市市场监督管理局执法人员"
    assert made.experts[0].name not in roles


def test_the_pages_show_who_comes_along(walk: Ceremony, made: Joint, cast: Cast) -> None:
    inspection = carry(cast, begun(walk), State.APPROVED)
    client, name = signed_in(cast.officer), made.experts[0].name
    for page in ("inspection:inspection", "inspection:visit"):
        text = client.get(reverse(page, args=[inspection.pk])).content.decode()
        assert name in text
        assert "officer of 榆川市市场监督管理局" in text
    carry_on(cast, inspection)
    text = client.get(reverse("inspection:visit", args=[inspection.pk])).content.decode()
    assert name in text


def carry_on(cast: Cast, inspection: Inspection) -> None:
    """Arrive."""
    inspection.refresh_from_db()
    arrive(cast, inspection)


def test_two_own_officers_stay_necessary_at_the_door(
    walk: Ceremony, made: Joint, cast: Cast
) -> None:
    inspection = carry(cast, begun(walk), State.APPROVED)
    Officer.objects.filter(user=cast.other_officer).update(valid_to=timezone.localdate() - DAY)
    with pytest.raises(operations.Refused, match=cast.other_officer.full_name):
        arrive(cast, inspection)
    Officer.objects.filter(user=cast.other_officer).update(valid_to=timezone.localdate() + DAY)
    Officer.objects.filter(user=made.guests[0]).update(active=False)
    arrive(cast, inspection)


def test_two_own_officers_sign_and_neither_guest_nor_expert_stands_in(
    walk: Ceremony, made: Joint, cast: Cast
) -> None:
    inspection = carry(cast, begun(walk), State.RUNNING)
    with pytest.raises(operations.Refused, match=made.experts[0].name):
        operations.sign(
            by=cast.officer, pk=inspection.pk, role=SignerRole.OFFICER,
            name=made.experts[0].name, image=picture(),
        )  # fmt: skip
    finish(cast, inspection)
    inspection.signatures.filter(name=cast.other_officer.full_name).delete()
    operations.sign(
        by=cast.officer, pk=inspection.pk, role=SignerRole.OFFICER,
        name=made.guests[0].full_name, image=picture("red"),
    )  # fmt: skip
    with pytest.raises(operations.Refused):
        seal(cast, inspection)
    operations.sign(
        by=cast.officer, pk=inspection.pk, role=SignerRole.OFFICER,
        name=cast.other_officer.full_name, image=picture(),
    )  # fmt: skip
    seal(cast, inspection)


def test_an_expert_whose_appointment_ends_is_told_and_drawn_again(
    walk: Ceremony, made: Joint, cast: Cast
) -> None:
    inspection = carry(cast, begun(walk), State.APPROVED)
    gone = made.experts[0]
    assert draw.check_teams(by=cast.clerk, number=walk.number) == []
    Expert.objects.filter(pk=gone.pk).update(valid_to=gone.valid_from)
    (seat,) = draw.check_teams(by=cast.clerk, number=walk.number)
    assert (seat.person, seat.role) == (gone, "expert")
    assert [one.place for one in draw.find_places(by=cast.clerk, expert=gone.pk)] == [(1, 0)]
    page = signed_in(cast.clerk).get(reverse("draw:envelopes", args=[walk.number]))
    assert "the appointment ends on" in page.content.decode()
    redraw(walk, "expert", "TERM")
    assert "expert" not in dict(visits_now(walk.draw)[1, 0].team)
    begun(walk)
    inspection.refresh_from_db()
    assert not inspection.experts.exists()
    assert inspection.state == State.PREPARED.value
    assert inspection.approved_by is None


def test_a_substitute_expert_takes_the_place_in_the_visit(cast: Cast) -> None:
    made = joint(cast, guests=1, experts=1, objects=2)
    other = make_expert(cast.city, trades=[])
    walk = ceremony(cast, line=made.line)
    walk.to(DrawState.OPENING)
    inspection = begun(walk)
    before = inspection.experts.get().expert
    redraw(walk, "expert", "ILL")
    begun(walk)
    assert {before, inspection.experts.get().expert} == {made.experts[0], other}
    assert inspection.experts.get().expert != before
    assert set(inspection.members.values_list("role", flat=True)) == {"lead", "second", "joint-1"}
    walk.reveal()


def test_a_place_of_a_department_is_drawn_again_from_its_own_people(cast: Cast) -> None:
    made = joint(cast, guests=2, experts=1, objects=2)
    walk = ceremony(cast, line=made.line)
    walk.to(DrawState.OPENING)
    inspection = begun(walk)
    before = inspection.members.get(role="joint-1").officer
    redraw(walk, "joint-1", "LEAVE")
    begun(walk)
    now = inspection.members.get(role="joint-1").officer
    assert now != before
    assert now.bureau == made.market
    walk.reveal()
