"""A line that the officers cannot carry is said so while it is written, and needs a reason."""

from datetime import date

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.factories.planning import YEAR, draft_line, plan_objects
from tests.factories.registers import make_officer
from tests.stages.registers.browsers import browser
from yaohao.ground.audit.models import Entry
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.operations import Refused, submit_line
from yaohao.stages.planning.rules import LineState

TOLD = "the plan asks for"
WHY = "五月起增加两名执法人员"


@pytest.fixture
def line(cast: Cast) -> Line:
    """Fifty visits, and two officers who make two each."""
    plan_objects(cast.city, 100)
    for _ in range(2):
        make_officer(cast.city)
    return draft_line(cast.city, by=cast.clerk, cap=2)


def test_it_is_refused_without_a_reason_and_the_reason_stands_in_the_trail(
    cast: Cast, line: Line
) -> None:
    for nothing in ("", "   "):
        with pytest.raises(Refused, match="50"):
            submit_line(by=cast.clerk, pk=line.pk, reason=nothing)
    assert Line.objects.get().state == LineState.DRAFT.value
    submit_line(by=cast.clerk, pk=line.pk, reason=f" {WHY} ")
    assert Line.objects.get().state != LineState.DRAFT.value
    assert Entry.objects.get(action="planning.line.submit").reason == WHY


def test_what_can_be_carried_needs_none_and_keeps_none(cast: Cast) -> None:
    plan_objects(cast.city, 4)
    for _ in range(2):
        make_officer(cast.city)
    fits = draft_line(cast.city, by=cast.clerk, cap=2)
    submit_line(by=cast.clerk, pk=fits.pk, reason=WHY)
    assert Entry.objects.get(action="planning.line.submit").reason == ""


def test_of_no_officers_nothing_is_known_yet(cast: Cast) -> None:
    plan_objects(cast.city, 10)
    submit_line(by=cast.clerk, pk=draft_line(cast.city, by=cast.clerk).pk)


def test_the_page_asks_for_the_reason(cast: Cast, line: Line) -> None:
    client, at = browser(cast.clerk), reverse("planning:line", args=[line.pk])
    assert "Why it is handed in all the same" in client.get(at).content.decode()
    address = reverse("planning:submit", args=[line.pk])
    assert TOLD in client.post(address, {"reason": ""}, follow=True).content.decode()
    assert Line.objects.get().state == LineState.DRAFT.value
    client.post(address, {"reason": WHY})
    assert Line.objects.get().state != LineState.DRAFT.value
    assert WHY in client.get(at).content.decode()
    assert WHY in browser(cast.director).get(at).content.decode()


def test_the_form_says_it_while_it_is_written(cast: Cast, line: Line) -> None:
    client, address = browser(cast.clerk), reverse("planning:preview", args=[YEAR])
    typed = {
        "stratify_by": "none", "share-ALL": "50", "unit-ALL": "ratio", "team": "2", "cap": "2",
        "window_start": date(YEAR, 3, 1).isoformat(), "window_end": date(YEAR, 6, 1).isoformat(),
    }  # fmt: skip
    assert TOLD in client.get(address, typed).content.decode()
    for other in ({"cap": "50"}, {"window_end": ""}, {"share-ALL": "1"}):
        assert TOLD not in client.get(address, typed | other).content.decode(), other
    assert TOLD in client.get(reverse("planning:line-edit", args=[line.pk])).content.decode()
