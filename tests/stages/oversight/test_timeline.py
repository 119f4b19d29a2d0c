"""The time line of a task goes on to publication and credit."""

from typing import Any

import pytest

from tests.cast import Cast
from tests.factories.inspection import carry, drawn, task
from tests.factories.publication import publish_now
from tests.factories.registers import make_object
from yaohao.stages.credit import operations as credit
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
