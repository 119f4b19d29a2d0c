"""The dossier of one enterprise: everything the reader may see, and no sealed visit by any sign."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.credit import decided, reported
from tests.factories.draw import Ceremony, officer, ready
from tests.factories.inspection import drawn, for_cause
from tests.factories.publication import publish_now
from tests.stages.followup.test_orders import issued
from tests.stages.registers.browsers import browser
from yaohao.ground.accounts.models import User
from yaohao.stages.credit import operations as credit
from yaohao.stages.draw.rules import State as DrawState
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.rules import State
from yaohao.stages.oversight.operations import receive_complaint
from yaohao.stages.planning.models import Cap, Visit
from yaohao.stages.planning.queries.visits import visits_left
from yaohao.stages.publication.rules import Kind
from yaohao.stages.registers.models import InspectionObject, PastOrder, PastVisit
from yaohao.surfaces.desk.queries import duties_of
from yaohao.surfaces.desk.queries.dossier import dossier


def dossier_text(user: User, firm: InspectionObject) -> str:
    answer = browser(user).get(reverse("desk:dossier", args=[firm.object_id]))
    assert answer.status_code == 200
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def limit(cast: Cast, most: int = 4) -> None:
    Cap.objects.create(
        bureau=cast.city, scope="total", group="*", grade="*", limit=most,
        kinds=["random", "cause", "key", "recheck"], source="x",
        valid_from=timezone.localdate() - timedelta(days=400),
    )  # fmt: skip


def test_a_sealed_visit_changes_no_byte_of_any_dossier(cast: Cast, settings: Any) -> None:
    """Drawn, opened to its officers, begun, submitted, approved: the desk reads the same page."""
    limit(cast)
    settings.YAOHAO_DEMO = True
    officer(cast.city, cast.officer.full_name, user=cast.officer)
    officer(cast.city, cast.other_officer.full_name, user=cast.other_officer)
    walk = Ceremony(cast=cast, line=ready(cast, objects=6))
    firms = list(InspectionObject.objects.filter(bureau=cast.city))
    readers = (cast.clerk, cast.head)
    before = {(user, firm): dossier_text(user, firm) for user in readers for firm in firms}
    walk.to(DrawState.OPENING)
    assert Visit.objects.exists()  # places are taken already
    made = drawn(walk, State.APPROVED)
    after = {(user, firm): dossier_text(user, firm) for user in readers for firm in firms}
    assert [key for key in after if after[key] != before[key]] == []
    assert made.number in dossier_text(cast.officer, made.object)  # the team reads its own
    # What is counted elsewhere has moved: a page that showed it would tell who was drawn.
    assert visits_left(made.object, timezone.localdate())[0] == 1
    assert "visit 0 of 4" in after[cast.clerk, made.object]
    Inspection.objects.filter(pk=made.pk).update(state=State.RUNNING)
    shown = dossier_text(cast.clerk, made.object)
    assert made.number in shown
    assert "visit 1 of 4" in shown


def test_everything_that_followed_from_a_visit(cast: Cast) -> None:
    order = issued(cast)
    visit = order.inspection
    firm = visit.object
    case = decided(cast, visit)
    credit.propose(by=cast.clerk)
    receive_complaint(
        by=cast.clerk, text="态度", received_on=timezone.localdate(), inspection=visit.pk
    )
    found = dossier(firm, cast.director, timezone.localdate())
    assert [one.pk for one in found.visits] == [visit.pk]
    assert [one.pk for one in found.orders] == [order.pk]
    assert found.problems
    assert found.papers
    assert found.complaints is not None
    assert len(found.complaints) == 1
    text = dossier_text(cast.director, firm)
    for said in (visit.number, str(order), found.problems[0].text, found.papers[0].number):
        assert said in text
    assert [one.pk for one in found.cases] == [case.pk]


def test_an_officer_reads_the_own_visits_and_no_credit(cast: Cast) -> None:
    visit = reported(cast, fail=True)
    stranger_officer = User.objects.create(
        username="o3", full_name="旁人", bureau=cast.city, is_active=True
    )
    stranger_officer.grants.create(role="officer")
    assert visit.number in dossier_text(cast.officer, visit.object)
    text = dossier_text(stranger_officer, visit.object)
    assert visit.number not in text
    assert visit.object.name in text


def test_visits_before_this_product_count_and_are_named_unproven(cast: Cast) -> None:
    limit(cast)
    visit = for_cause(cast, State.RECORDED)
    firm, today = visit.object, timezone.localdate()
    PastVisit.objects.create(
        bureau=cast.city, object=firm, date=today, origin="RANDOM", result="合格", document="旧1号"
    )
    PastOrder.objects.create(
        bureau=cast.city, object=firm, number="旧令1", date=today, due=today, problem="通道堵塞"
    )
    text = dossier_text(cast.clerk, firm)
    for said in ("旧1号", "旧令1", "通道堵塞", "not proven"):
        assert said in text


def test_the_own_bureau_alone(cast: Cast) -> None:
    firm = for_cause(cast).object
    publish_now(cast.clerk, Kind.OBJECTS)
    assert "Published" in dossier_text(cast.auditor, firm)
    address = reverse("desk:dossier", args=[firm.object_id])
    assert browser(cast.stranger).get(address).status_code == 404
    assert browser(cast.hall).get(address).status_code == 403
    assert Client().get(address).status_code == 302


def test_it_is_found_by_name_and_from_the_object(cast: Cast) -> None:
    firm = for_cause(cast).object
    client = browser(cast.officer)
    found = client.get(reverse("desk:dossiers"), {"q": firm.name[:6]}).content.decode()
    address = reverse("desk:dossier", args=[firm.object_id])
    assert address in found
    assert "No enterprise" in client.get(reverse("desk:dossiers"), {"q": "查无此"}).content.decode()
    assert client.get(reverse("desk:dossiers"), {"q": "\0"}).status_code == 200
    page = client.get(reverse("registers:object", args=[firm.pk])).content.decode()
    assert address in page


def test_the_turn_of_the_year_asks_for_an_edition(cast: Cast, monkeypatch: Any) -> None:
    for_cause(cast)
    real = timezone.localdate()
    for day, due in (
        (real.replace(month=12, day=3), (12, 31)),
        (real.replace(month=1, day=9), (1, 31)),
    ):
        monkeypatch.setattr(timezone, "localdate", lambda *_args, day=day: day)
        waiting = [one for one in duties_of(cast.clerk) if one.url == reverse("registers:editions")]
        assert [(one.due.month, one.due.day) for one in waiting] == [due]
    monkeypatch.setattr(timezone, "localdate", lambda *_: real.replace(month=6, day=9))
    assert not [one for one in duties_of(cast.clerk) if one.url == reverse("registers:editions")]
