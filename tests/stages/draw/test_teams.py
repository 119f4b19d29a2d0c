"""After the opening: who may not go is named, with the way to a substitute (article 16)."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.draw import Ceremony, ceremony, exercise, officer, ready
from yaohao.ground.accounts.models import User
from yaohao.ground.audit.models import Entry
from yaohao.stages.draw.checking import check
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.operations import Refused, annul, check_teams, find_places, open_at_door
from yaohao.stages.draw.queries.sealed import sealed_tables, sealed_visits
from yaohao.stages.draw.rules import State, split
from yaohao.stages.registers.models import InspectionObject, Leave, Officer
from yaohao.stages.registers.rules.fitness import Lack

DAY = timedelta(days=1)


@pytest.fixture
def run(cast: Cast, settings: LazySettings) -> Ceremony:
    settings.YAOHAO_DEMO = True
    told = ceremony(cast, line=ready(cast, officers=6))
    told.to(State.OPENING)
    return told


def member(run: Ceremony, position: int = 0, role: str = "second") -> Officer:
    return Officer.objects.get(certificate=dict(sealed_visits(run.draw)[position].team)[role])


def leave(run: Ceremony, row: Officer, first: int, last: int) -> Leave:
    """A leave from so many days after the first day of the window to so many before its last."""
    start, end = run.line.window
    return Leave.objects.create(
        officer=row, first=start + first * DAY, last=end - last * DAY, by=run.cast.clerk
    )


def signed_in(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def test_only_who_may_ask_for_a_substitute_looks_into_teams(run: Ceremony) -> None:
    for stranger in (run.cast.officer, run.cast.witness, run.cast.auditor):
        with pytest.raises(Refused):
            check_teams(by=stranger, number=run.number)
    with pytest.raises(Draw.DoesNotExist):
        check_teams(by=run.cast.stranger, number=run.number)
    with pytest.raises(Officer.DoesNotExist):
        find_places(by=run.cast.stranger, officer=member(run).pk)


def test_nobody_is_named_while_everybody_may_go(run: Ceremony) -> None:
    assert check_teams(by=run.cast.clerk, number=run.number) == []


@pytest.mark.parametrize("lack", [Lack.LEFT, Lack.EXPIRED, Lack.LEAVE])
def test_who_cannot_go_is_named_with_envelope_and_place(run: Ceremony, lack: Lack) -> None:
    row = member(run)
    if lack is Lack.LEFT:
        Officer.objects.filter(pk=row.pk).update(active=False)
    elif lack is Lack.EXPIRED:
        last = min(timezone.localdate(), run.line.window_end) - DAY
        Officer.objects.filter(pk=row.pk).update(valid_to=last)
    else:
        leave(run, row, 0, 0)
    found = check_teams(by=run.cast.clerk, number=run.number)
    assert {seat.presence.officer for seat in found} == {row}
    assert {seat.presence.lack for seat in found} == {lack}
    assert ((1, 0), "second") in {(seat.place, seat.role) for seat in found}


def test_the_note_in_the_trail_names_envelopes_and_no_enterprise(run: Ceremony) -> None:
    Officer.objects.filter(pk=member(run).pk).update(active=False)
    check_teams(by=run.cast.clerk, number=run.number)
    entry = Entry.objects.filter(action="draw.team.check").latest("index")
    assert f"{run.number}/1.0 second" in entry.detail
    ids = [visit.id for visit in sealed_visits(run.draw)]
    assert not [name for name in ids if name in entry.detail]


def test_what_was_shown_or_is_void_is_asked_no_more(run: Ceremony) -> None:
    row = member(run)
    Officer.objects.filter(pk=row.pk).update(active=False)
    mine = [seat.place for seat in find_places(by=run.cast.clerk, officer=row.pk)]
    assert (1, 0) in mine
    firm = sealed_visits(run.draw)[0].id
    InspectionObject.objects.filter(object_id=firm).update(
        exclusion="CLOSED", ended_on=timezone.localdate()
    )
    annul(by=run.cast.clerk, number=run.number, position=0)
    left = [seat.place for seat in find_places(by=run.cast.clerk, officer=row.pk)]
    assert left == [place for place in mine if place != (1, 0)]
    position = left[0][1] if left else 1
    lead = member(run, position, "lead")
    Officer.objects.filter(user=run.cast.officer).update(user=None)
    Officer.objects.filter(pk=lead.pk).update(user=run.cast.officer)
    open_at_door(by=run.cast.officer, number=run.number, position=position)
    after = [seat.place for seat in find_places(by=run.cast.clerk, officer=row.pk)]
    assert (1, position) not in after


def test_the_page_names_the_officer_in_red_and_one_button_asks(run: Ceremony) -> None:
    row = member(run)
    Officer.objects.filter(pk=row.pk).update(active=False)
    address = reverse("draw:envelopes", args=[run.number])
    page = signed_in(run.cast.clerk).get(address).content.decode()
    assert row.name in page
    assert "out of service" in page
    assert "may not go any more" in page
    assert sealed_visits(run.draw)[0].id not in page
    assert row.name not in signed_in(run.cast.witness).get(address).content.decode()
    ask = reverse("draw:substitute", args=[run.number, 1, 0])
    signed_in(run.cast.clerk).post(ask, {"role": "second", "cause": "LEFT"})
    assert run.draw.substitutions.filter(round=1, position=0, role="second").count() == 1
    assert "A substitute was asked for." in signed_in(run.cast.clerk).get(address).content.decode()


def test_opening_leads_to_the_page_that_checks_again(cast: Cast) -> None:
    run = exercise(cast)
    run.to(State.DRAWN)
    row = member(run)
    Officer.objects.filter(pk=row.pk).update(active=False)
    address = reverse("draw:open", args=[run.number, 1])
    answer = signed_in(cast.clerk).post(address, {"opened": 0, "count": 99}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("draw:envelopes", args=[run.number])
    assert row.name in answer.content.decode()


def test_a_leave_of_the_whole_window_is_out_of_the_round_a_part_is_remarked(cast: Cast) -> None:
    line = ready(cast)
    away, partly = officer(cast.city, "全程休假"), officer(cast.city, "部分休假")
    first, last = line.window
    Leave.objects.create(officer=away, first=first, last=last, by=cast.clerk)
    Leave.objects.create(officer=partly, first=first, last=first + DAY, by=cast.clerk)
    seen = check(line)
    assert [(one.officer, one.lack) for one in seen.away] == [(away, Lack.LEAVE)]
    assert [one.officer for one in seen.partly] == [partly]
    assert away not in seen.officers
    assert partly in seen.officers
    page = signed_in(cast.clerk).get(reverse("draw:prepare", args=[line.pk])).content.decode()
    assert "全程休假" in page
    assert "部分休假" in page
    run = exercise(cast, line=line)
    run.to(State.BOUND)
    bound = b"".join(sealed_tables(run.draw).officers).decode()
    assert away.certificate not in bound
    assert partly.certificate in bound


def test_each_round_asks_of_its_own_window(cast: Cast) -> None:
    line = ready(cast, officers=6)
    rounds = split(line.window, line.cap, 2)
    ending = officer(cast.city, "半年到期", valid_to=rounds[0].end)
    seen = check(line, rounds)
    assert ending in seen.officers
    assert [(one.officer, one.rounds) for one in seen.away] == [(ending, (2,))]
    assert ending not in check(line).officers
