"""What `@operation` promises: one transaction, one entry, an actor."""

import pytest
from django.db import DatabaseError

from tests.cast import Cast
from yaohao.ground.accounts.models import Section, User
from yaohao.ground.audit import operations
from yaohao.ground.audit.models import Entry
from yaohao.ground.audit.operations import TrailError, operation, record
from yaohao.ground.audit.queries import first_break, of_subject
from yaohao.ground.audit.rows import rows_digest
from yaohao.ground.audit.rules import Actor


@operation("test.section.add", article="3")
def add_section(*, by: Actor, cast: Cast, entries: int = 1) -> Section:
    """A business row and as many entries as asked."""
    row = Section.objects.create(bureau=cast.city, code="new", name="新科")
    for _entry in range(entries):
        record(by=by, subject="test.section:new", changed=[row], detail={"b": 1, "a": "二"})
    return row


def added() -> bool:
    """Whether the business row is there."""
    return Section.objects.filter(code="new").exists()


def test_one_act_leaves_one_entry(cast: Cast) -> None:
    row = add_section(by=cast.clerk, cast=cast)
    entry = of_subject("test.section:new").get()
    assert (entry.action, entry.article, entry.outcome) == ("test.section.add", "3", "done")
    assert (entry.actor_id, entry.actor_name, entry.bureau) == ("clerk", "法小规", "140700")
    assert entry.detail == '{"a":"二","b":1}'
    assert entry.rows_digest == rows_digest([row])


@pytest.mark.parametrize("entries", [0, 2])
def test_a_forgotten_or_second_entry_is_an_error_and_nothing_stays(
    cast: Cast, entries: int
) -> None:
    with pytest.raises(TrailError, match=f"{entries} entries, not one"):
        add_section(by=cast.clerk, cast=cast, entries=entries)
    assert not added()
    assert not Entry.objects.exists()


def test_a_failed_entry_takes_the_business_row_back(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_kwargs: object) -> str:
        raise DatabaseError("disk full")

    monkeypatch.setattr(operations, "digest", fail)
    with pytest.raises(DatabaseError, match="disk full"):
        add_section(by=cast.clerk, cast=cast)
    assert not added()
    assert first_break() is None


def test_an_operation_without_an_actor_is_refused(cast: Cast) -> None:
    with pytest.raises(TrailError, match="by="):
        add_section(cast=cast)  # type: ignore[call-arg]


def test_an_entry_outside_an_operation_is_refused(cast: Cast) -> None:
    with pytest.raises(TrailError, match="@operation"):
        record(by=cast.clerk, subject="test:x")


def test_an_operation_inside_another_keeps_its_own_entry(cast: Cast) -> None:
    @operation("test.outer.run")
    def outer(*, by: User) -> None:
        add_section(by=by, cast=cast)
        record(by=by, subject="test:outer")

    outer(by=cast.clerk)
    actions = list(Entry.objects.order_by("index").values_list("action", flat=True))
    assert actions == ["test.section.add", "test.outer.run"]


def test_every_field_of_a_row_counts_in_the_digest(cast: Cast) -> None:
    row = Section(bureau=cast.city, code="a", name="一")
    before = rows_digest([row])
    row.name = "二"
    assert rows_digest([row]) != before
    assert rows_digest([row, row]) != rows_digest([row])
