"""第二十条 随机抽查应当严格遵守……保密制度及相关要求。

Who is inspected stays sealed until the visit; then only those who go see it; every reading is
noted. (That no sealed token lies in any table, file or page is shown in
tests/stages/draw/test_canary.py.)
"""

from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.draw import WINDOW, Ceremony, ceremony, exercise
from yaohao.ground.accounts.models import User
from yaohao.ground.audit.models import Entry
from yaohao.stages.draw import gate
from yaohao.stages.draw.operations import Refused, read_visits
from yaohao.stages.draw.queries import StillSealed, result_rows, why
from yaohao.stages.draw.queries.sealed import certificate_of, sealed_visits
from yaohao.stages.draw.rules import State
from yaohao.stages.registers.models import InspectionObject


def at(monkeypatch: pytest.MonkeyPatch, day: datetime) -> None:
    """Set the bureau's clock."""
    monkeypatch.setattr(gate, "now", lambda: timezone.make_aware(day))


def seen_by(user: User, run: Ceremony) -> str:
    """Everything the draw's pages say to a person."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    addresses = [reverse("draw:draw", args=[run.number]), reverse("draw:draws")]
    return "".join(client.get(address).content.decode() for address in addresses)


def test_after_the_draw_nobody_sees_a_name_not_even_the_director(cast: Cast) -> None:
    run = exercise(cast)
    run.to(State.DRAWN)
    names = InspectionObject.objects.filter(object_id__in=run.drawn_ids())
    secret = {*run.drawn_ids(), *(row.name + "<" for row in names)}
    for user in (cast.clerk, cast.director, cast.deputy, cast.officer, cast.auditor):
        assert not [token for token in secret if token in seen_by(user, run)]


def test_it_stays_closed_until_the_hour_of_the_visits(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = ceremony(cast)
    at(monkeypatch, datetime.combine(WINDOW[0], time(7, 59)))
    run.to(State.DRAWN)
    with pytest.raises(Refused):
        run.open()
    assert read_visits(by=cast.officer) == []
    at(monkeypatch, datetime.combine(WINDOW[0], time(8)))
    run.open()


def test_then_only_those_who_go_see_where(cast: Cast) -> None:
    run = exercise(cast)
    run.to(State.OPENING)
    mine = certificate_of(cast.officer)
    for visit in read_visits(by=cast.officer):
        assert mine in {member.certificate for member in visit.team}
    expected = sum(mine in dict(visit.team).values() for visit in sealed_visits(run.draw))
    assert len(read_visits(by=cast.officer)) == expected
    assert read_visits(by=cast.director) == []


def test_every_reading_is_noted(cast: Cast) -> None:
    run = exercise(cast)
    run.to(State.OPENING)
    for _ in range(3):
        read_visits(by=cast.officer)
    notes = Entry.objects.filter(action="draw.assignment.read", actor_id=cast.officer.username)
    assert notes.count() == 3


def test_the_whole_result_is_told_after_the_last_day_only(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = ceremony(cast)
    at(monkeypatch, datetime.combine(WINDOW[1], time(23, 59)))
    run.to(State.OPENING)
    with pytest.raises(Refused):
        run.reveal()
    with pytest.raises(StillSealed):
        result_rows(run.number)
    at(monkeypatch, datetime.combine(WINDOW[1] + timedelta(days=1), time(0, 1)))
    run.reveal()
    assert len(result_rows(run.number)) == 6


def test_until_then_everybody_who_asks_gets_the_same_answer(cast: Cast) -> None:
    run = exercise(cast)
    run.to(State.OPENING)
    for object_id in InspectionObject.objects.values_list("object_id", flat=True):
        with pytest.raises(StillSealed):
            why(run.number, object_id)
