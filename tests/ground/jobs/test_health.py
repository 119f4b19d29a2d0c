"""The queue as the health page sees it."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from yaohao.ground.jobs.queries import Health, health

pytestmark = pytest.mark.django_db


def enqueue(
    status: str, *, minutes_ago: int = 0, delay: timedelta | None = None
) -> DBTaskResult[Any, Any]:
    job = DBTaskResult.objects.create(
        task_path="builtins.print",
        args_kwargs={"args": [], "kwargs": {}},
        status=status,
        backend_name="default",
    )
    changes = {"enqueued_at": timezone.now() - timedelta(minutes=minutes_ago)}
    if delay is not None:
        changes["run_after"] = timezone.now() + delay
    DBTaskResult.objects.filter(pk=job.pk).update(**changes)
    job.refresh_from_db()
    return job


def test_an_empty_queue() -> None:
    assert health() == Health(waiting=0, oldest=None, running=0, failed=0)


def test_what_waits_runs_and_failed() -> None:
    enqueue("READY", minutes_ago=1)
    oldest = enqueue("READY", minutes_ago=9)
    enqueue("READY", minutes_ago=99, delay=timedelta(hours=1))
    enqueue("RUNNING")
    enqueue("FAILED")
    enqueue("SUCCESSFUL")
    assert health() == Health(waiting=2, oldest=oldest.enqueued_at, running=1, failed=1)
