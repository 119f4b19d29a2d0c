"""Officers of another bureau: announced, and let in for their own visits alone."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from fairdraw.verify import verify

from tests.cast import Cast
from tests.factories.accounts import person
from tests.factories.draw import WINDOW, Ceremony, ceremony, officer, ready
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.stages.draw import operations
from yaohao.stages.draw.choosing import Choice
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries.log import entry
from yaohao.stages.draw.queries.sealed import visits_now
from yaohao.stages.draw.rules import State
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.operations import begin
from yaohao.stages.planning.models import Line
from yaohao.stages.registers.models import InspectionObject, Officer, Recusal

BORROW = Choice(relax=("borrow",), lenders=("140703",))


@pytest.fixture(autouse=True)
def _demo(settings: LazySettings) -> None:
    settings.YAOHAO_DEMO = True  # openings and reveals need not wait for the window


@pytest.fixture
def guest(cast: Cast) -> User:
    """An officer of the next county who signs in."""
    user = person(cast.next_county, "guest", "邻县执法", Role.OFFICER)
    officer(cast.next_county, user.full_name, user=user)
    return user


@pytest.fixture
def alone(cast: Cast) -> Line:
    """A line of a city with one officer, where two must go."""
    return ready(cast, objects=4, officers=1)


def level(run: Ceremony) -> str:
    """Reveal; the level that the record proves."""
    run.reveal()
    report = verify(read_file(run.draw.record_file or ""))
    assert (report.outcome, report.fault) == ("proved", None)
    return report.level


def teams(run: Ceremony) -> set[tuple[str, str]]:
    """(id, certificate) of everybody who goes."""
    return {(v.id, name) for v in visits_now(run.draw).values() for _role, name in v.team}


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    "choice",
    [
        Choice(relax=("borrow",)),
        Choice(lenders=("140703",)),
        Choice(relax=("borrow",), lenders=("140700",)),
        Choice(relax=("borrow",), lenders=("140703", "999999")),
    ],
)
def test_who_borrows_names_the_lenders_and_nobody_lends_to_himself(
    alone: Line, cast: Cast, choice: Choice
) -> None:
    with pytest.raises(operations.Refused, match="借"):
        ceremony(cast, line=alone, choice=choice).prepare()
    assert not Draw.objects.exists()


def test_too_few_officers_are_refused_at_the_freeze(alone: Line, cast: Cast) -> None:
    run = ceremony(cast, line=alone)
    run.to(State.ANNOUNCED)
    with pytest.raises(operations.Refused):
        run.freeze()
    assert run.draw.state == State.ANNOUNCED.value


def test_a_lender_without_officers_does_not_help(alone: Line, cast: Cast) -> None:
    run = ceremony(cast, line=alone, choice=BORROW)
    run.to(State.ANNOUNCED)
    with pytest.raises(operations.Refused):
        run.freeze()


def test_borrowed_officers_staff_every_visit_and_the_record_proves(
    alone: Line, cast: Cast, guest: User
) -> None:
    run = ceremony(cast, line=alone, choice=BORROW)
    run.to(State.OPENING)
    (rung,) = entry(run.draw, "announce").all("rung")
    assert cast.next_county.name in rung
    lent = Officer.objects.get(user=guest).certificate
    assert all(lent in dict(visit.team).values() for visit in visits_now(run.draw).values())
    assert level(run) == "hall"


def test_nobody_is_borrowed_while_the_own_officers_suffice(cast: Cast, guest: User) -> None:
    run = ceremony(cast, line=ready(cast), choice=BORROW)
    run.to(State.OPENING)
    lent = Officer.objects.get(user=guest).certificate
    assert lent not in {name for _id, name in teams(run)}
    assert operations.read_visits(by=guest) == []
    assert level(run) == "hall"


def test_a_borrowed_officer_shows_the_visit_and_takes_it_to_work(
    alone: Line, cast: Cast, guest: User
) -> None:
    run = ceremony(cast, line=alone, choice=BORROW)
    run.to(State.DRAWN)
    assert operations.read_visits(by=guest) == []
    run.open(1)
    (visit,) = operations.read_visits(by=guest)
    assert (visit.number, visit.position) == (run.number, 0)
    with pytest.raises(operations.Refused):
        operations.open_at_door(by=guest, number=run.number, position=1)
    operations.open_at_door(by=guest, number=run.number, position=0)
    proof = operations.read_door_proof(by=guest, number=run.number, position=0)
    assert verify(proof).fault is None
    made = begin(by=guest, number=run.number, position=0)
    assert made.bureau == cast.city
    assert guest in {member.officer.user for member in made.members.all()}
    assert level(run) == "hall"


def test_a_borrowed_officer_sees_nothing_else_of_that_bureau(
    alone: Line, cast: Cast, guest: User
) -> None:
    run = ceremony(cast, line=alone, choice=BORROW)
    run.to(State.OPENING)
    idle = person(cast.next_county, "idle", "邻县旁人", Role.OFFICER)
    mine, others = (begin(by=guest, number=run.number, position=place) for place in (0, 1))
    others.members.all().delete()
    client = browser(guest)
    for name, args in (
        ("draw:draw", [run.number]),
        ("draw:envelopes", [run.number]),
        ("draw:minutes", [run.number]),
        ("inspection:inspection", [others.pk]),
    ):
        assert client.get(reverse(name, args=args)).status_code in (403, 404), name
    assert run.number not in client.get(reverse("draw:draws")).content.decode()
    assert client.get(reverse("inspection:inspection", args=[mine.pk])).status_code == 200
    assert "现场出示" in client.get(reverse("draw:visits")).content.decode()
    assert list(Inspection.objects.visible_to(guest)) == [mine]
    assert not Inspection.objects.visible_to(idle).exists()
    assert not Inspection.objects.visible_to(cast.stranger).exists()
    with pytest.raises(operations.Refused):
        begin(by=idle, number=run.number, position=0)
    with pytest.raises(Draw.DoesNotExist):
        operations.open_at_door(by=cast.stranger, number="140703-0000-001", position=0)


def test_a_bureau_that_lends_nothing_does_not_know_the_draw(
    alone: Line, cast: Cast, guest: User
) -> None:
    run = ceremony(cast, line=alone, choice=BORROW)
    run.to(State.OPENING)
    third = person(cast.county, "third", "他县执法", Role.OFFICER)
    for act in (operations.open_at_door, begin):
        with pytest.raises(Draw.DoesNotExist):
            act(by=third, number=run.number, position=0)


def test_recusals_stand_on_every_rung(alone: Line, cast: Cast, guest: User) -> None:
    lent = Officer.objects.get(user=guest)
    for firm in InspectionObject.objects.filter(bureau=cast.city):
        Recusal.objects.create(officer=lent, object=firm, reason="亲属", declared_on=WINDOW[0])
    run = ceremony(cast, line=alone, choice=BORROW)
    run.to(State.ANNOUNCED)
    with pytest.raises(operations.Refused):
        run.freeze()


def test_the_page_offers_the_other_bureaus_and_announces_what_gives_way(
    alone: Line, cast: Cast, guest: User
) -> None:
    client = browser(cast.clerk)
    address = reverse("draw:prepare", args=[alone.pk])
    page = client.get(address, {"rounds": 4, "reserves": 1}).content.decode()
    assert page.count('-weight"') >= 5
    assert cast.next_county.name in page
    assert cast.city.name not in page.split('name="lenders"', 1)[1].split("</fieldset>")[0]
    found = client.get(address, {"rounds": 4, "reserves": 1}).context["rounds"]
    posted: dict[str, Any] = {"kind": "draw", "witnesses": "on", "dice": "d10", "relax": ["borrow"]}
    posted |= {f"form-{key}": value for key, value in
               (("TOTAL_FORMS", 5), ("INITIAL_FORMS", 5))}  # fmt: skip
    for form in found.forms:
        posted |= {
            f"{form.prefix}-{name}": "on" if value is True else str(value)
            for name, value in form.initial.items()
            if value is not False
        }
    assert client.post(address, posted).status_code == 422
    posted["lenders"] = [cast.next_county.pk]
    assert client.post(address, posted).status_code == 302
    made = Draw.objects.get()
    assert [each.reserve for each in made.rounds] == [False] * 4 + [True]
    run = Ceremony(cast, alone, number=made.number)
    run.to(State.ANNOUNCED)
    public = browser(cast.auditor).get(reverse("draw:draw", args=[made.number])).content.decode()
    assert cast.next_county.name in public
