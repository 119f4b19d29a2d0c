"""`health` sees what is broken, names it, and says what to do."""

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from tests.conftest import unguarded
from yaohao.config import health
from yaohao.config.cli import main
from yaohao.config.health import State, examine, healthy
from yaohao.config.https import Files, make_own
from yaohao.ground.audit.models import Entry
from yaohao.ground.audit.operations import note
from yaohao.ground.audit.rules import SYSTEM
from yaohao.ground.calendars.operations import seed_years
from yaohao.ground.documents.fonts import Slot
from yaohao.ground.jobs import queries as jobs
from yaohao.ground.keys.models import Secret
from yaohao.ground.keys.operations import keep


class Usage(NamedTuple):
    """What `shutil.disk_usage` gives."""

    free: int


def state_of(code: str) -> State:
    """How one point stands."""
    return next(point.state for point in examine() if point.code == code)


@pytest.mark.django_db
def test_a_sound_installation_is_healthy(capsys: pytest.CaptureFixture[str]) -> None:
    seed_years()
    note(by=SYSTEM, action="test.note.write", subject="test:1")
    keep(name="a", plain=b"a")
    faults = [point for point in examine() if point.state is State.FAULT]
    assert faults == []
    assert main(["health"]) == 0
    assert "审计日志" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_a_broken_chain_is_a_fault_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(3):
        note(by=SYSTEM, action="test.note.write", subject=f"test:{number}")
    with unguarded():
        Entry.objects.filter(index=1).update(subject="test:other")
    assert main(["health", "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    trail = next(point for point in report["points"] if point["code"] == "trail")
    assert (report["healthy"], trail["state"]) == (False, "fault")
    assert "第 1 条" in trail["seen"]
    assert main(["audit-verify"]) == 1
    assert "第 1 条写入后被改动" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_sound_chain_verifies(capsys: pytest.CaptureFixture[str]) -> None:
    note(by=SYSTEM, action="test.note.write", subject="test:1")
    assert main(["audit-verify"]) == 0
    assert "共 1 条" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_migration_that_is_not_applied_is_a_fault() -> None:
    MigrationRecorder(connection).record_unapplied("keys", "0001_initial")
    assert state_of("migrations") is State.FAULT


@pytest.mark.django_db
def test_a_missing_key_file_is_a_fault(tmp_path: Path, settings: Any) -> None:
    settings.YAOHAO_KEYS = tmp_path
    assert state_of("key-file") is State.FAULT


@pytest.mark.django_db
def test_a_key_file_that_opens_nothing_is_a_fault() -> None:
    keep(name="a", plain=b"a")
    Secret.objects.create(name="b", sealed=b"x" * 60, created=timezone.now())
    assert state_of("key-file") is State.FAULT


@pytest.mark.django_db
def test_an_unknown_year_is_a_warning() -> None:
    assert state_of("calendar") is State.WARNING
    assert healthy(examine())
    seed_years()
    assert state_of("calendar") is State.OK


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value", "code", "state"),
    [
        ("report", lambda: [Slot("kai", (), False, None)], "fonts", State.FAULT),
        ("last_published_year", lambda: timezone.localdate().year - 1, "calendar", State.WARNING),
    ],
)
def test_what_is_missing_on_the_machine(
    name: str,
    value: Callable[[], object],
    code: str,
    state: State,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(health, name, value)
    assert state_of(code) is state


@pytest.mark.django_db
def test_a_full_disk_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(free=health.SPACE - 1))
    assert state_of("disk") is State.FAULT


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("waits", "running", "failed", "state"),
    [
        (timedelta(0), 0, 0, State.OK),
        (timedelta(hours=1), 0, 0, State.WARNING),
        (timedelta(hours=1), 1, 0, State.OK),
        (timedelta(0), 0, 2, State.WARNING),
    ],
)
def test_the_queue(
    waits: timedelta, running: int, failed: int, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = jobs.Health(waiting=1, oldest=timezone.now() - waits, running=running, failed=failed)
    monkeypatch.setattr(jobs, "health", lambda: seen)
    assert state_of("queue") is state


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("age", "state"), [(0, State.OK), (380, State.WARNING), (400, State.FAULT)]
)
def test_the_certificate(age: int, state: State, tmp_path: Path, settings: Any) -> None:
    settings.YAOHAO_KEYS = tmp_path
    then = timezone.now() - timedelta(days=age)
    make_own(Files(tmp_path / "https"), owner="局", hosts=["localhost"], now=then)
    assert state_of("certificate") is state


@pytest.mark.django_db
def test_a_point_that_cannot_be_looked_at_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_path: object) -> Usage:
        raise OSError("gone")

    monkeypatch.setattr(shutil, "disk_usage", fail)
    assert state_of("disk") is State.FAULT
