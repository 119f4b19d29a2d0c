"""Results, circulars and penalties on the portal, and the page of an enterprise."""

from typing import Any

from django.test import Client

from tests.cast import Cast
from tests.factories.credit import decided, reported
from tests.factories.inspection import carry, drawn, task
from tests.factories.publication import publish_now
from yaohao.stages.followup import operations as followup
from yaohao.stages.inspection.rules import State
from yaohao.stages.publication.rules import Kind


def test_an_enterprise_is_found_with_its_result_in_two_clicks(
    cast: Cast, stranger: Client, settings: Any
) -> None:
    visit = carry(cast, drawn(task(cast, settings=settings)), State.REPORTED, fail=True)
    publish_now(cast.clerk, Kind.OBJECTS)
    publish_now(cast.clerk, Kind.RESULTS, visit.made_at.year)
    address = f"/enterprises/{visit.object.object_id}/"
    assert address in stranger.get("/", {"q": visit.object.name}).content.decode()
    text = stranger.get(address).content.decode()
    assert "发现问题已责令改正" in text
    assert "整改中" in text
    assert visit.object.phone not in text or not visit.object.phone


def test_an_enterprise_nobody_published_is_not_found(cast: Cast, stranger: Client) -> None:
    visit = reported(cast)
    assert stranger.get(f"/enterprises/{visit.object.object_id}/").status_code == 404


def test_versions_and_what_they_correct_stay_readable(cast: Cast, stranger: Client) -> None:
    visit = reported(cast, fail=True)
    case = decided(cast, visit)
    publish_now(cast.clerk, Kind.PENALTIES, 2026)
    type(case).objects.filter(pk=case.pk).update(penalty="罚款人民币壹万元")
    publish_now(cast.clerk, Kind.PENALTIES, 2026, note="更正罚款金额")
    text = stranger.get("/penalties/", follow=True).content.decode()
    assert "罚款人民币壹万元" in text
    assert "更正罚款金额" in text


def test_nothing_public_yet_is_said_so(cast: Cast, stranger: Client) -> None:
    for address in ("/results/", "/circulars/", "/penalties/"):
        assert "Nothing is published here yet." in stranger.get(address).content.decode()


def test_a_circular_is_read_as_a_text(cast: Cast, stranger: Client, settings: Any) -> None:
    walk = task(cast, settings=settings)
    visit = carry(cast, drawn(walk), State.REPORTED, fail=True)
    circular = followup.draft_circular(by=cast.clerk, number=walk.number)
    followup.submit_circular(by=cast.clerk, pk=circular.pk)
    followup.issue_circular(by=cast.deputy, pk=circular.pk)
    publish_now(cast.clerk, Kind.CIRCULARS, visit.made_at.year)
    text = stranger.get("/circulars/", follow=True).content.decode()
    assert "<article" in text
    assert "安全培训记录缺失" in text
    assert "<table" not in text
    assert visit.object.name not in text
