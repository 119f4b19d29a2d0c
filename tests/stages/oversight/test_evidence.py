"""A draw at a glance, and the evidence to take along: all that may be read, nothing sealed."""

import csv
import hashlib
import io
import json
import zipfile

import pytest
from django.conf import LazySettings
from django.urls import reverse
from fairdraw.verify import verify

from tests.cast import Cast
from tests.factories.draw import Ceremony, ready
from tests.stages.registers.browsers import browser
from yaohao.ground.audit.models import Entry
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.operations import abort, ask_abort, ask_substitute, read_visits
from yaohao.stages.draw.queries.sealed import sealed_visits
from yaohao.stages.draw.rules import State
from yaohao.stages.oversight.operations import Refused, take_evidence
from yaohao.stages.oversight.queries.exceptions import exceptions
from yaohao.stages.oversight.queries.marks import marks
from yaohao.stages.oversight.rules.exceptions import Code
from yaohao.stages.registers.models import InspectionObject, Officer


@pytest.fixture
def walk(cast: Cast, settings: LazySettings) -> Ceremony:
    settings.YAOHAO_DEMO = True  # reveals need not wait for the window
    return Ceremony(cast=cast, line=ready(cast, officers=6))


def told(draw: Draw, cast: Cast) -> dict[str, tuple[int, str]]:
    return {one.code: (one.count, one.detail) for one in marks(draw, cast.auditor)}


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_what_was_tried_left_out_and_exchanged(walk: Ceremony) -> None:
    draw, cast = walk.to(State.OPENING), walk.cast
    ask_substitute(by=cast.clerk, number=draw.number, position=0, role="second", cause="ILL")
    found = told(draw, cast)
    assert found["attempts"] == (1, draw.number)
    assert found["excluded"] == (0, "")
    count, cause = found["substituted"]
    assert count == 1
    assert cause
    assert "ILL" not in cause  # the words of the log, not its codes
    assert Code.OFFICER_SUBSTITUTED in [
        one.code for one in exceptions(cast.auditor, draw.line.window_end)
    ]


def test_an_officers_reading_is_for_the_auditor_until_the_reveal(walk: Ceremony) -> None:
    draw, cast = walk.to(State.OPENING), walk.cast
    Officer.objects.filter(user=cast.officer).update(user=None)
    drawn = dict(sealed_visits(draw)[0].team)["lead"]
    Officer.objects.filter(certificate=drawn).update(user=cast.officer)
    read_visits(by=cast.officer)
    name = cast.officer.full_name
    assert told(draw, cast)["read"] == (1, f"{name} 1")
    for person in (cast.clerk, cast.director):
        assert [one.detail for one in marks(draw, person) if one.code == "read"] == [""]
    members = unpacked(take_evidence(by=cast.director, number=draw.number))
    assert name.encode() not in members["marks.csv"]
    walk.to(State.REVEALED)
    (after,) = [one for one in marks(walk.draw, cast.clerk) if one.code == "read"]
    assert f"{name} 1" in after.detail


def test_a_draw_that_was_broken_off_and_drawn_again(walk: Ceremony) -> None:
    draw, cast = walk.to(State.FROZEN), walk.cast
    ask_abort(by=cast.clerk, number=draw.number, cause="设备故障")
    abort(by=cast.director, number=draw.number)
    found = told(Draw.objects.get(), cast)
    assert found["aborted"] == (1, "设备故障")
    codes = [one.code for one in exceptions(cast.auditor, draw.line.window_end)]
    assert Code.DRAW_ABORTED in codes
    assert Code.DRAW_REPEATED not in codes
    Draw.objects.update(attempt=2)
    assert Code.DRAW_REPEATED in [
        one.code for one in exceptions(cast.auditor, draw.line.window_end)
    ]


def test_before_the_reveal_the_evidence_names_nobody(walk: Ceremony) -> None:
    draw, cast = walk.to(State.DRAWN), walk.cast
    members = unpacked(take_evidence(by=cast.auditor, number=draw.number))
    assert sorted(members) == [
        "entries.txt", "fairdraw.pyz", "manifest.json", "marks.csv", "trail.csv",
    ]  # fmt: skip
    drawn = {visit.id for visit in sealed_visits(draw)}
    names = InspectionObject.objects.filter(object_id__in=drawn).values_list("name", flat=True)
    plain = b"".join(content for name, content in members.items() if name != "fairdraw.pyz")
    assert drawn
    assert not [text for text in (*drawn, *names) if text.encode() in plain]


def test_after_the_reveal_the_evidence_verifies_by_itself(walk: Ceremony) -> None:
    draw, cast = walk.to(State.REVEALED), walk.cast
    content = take_evidence(by=cast.auditor, number=draw.number)
    members = unpacked(content)
    manifest = json.loads(members.pop("manifest.json"))
    assert manifest["files"] == {
        name: hashlib.sha256(member).hexdigest() for name, member in members.items()
    }
    assert verify(members["record.zip"]).fault is None
    rows = list(csv.DictReader(io.StringIO(members["trail.csv"].decode("utf-8-sig"))))
    assert len(rows) > 8
    entry = Entry.objects.get(action="oversight.evidence.take")
    assert hashlib.sha256(content).hexdigest() in entry.detail


def test_nothing_is_taken_before_the_announcement(walk: Ceremony) -> None:
    draw = walk.to(State.PREPARED)
    with pytest.raises(Refused):
        take_evidence(by=walk.cast.auditor, number=draw.number)
    page = browser(walk.cast.auditor).get(reverse("oversight:task", args=[draw.number]))
    assert "Evidence (zip)" not in page.content.decode()


def test_the_page_shows_the_marks_and_gives_the_file(walk: Ceremony) -> None:
    draw, cast = walk.to(State.DRAWN), walk.cast
    client = browser(cast.auditor)
    text = client.get(reverse("oversight:task", args=[draw.number])).content.decode()
    assert "Attempts of this line" in text
    assert "Left out, with a public reason" in text
    response = client.post(reverse("oversight:evidence", args=[draw.number]))
    assert response["Content-Disposition"] == f'attachment; filename="{draw.number}-evidence.zip"'
    assert "manifest.json" in unpacked(response.content)
    address = reverse("oversight:evidence", args=[draw.number])
    assert browser(cast.clerk).post(address).status_code == 403
    assert browser(cast.stranger).post(address).status_code in (403, 404)
