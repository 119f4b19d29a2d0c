"""Publishing and withdrawing: versions, the log, and who may."""

import hashlib
import json

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from fairdraw.entries import parse

from tests.cast import Cast
from tests.factories.planning import YEAR, filed_line, plan_objects
from tests.factories.publication import propose_now, publish_now
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.queries import of_subject
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.ledger.models import Entry
from yaohao.stages.publication import operations, queries
from yaohao.stages.publication.models import Snapshot
from yaohao.stages.publication.rules import Kind


def test_a_publication_is_a_version_with_its_entry_in_the_log(cast: Cast) -> None:
    plan_objects(cast.city, 3)
    snapshot = publish_now(cast.clerk, Kind.OBJECTS)
    assert (snapshot.version, snapshot.rows) == (1, 3)
    assert hashlib.sha256(snapshot.data.encode()).hexdigest() == snapshot.digest
    entry = parse(bytes(Entry.objects.get(index=snapshot.entry).raw))
    assert entry.kind == "publish"
    assert dict(entry.fields) == {
        "time": entry.get("time"),
        "kind": "objects",
        "bureau": "140700",
        "version": "1",
        "digest": snapshot.digest,
    }
    actions = {entry.action for entry in of_subject(snapshot.subject)}
    assert actions == {"publication.proposal.propose", "publication.proposal.approve"}


def test_the_registers_move_on_and_the_version_stays(cast: Cast) -> None:
    plan_objects(cast.city, 3)
    first = publish_now(cast.clerk, Kind.OBJECTS)
    plan_objects(cast.city, 1)
    shown = queries.latest(Kind.OBJECTS, "140700")
    assert shown == first
    assert len(queries.rows(first)) == 3
    second = publish_now(cast.clerk, Kind.OBJECTS)
    assert second.version == 2
    assert queries.latest(Kind.OBJECTS, "140700") == second
    assert len(queries.rows(first)) == 3


def test_a_double_click_publishes_once(cast: Cast) -> None:
    plan_objects(cast.city, 1)
    publish_now(cast.clerk, Kind.OBJECTS)
    with pytest.raises(Refused, match=r"already|已"):
        publish_now(cast.other_clerk, Kind.OBJECTS)
    assert Snapshot.objects.count() == Entry.objects.count() == 1


def test_what_changed_since_the_preview_is_not_published_unseen(cast: Cast) -> None:
    seen = queries.candidate(Kind.OBJECTS, cast.city)
    plan_objects(cast.city, 1)
    with pytest.raises(Refused):
        operations.propose(by=cast.clerk, kind=Kind.OBJECTS, digest=seen.digest)
    assert not Snapshot.objects.exists()


def test_the_plan_is_published_by_year_and_without_drafts(cast: Cast) -> None:
    filed_line(cast.city, title="危化品专项")
    snapshot = publish_now(cast.clerk, Kind.PLAN, YEAR)
    assert [row["title"] for row in json.loads(snapshot.data)] == ["危化品专项"]
    assert queries.public_years(Kind.PLAN, "140700") == [YEAR]
    raw = Entry.objects.get(index=snapshot.entry).raw
    assert f"kind plan {YEAR}\n".encode() in bytes(raw)


@pytest.mark.parametrize("who", ["director", "officer", "auditor", "witness"])
def test_only_a_clerk_proposes(cast: Cast, who: str) -> None:
    person = getattr(cast, who)
    assert not person.holds(Role.CLERK)
    with pytest.raises(Refused):
        publish_now(person, Kind.ITEMS)


def test_each_bureau_counts_its_own_versions(cast: Cast) -> None:
    publish_now(cast.clerk, Kind.ITEMS)
    assert publish_now(cast.stranger, Kind.ITEMS).version == 1
    assert [bureau.code for bureau in queries.bureaus()] == ["140700", "140703"]


def test_a_withdrawn_table_is_not_shown_and_says_why(cast: Cast) -> None:
    snapshot = publish_now(cast.clerk, Kind.OFFICERS)
    operations.withdraw(by=cast.clerk, pk=snapshot.pk, reason="  证号有误\n待更正 ")
    assert queries.latest(Kind.OFFICERS, "140700") is None
    gone = queries.gone(Kind.OFFICERS, "140700")
    assert gone is not None
    assert gone.reason == "证号有误 待更正"
    entry = parse(bytes(Entry.objects.get(index=gone.entry).raw))
    assert (entry.kind, entry.get("reason")) == ("withdraw", "证号有误 待更正")


def test_an_older_version_does_not_come_back_by_itself(cast: Cast) -> None:
    plan_objects(cast.city, 1)
    publish_now(cast.clerk, Kind.OBJECTS)
    plan_objects(cast.city, 1)
    second = publish_now(cast.clerk, Kind.OBJECTS)
    operations.withdraw(by=cast.clerk, pk=second.pk, reason="有误")
    assert queries.latest(Kind.OBJECTS, "140700") is None


def test_the_same_table_may_be_published_again_after_a_withdrawal(cast: Cast) -> None:
    snapshot = publish_now(cast.clerk, Kind.ITEMS)
    operations.withdraw(by=cast.clerk, pk=snapshot.pk, reason="误发布")
    assert publish_now(cast.clerk, Kind.ITEMS).version == 2


@pytest.mark.parametrize("reason", ["", "  ", "\x00"])
def test_a_withdrawal_has_a_reason(cast: Cast, reason: str) -> None:
    snapshot = publish_now(cast.clerk, Kind.ITEMS)
    with pytest.raises(Refused):
        operations.withdraw(by=cast.clerk, pk=snapshot.pk, reason=reason)


def test_a_withdrawal_happens_once(cast: Cast) -> None:
    snapshot = publish_now(cast.clerk, Kind.ITEMS)
    operations.withdraw(by=cast.clerk, pk=snapshot.pk, reason="误")
    with pytest.raises(Refused):
        operations.withdraw(by=cast.clerk, pk=snapshot.pk, reason="误")


def test_another_bureau_withdraws_nothing(cast: Cast) -> None:
    snapshot = publish_now(cast.clerk, Kind.ITEMS)
    with pytest.raises(Snapshot.DoesNotExist):
        operations.withdraw(by=cast.stranger, pk=snapshot.pk, reason="误")


@pytest.mark.parametrize(("kind", "year"), [("objects", 2026), ("plan", 0), ("draws", 0)])
def test_the_database_refuses_a_table_that_does_not_exist(cast: Cast, kind: str, year: int) -> None:
    snapshot = publish_now(cast.clerk, Kind.ITEMS)
    copy = Snapshot.objects.get(pk=snapshot.pk)
    copy.pk, copy.entry, copy.proposal = None, 999, propose_now(cast.clerk, Kind.OFFICERS)
    copy.kind, copy.year = kind, year
    with pytest.raises(IntegrityError):
        copy.save(force_insert=True)


def test_no_version_without_its_approval_and_none_is_changed(cast: Cast) -> None:
    snapshot = publish_now(cast.clerk, Kind.ITEMS)
    with pytest.raises(DatabaseError), transaction.atomic():
        Snapshot.objects.filter(pk=snapshot.pk).update(data="[]")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Snapshot.objects.filter(pk=snapshot.pk)._raw_delete(using="default")
    copy = Snapshot.objects.get(pk=snapshot.pk)
    copy.pk, copy.version, copy.entry = None, 2, 999
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)  # the same approval twice
    copy.proposal_id = None  # type: ignore[assignment]
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)
