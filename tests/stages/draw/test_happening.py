"""Void by the register alone, postponed by anything else, expired at the reveal."""

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from fairdraw.verify import verify

from tests.cast import Cast
from tests.factories.draw import Ceremony, ceremony
from yaohao.ground.accounts.models import User
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.operations import Refused, annul, open_at_door, postpone
from yaohao.stages.draw.queries.log import entries
from yaohao.stages.draw.queries.sealed import sealed_visits
from yaohao.stages.draw.rules import State
from yaohao.stages.planning.models import Visit
from yaohao.stages.registers.models import InspectionObject, Officer


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def run(cast: Cast, settings: LazySettings) -> Ceremony:
    settings.YAOHAO_DEMO = True  # reveals need not wait for the window
    told = ceremony(cast)
    told.to(State.OPENING)
    return told


def gone(run: Ceremony, position: int, exclusion: str = "CLOSED") -> None:
    InspectionObject.objects.filter(object_id=run.drawn_ids()[position]).update(
        exclusion=exclusion, ended_on=timezone.localdate()
    )


def mine(run: Ceremony) -> int:
    """An envelope of the cast's officer, who becomes whoever was drawn for its first place."""
    certificate = sealed_visits(run.draw)[0].team[0][1]
    Officer.objects.filter(user=run.cast.officer).update(user=None)
    Officer.objects.filter(certificate=certificate).update(user=run.cast.officer)
    return 0


def events(run: Ceremony) -> list[tuple[str, str]]:
    found = entries(run.draw, "event")
    return [(event.get("what"), event.get("cause").split(" ")[0]) for event in found]


def test_nobody_chooses_the_cause_of_a_void(run: Ceremony) -> None:
    with pytest.raises(Refused, match="名录"):
        annul(by=run.cast.clerk, number=run.number, position=0)
    gone(run, 0)
    annul(by=run.cast.clerk, number=run.number, position=0)
    assert events(run) == [("void", "CLOSED")]
    assert run.draw.openings.get(position=0, to="officers").void == "closed"
    assert Visit.objects.get(source=f"draw:{run.number}/0").state == "void"
    with pytest.raises(Refused, match="作废"):
        annul(by=run.cast.clerk, number=run.number, position=0)


def test_the_log_names_the_envelope_and_never_the_enterprise(run: Ceremony) -> None:
    gone(run, 1, "MOVED")
    annul(by=run.cast.clerk, number=run.number, position=1)
    (event,) = entries(run.draw, "event")
    assert event.get("position") == "1"
    assert run.drawn_ids()[1] not in event.raw.decode()


def test_an_enterprise_that_is_only_absent_is_postponed_and_stays_drawn(run: Ceremony) -> None:
    with pytest.raises(Refused):
        postpone(by=run.cast.clerk, number=run.number, position=0, cause=" ")
    place = mine(run)
    postpone(by=run.cast.clerk, number=run.number, position=place, cause="停产检修")
    assert events(run) == [("postponed", "OBSTACLE")]
    open_at_door(by=run.cast.officer, number=run.number, position=place)
    with pytest.raises(Refused, match="开始"):
        postpone(by=run.cast.clerk, number=run.number, position=place, cause="停产检修")


def test_what_no_enterprise_saw_expires_before_the_names_are_out(run: Ceremony) -> None:
    open_at_door(by=run.cast.officer, number=run.number, position=mine(run))
    run.reveal()
    expired = [event for event in events(run) if event == ("void", "EXPIRED")]
    assert len(expired) == len(run.drawn_ids()) - 1
    report = verify(read_file(run.draw.record_file or ""))
    assert report.outcome == "proved"
    assert "unopened-visits" not in {note.code for note in report.notes}


def test_the_page_of_the_envelopes_holds_numbers_and_no_names(run: Ceremony) -> None:
    clerk = signed_in(run.cast.clerk)
    page = clerk.get(reverse("draw:envelopes", args=[run.number])).content.decode()
    assert not [name for name in run.drawn_ids() if name in page]
    names = InspectionObject.objects.values_list("name", flat=True)
    assert not [name for name in names if name in page]
    address = reverse("draw:postpone", args=[run.number, 1, 0])
    assert clerk.post(address, {"cause": ""}).status_code == 422
    assert clerk.post(address, {"cause": "停产检修"}).status_code == 302
    assert "停产检修" in clerk.get(reverse("draw:envelopes", args=[run.number])).content.decode()
    gone(run, 1)
    assert clerk.post(reverse("draw:annul", args=[run.number, 1, 1])).status_code == 302
    assert events(run)[-1] == ("void", "CLOSED")
