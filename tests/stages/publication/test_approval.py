"""Four eyes, corrections and closed fields."""

from typing import Any

import pytest
from django.db import IntegrityError

from tests.cast import Cast
from tests.factories.credit import decided, reported
from tests.factories.inspection import carry, drawn, task
from tests.factories.planning import plan_objects
from tests.factories.publication import propose_now, publish_now
from yaohao.ground.accounts.models import Grant
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.documents.queries import papers
from yaohao.stages.followup import operations as followup
from yaohao.stages.inspection.rules import State
from yaohao.stages.publication import operations, queries
from yaohao.stages.publication.models import Proposal, Snapshot
from yaohao.stages.publication.papers import subject_of
from yaohao.stages.publication.rules import Kind, Secret

YEAR = 2026


def test_nobody_approves_what_he_proposed(cast: Cast) -> None:
    Grant.objects.create(user=cast.director, role=Role.CLERK.value)
    cast.director.__dict__.pop("roles", None)
    proposal = propose_now(cast.director, Kind.ITEMS)
    with pytest.raises(Refused, match=r"本人|yourself"):
        operations.approve(by=cast.director, pk=proposal.pk, digest=proposal.digest)
    with pytest.raises(IntegrityError):
        Proposal.objects.filter(pk=proposal.pk).update(decided_by=cast.director)


@pytest.mark.parametrize("who", ["clerk", "other_clerk", "officer", "auditor", "hall"])
def test_only_heads_approve(cast: Cast, who: str) -> None:
    proposal = propose_now(cast.clerk, Kind.ITEMS)
    with pytest.raises(Refused):
        operations.approve(by=getattr(cast, who), pk=proposal.pk, digest=proposal.digest)
    assert not Snapshot.objects.exists()


def test_a_head_of_another_bureau_finds_nothing(cast: Cast) -> None:
    proposal = propose_now(cast.clerk, Kind.ITEMS)
    Grant.objects.create(user=cast.stranger, role=Role.DIRECTOR.value)
    with pytest.raises(Proposal.DoesNotExist):
        operations.approve(by=cast.stranger, pk=proposal.pk, digest=proposal.digest)


def test_what_was_returned_or_taken_back_is_never_published(cast: Cast) -> None:
    first = propose_now(cast.clerk, Kind.ITEMS)
    operations.return_proposal(by=cast.deputy, pk=first.pk, reason="依据待核")
    second = propose_now(cast.clerk, Kind.ITEMS)
    operations.take_back(by=cast.other_clerk, pk=second.pk)
    for proposal in (first, second):
        with pytest.raises(Refused):
            operations.approve(by=cast.director, pk=proposal.pk, digest=proposal.digest)


def test_results_of_drawn_visits_become_public_with_their_paper(cast: Cast, settings: Any) -> None:
    walk = task(cast, settings=settings)
    visit = drawn(walk)
    assert queries.candidate(Kind.RESULTS, cast.city, YEAR).rows == ()
    carry(cast, visit, State.REPORTED, fail=True)
    cause = reported(cast)
    year = visit.made_at.year

    snapshot = publish_now(cast.clerk, Kind.RESULTS, year)

    (row,) = queries.rows(snapshot)
    assert (row["number"], row["name"]) == (visit.number, visit.object.name)
    assert row["rectification"] == "整改中"
    assert cause.number not in snapshot.data
    assert papers(subject_of(walk.number)).get().data["rows"][0]["name"] == visit.object.name


def test_a_penalty_annulled_meanwhile_is_not_published(cast: Cast) -> None:
    case = decided(cast, reported(cast, fail=True))
    proposal = propose_now(cast.clerk, Kind.PENALTIES, YEAR)
    followup.annul(by=cast.director, pk=case.pk, reason="复议撤销")
    with pytest.raises(Refused, match=r"changed|变化"):
        operations.approve(by=cast.director, pk=proposal.pk, digest=proposal.digest)


def test_a_correction_says_publicly_what_it_corrects(cast: Cast) -> None:
    case = decided(cast, reported(cast, fail=True))
    publish_now(cast.clerk, Kind.PENALTIES, YEAR)
    followup.annul(by=cast.director, pk=case.pk, reason="复议撤销")
    with pytest.raises(Refused, match=r"corrected|更正"):
        propose_now(cast.clerk, Kind.PENALTIES, YEAR)
    second = publish_now(cast.clerk, Kind.PENALTIES, YEAR, note="行政复议撤销原处罚决定")
    assert queries.rows(second) == ()
    assert second.proposal.note == "行政复议撤销原处罚决定"


def test_a_closed_field_stays_closed_in_every_later_version(cast: Cast) -> None:
    plan_objects(cast.city, 2, phone="13800000000")
    key = queries.candidate(Kind.OBJECTS, cast.city).rows[0]["object_id"]
    operations.redact(
        by=cast.clerk, kind=Kind.OBJECTS, year=0, key=key, field="name", secret=Secret.STATE,
        words="涉军企业",
    )  # fmt: skip
    first = publish_now(cast.clerk, Kind.OBJECTS)
    plan_objects(cast.city, 1)
    second = publish_now(cast.clerk, Kind.OBJECTS)
    for snapshot in (first, second):
        shown = {row["object_id"]: row["name"] for row in queries.rows(snapshot)}
        assert shown[key] == "【不公开：国家秘密】"
    assert "涉军企业" not in second.data


@pytest.mark.parametrize(("field", "words"), [("object_id", "x"), ("phone", "x"), ("name", " ")])
def test_what_cannot_be_closed_is_refused(cast: Cast, field: str, words: str) -> None:
    plan_objects(cast.city, 1)
    key = queries.candidate(Kind.OBJECTS, cast.city).rows[0]["object_id"]
    with pytest.raises(Refused):
        operations.redact(
            by=cast.clerk, kind=Kind.OBJECTS, year=0, key=key, field=field, secret=Secret.TRADE,
            words=words,
        )  # fmt: skip
