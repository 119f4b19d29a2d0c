"""The trail names the place where somebody wrote past it."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.conftest import unguarded
from yaohao.ground.audit.models import Entry, Tail
from yaohao.ground.audit.operations import note
from yaohao.ground.audit.queries import first_break
from yaohao.ground.audit.rows import chained
from yaohao.ground.audit.rules import SYSTEM, digest


def write(count: int) -> None:
    """A trail of `count` entries."""
    for number in range(count):
        note(by=SYSTEM, action="test.note.write", subject=f"test:{number}")


def edit() -> None:
    Entry.objects.filter(index=2).update(subject="test:other")


def edit_consistently() -> None:
    entry = Entry.objects.get(index=2)
    entry.subject = "test:other"
    Entry.objects.filter(index=2).update(subject="test:other", digest=digest(chained(entry)))


def remove() -> None:
    Entry.objects.filter(index=2).delete()


def remove_last() -> None:
    Entry.objects.filter(index=4).delete()


def insert_at_the_end() -> None:
    last = Entry.objects.get(index=4)
    last.index, last.previous, last.subject = 5, last.digest, "test:false"
    last.digest = digest(chained(last))
    last.save(force_insert=True)


def swap_two() -> None:
    first, second = Entry.objects.get(index=1), Entry.objects.get(index=2)
    Entry.objects.filter(index=1).delete()
    Entry.objects.filter(index=2).update(index=1)
    first.index = second.index
    first.save(force_insert=True)


def forget_the_tail() -> None:
    Tail.objects.all().delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("deed", "place"),
    [
        (edit, 2),
        (edit_consistently, 3),
        (remove, 2),
        (remove_last, 4),
        (insert_at_the_end, 6),
        (swap_two, 1),
        (forget_the_tail, 5),
    ],
)
def test_a_deed_by_hand_is_named_with_its_place(deed: Callable[[], None], place: int) -> None:
    write(5)
    assert first_break() is None
    with unguarded():
        deed()
    broken = first_break()
    assert broken is not None
    assert broken.index == place
    assert broken.why


@pytest.mark.django_db
@pytest.mark.parametrize("deed", [edit, remove])
def test_the_database_itself_refuses(deed: Callable[[], None]) -> None:
    write(5)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        deed()
    assert first_break() is None


@pytest.mark.django_db
def test_the_time_of_an_entry_is_part_of_its_digest() -> None:
    write(1)
    entry = Entry.objects.get(index=0)
    entry.at = timezone.now()
    assert digest(chained(entry)) != entry.digest
