"""The time line of a task goes on to publication and credit."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.urls import reverse

from tests.cast import Cast
from tests.factories.draw import ceremony
from tests.factories.inspection import carry, drawn, task
from tests.factories.publication import publish_now
from tests.factories.registers import make_object
from tests.stages.registers.browsers import browser
from yaohao.ground.accounts.models import User
from yaohao.stages.credit import operations as credit
from yaohao.stages.draw.operations import read_visits, take_assignment
from yaohao.stages.draw.rules import State as Draws
from yaohao.stages.inspection.rules import State
from yaohao.stages.oversight.queries.timeline import timeline
from yaohao.stages.publication.rules import Kind
from yaohao.stages.registers.models import InspectionObject


@pytest.mark.django_db
def test_a_task_is_followed_to_the_credit_file(cast: Cast, settings: Any) -> None:
    walk = task(cast, settings=settings)
    visit = carry(cast, drawn(walk), State.REPORTED)
    valid = make_object(cast.city).credit_code
    InspectionObject.objects.filter(pk=visit.object.pk).update(credit_code=valid)
    publish_now(cast.clerk, Kind.RESULTS, visit.made_at.year)
    credit.collect(by=cast.clerk)
    credit.check(by=cast.clerk)
    credit.export(by=cast.clerk, receiver="national-results")

    acts = [moment.action for moment in timeline(walk.draw, cast.auditor)]

    order = [
        "draw.draw.announce",
        "inspection.inspection.begin",
        "inspection.report.close",
        "publication.proposal.propose",
        "publication.proposal.approve",
        "credit.batch.export",
    ]
    places = [acts.index(act) for act in order if act in acts]
    assert places == sorted(places)
    assert len(places) >= len(order) - 1  # the announcement's own word is the draw's
    assert {"publication.proposal.approve", "credit.batch.export"} <= set(acts)


def test_who_took_an_envelope_is_told_after_the_reveal(cast: Cast, settings: LazySettings) -> None:
    """Who took one is in its team: before the result is told only the auditor reads the name."""
    settings.YAOHAO_DEMO = True  # reveals need not wait for the window
    run = ceremony(cast)
    run.to(Draws.OPENING)
    mine = read_visits(by=cast.officer)[0]
    take_assignment(by=cast.officer, number=run.number, position=mine.position)

    def took(reader: User) -> str:
        acts = {one.action: one.actor for one in timeline(run.draw, reader)}
        return acts["draw.assignment.take"]

    def page(reader: User) -> str:
        return browser(reader).get(reverse("draw:draw", args=[run.number])).content.decode()

    assert took(cast.director) == "检查组执法人员"
    assert took(cast.auditor) == cast.officer.full_name
    assert cast.officer.full_name not in page(cast.clerk)
    assert cast.officer.full_name in page(cast.auditor)
    run.reveal()
    assert took(cast.director) == cast.officer.full_name
