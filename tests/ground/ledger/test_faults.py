"""The log names the first entry that somebody wrote past."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from tests.conftest import unguarded
from tests.databases import ON_POSTGRESQL
from tests.ground.ledger.test_append import add, raw
from yaohao.ground.audit.operations import note
from yaohao.ground.audit.rules import SYSTEM
from yaohao.ground.ledger.models import Entry, Tail
from yaohao.ground.ledger.queries import first_fault


def edit() -> None:
    Entry.objects.filter(index=1).update(raw=raw("other"))


def rename() -> None:
    Entry.objects.filter(index=1).update(kind="seal")


def remove() -> None:
    Entry.objects.filter(index=1).delete()


def remove_last() -> None:
    Entry.objects.filter(index=2).delete()


def empty() -> None:
    Entry.objects.all().delete()
    Tail.objects.all().delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("deed", "place"), [(edit, 1), (rename, 1), (remove, 1), (remove_last, 2)])
def test_a_deed_by_hand_is_named_with_its_place(deed: Callable[[], None], place: int) -> None:
    for text in ("a", "b", "c"):
        add(text)
    assert first_fault() is None
    with unguarded():
        deed()
    assert first_fault() == place


@pytest.mark.django_db
@pytest.mark.parametrize("deed", [edit, remove, empty])
def test_the_database_itself_refuses(deed: Callable[[], None]) -> None:
    for text in ("a", "b", "c"):
        add(text)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        deed()
    assert first_fault() is None


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["audit_entry", "ledger_entry"])
def test_emptying_a_whole_table_is_refused(table: str) -> None:
    add("a")
    note(by=SYSTEM, action="test.note.write", subject="test:a")
    # PostgreSQL has a statement that row triggers do not see.
    statement = f"TRUNCATE {table}" if ON_POSTGRESQL else f"DELETE FROM {table}"
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
