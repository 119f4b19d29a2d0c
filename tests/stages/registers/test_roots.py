"""The register's root in the log: refusals, once a day, before a freeze, two at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from fairdraw.entries import parse as entry_of
from fairdraw.register import Lines, parse

from tests.cast import Cast, assemble
from tests.factories.registers import credit_code, make_object
from yaohao.config.timers import register_root
from yaohao.ground.audit.models import Entry
from yaohao.ground.audit.queries import first_break
from yaohao.ground.files.storage import FileDamagedError
from yaohao.ground.ledger.models import Entry as LogEntry
from yaohao.ground.ledger.queries import first_fault
from yaohao.stages.registers.files import keep_lines, lines_path, read_lines
from yaohao.stages.registers.models import InspectionObject, RegisterRoot, RootTail
from yaohao.stages.registers.operations import add_object, edit_object, end_object
from yaohao.stages.registers.queries import pool_rows
from yaohao.stages.registers.queries import roots as root_queries
from yaohao.stages.registers.queries.roots import lines_behind, lines_now, pairs_of
from yaohao.stages.registers.rooting import daily_root, root_for_freeze
from yaohao.stages.registers.rules.kinds import Exclusion
from yaohao.stages.registers.rules.pool_filter import PoolFilter
from yaohao.stages.registers.rules.root_lines import values_of


@pytest.fixture
def next_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Every call moves the calendar on by a day."""
    days = [timezone.localdate()]

    def pass_midnight() -> None:
        days[0] += timedelta(days=1)
        monkeypatch.setattr(timezone, "localdate", lambda *_: days[0])

    return pass_midnight


def logged() -> list[dict[str, str]]:
    """The register entries of the log."""
    raws = LogEntry.objects.filter(kind="register").order_by("index").values_list("raw", flat=True)
    return [dict(entry_of(bytes(raw)).fields) for raw in raws]


def add(cast: Cast, serial: int, **more: str) -> InspectionObject:
    values = {"name": f"企业{serial}", "credit_code": credit_code(serial), "region": "140702"}
    return add_object(by=cast.clerk, values=values | more)


def test_without_objects_there_is_no_root(cast: Cast) -> None:
    assert daily_root() is None
    assert logged() == []


def test_a_damaged_file_stops_the_next_root(cast: Cast, next_day: Callable[[], None]) -> None:
    add(cast, 1)
    root = daily_root()
    assert root is not None
    lines_path(root.lines).write_bytes(b"")
    next_day()
    add(cast, 2)
    root_queries._parsed.cache_clear()
    with pytest.raises(FileDamagedError):
        daily_root()
    assert len(logged()) == 1


def test_no_two_roots_follow_the_same(cast: Cast) -> None:
    add(cast, 1)
    first = daily_root()
    fields: dict[str, Any] = {
        "date": date(2026, 1, 1), "at": timezone.now(), "root": "0" * 64, "digest": "0" * 64,
        "rows": 0, "added": 0, "ended": 0, "changed": 0, "lines": "", "changes": "",
    }  # fmt: skip
    RegisterRoot.objects.create(entry=50, before=first, **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        RegisterRoot.objects.create(entry=51, before=first, **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        RootTail.objects.create(key=2)


def test_the_entry_is_the_root_over_the_kept_lines(cast: Cast) -> None:
    add(cast, 1)
    make_object(cast.next_county)
    root = daily_root()
    (entry,) = logged()
    assert root is not None
    lines = parse(read_lines(root.lines))
    assert entry["root"] == root.root == lines.root().hex()
    assert (entry["rows"], entry["added"], entry["before"]) == ("2", "2", "-")
    assert entry["date"] == timezone.localdate().isoformat()
    act = Entry.objects.get(action="registers.root.write")
    assert (act.actor_id, act.subject) == ("system", root.subject)


def test_the_timer_runs_as_often_as_it_likes(cast: Cast, next_day: Callable[[], None]) -> None:
    thing = add(cast, 1)
    assert "1 objects" in register_root()
    assert register_root() == "nothing to do today"
    edit_object(by=cast.clerk, pk=thing.pk, revision=1, values={"risk": "RED"})
    assert register_root() == "nothing to do today"
    next_day()
    register_root()
    assert [(entry["added"], entry["changed"]) for entry in logged()] == [("1", "0"), ("0", "1")]


def test_a_day_without_changes_is_a_root_too(cast: Cast, next_day: Callable[[], None]) -> None:
    add(cast, 1)
    daily_root()
    next_day()
    second = daily_root()
    first_entry, second_entry = logged()
    assert first_entry["root"] == second_entry["root"]
    assert second is not None
    assert pairs_of(second) == []
    assert second.before is not None
    assert second_entry["before"] == second.before.digest


def test_the_freeze_takes_the_days_root_when_nothing_moved(cast: Cast) -> None:
    add(cast, 1)
    root = daily_root()
    with transaction.atomic():
        named = root_for_freeze(by=cast.clerk, bureau=cast.city)
    assert root is not None
    assert named == root.root
    assert len(logged()) == 1


def test_the_freeze_takes_a_root_of_its_own_when_the_register_moved(cast: Cast) -> None:
    thing = add(cast, 1)
    daily_root()
    end_object(
        by=cast.clerk, pk=thing.pk, revision=1, reason=Exclusion.CLOSED, on=timezone.localdate()
    )
    with transaction.atomic():
        named = root_for_freeze(by=cast.clerk, bureau=cast.city)
        rows = list(pool_rows(cast.city, PoolFilter()))
    first, second = logged()
    assert (second["root"], second["ended"]) == (named, "1")
    assert first["date"] == second["date"]
    values = [values_of(line) for line in lines_behind(RootTail.objects.get().last).lines]
    assert [(one["object_id"], one["exclusion"]) for one in values] == [
        (row_id, reason) for row_id, _stratum, reason in rows
    ]
    acts = Entry.objects.filter(action="registers.root.write").order_by("index")
    assert [act.actor_id for act in acts] == ["system", "clerk"]


def test_a_clock_set_back_does_not_date_a_root_before_the_last(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(cast, 1)
    daily_root()
    yesterday = timezone.localdate() - timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *_: yesterday)
    assert daily_root() is None
    add(cast, 2)
    root_for_freeze(by=cast.clerk, bureau=cast.city)
    first, second = logged()
    assert second["date"] == first["date"] > yesterday.isoformat()


def test_a_refused_freeze_leaves_no_root(cast: Cast) -> None:
    add(cast, 1)
    with transaction.atomic():
        root_for_freeze(by=cast.clerk, bureau=cast.city)
        transaction.set_rollback(True)
    assert logged() == []
    assert RootTail.objects.filter(last__isnull=False).count() == 0


def test_roots_file_after_file_lead_to_the_register(
    cast: Cast, next_day: Callable[[], None]
) -> None:
    pk = add(cast, 1).pk
    daily_root()
    for revision, change in enumerate(({"risk": "RED"}, {"region": "140728"}, {"scale": "L"}), 1):
        next_day()
        add(cast, 10 + revision)
        edit_object(by=cast.clerk, pk=pk, revision=revision, values=change)
        daily_root()
    lines: set[bytes] = set()
    for root in RegisterRoot.objects.order_by("entry"):
        for old, new in pairs_of(root):
            lines -= {old} if old else set()
            lines |= {new} if new else set()
        assert Lines.of(lines).root().hex() == root.root
        assert len(lines) == root.rows
    assert Lines.of(lines) == lines_now()


def test_two_files_of_one_register_are_kept_once(cast: Cast) -> None:
    add(cast, 1)
    assert keep_lines(lines_now().dump()) == keep_lines(lines_now().dump())


@pytest.mark.django_db(transaction=True)
def test_two_at_once_write_one_chain() -> None:
    cast = assemble()
    add(cast, 1)

    def act(number: int) -> None:
        try:
            if number % 2:
                daily_root()
            else:
                with transaction.atomic():
                    root_for_freeze(by=cast.clerk, bureau=cast.city)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as hands:
        list(hands.map(act, range(4)))
    assert len(logged()) == 1
    assert (first_fault(), first_break()) == (None, None)


@pytest.mark.django_db(transaction=True)
def test_rows_read_after_the_root_are_those_of_the_root_while_clerks_write() -> None:
    cast = assemble()
    add(cast, 1)

    def write(serial: int) -> None:
        try:
            add(cast, serial)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as hands:
        writing = [hands.submit(write, serial) for serial in range(2, 12)]
        for _ in range(3):
            with transaction.atomic():
                named = root_for_freeze(by=cast.clerk, bureau=cast.city)
                lines = lines_now(cast.city)
                rows = {row_id for row_id, _stratum, _why in pool_rows(cast.city, PoolFilter())}
            assert lines.root().hex() == named
            assert {values_of(line)["object_id"] for line in lines.lines} == rows
        for one in writing:
            one.result()
    assert (first_fault(), first_break()) == (None, None)
