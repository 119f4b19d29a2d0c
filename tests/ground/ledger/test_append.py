"""Appending to the public log: in order, without gap, once."""

from datetime import UTC, datetime
from itertools import pairwise
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction
from fairdraw.entries import build
from fairdraw.errors import Fault
from fairdraw.merkle import leaf, root

from yaohao.ground.ledger.models import Entry
from yaohao.ground.ledger.operations import append
from yaohao.ground.ledger.queries import Head, first_fault, head, head_at, prefix

NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def raw(text: str) -> bytes:
    """The bytes of an entry of a kind that the log merely keeps."""
    return build("note", [("text", text)]).raw


def add(text: str) -> Entry:
    """Append one entry."""
    return append(build=lambda _head: raw(text), at=NOW)


@pytest.mark.django_db
def test_the_head_of_an_empty_log() -> None:
    assert head() == Head(size=0, root=EMPTY)


@pytest.mark.django_db
def test_entries_stand_in_order_under_the_root_of_rfc_6962() -> None:
    texts = [f"n{number}" for number in range(7)]
    assert [add(text).index for text in texts] == list(range(7))
    assert head() == Head(7, root([leaf(raw(text)) for text in texts]).hex())
    assert list(prefix(3)) == [raw("n0"), raw("n1"), raw("n2")]
    assert head_at(3).root == root([leaf(raw(text)) for text in texts[:3]]).hex()


@pytest.mark.django_db
def test_the_builder_sees_the_log_before_its_entry() -> None:
    add("first")
    seen: list[Head] = []

    def builder(before: Head) -> bytes:
        seen.append(before)
        return raw("second")

    append(build=builder, at=NOW)
    assert seen == [head_at(1)]


@pytest.mark.django_db
def test_bytes_that_are_no_entry_leave_no_trace() -> None:
    with pytest.raises(Fault):
        append(build=lambda _head: b"no entry", at=NOW)
    assert head().size == 0
    assert add("next").index == 0


@pytest.mark.django_db
def test_the_same_bytes_do_not_enter_twice() -> None:
    add("once")
    with pytest.raises(IntegrityError), transaction.atomic():
        add("once")
    assert (head().size, first_fault()) == (1, None)
    assert add("other").index == 1


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_leave_no_gap_and_no_fork() -> None:
    threads, each = 4, 6
    start, failures = Barrier(threads), []

    def write(name: int) -> None:
        start.wait()
        try:
            for number in range(each):
                append(build=lambda before: raw(f"{name}-{number}-{before.size}"), at=NOW)  # noqa: B023  # called at once
        except Exception as error:  # noqa: BLE001  # told to the main thread
            failures.append(error)
        finally:
            connection.close()

    workers = [Thread(target=write, args=(name,)) for name in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert failures == []
    rows = list(Entry.objects.order_by("index"))
    assert [row.index for row in rows] == list(range(threads * each))
    # Each entry names the size of the log it was built on: its own place.
    assert all(bytes(row.raw).endswith(f"-{row.index}\n".encode()) for row in rows)
    assert all(before.frontier != after.frontier for before, after in pairwise(rows))
    assert first_fault() is None
