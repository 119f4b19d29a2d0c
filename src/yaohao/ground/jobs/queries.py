"""The state of the queue, for the health page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django_tasks_db.models import DBTaskResult

PATIENCE = timedelta(seconds=20)  # a worker looks every two seconds
STUCK = timedelta(minutes=10)  # a job that died with its worker stays "running" in the queue


@dataclass(frozen=True)
class Health:
    """`waiting` jobs that could run now, since when the oldest waits, running and failed ones.

    A job planned for later does not wait. With `waiting` growing and `running` 0, no worker is up.
    """

    waiting: int
    oldest: datetime | None
    running: int
    failed: int


def health() -> Health:
    """Read the queue."""
    ready = DBTaskResult.objects.ready()
    return Health(
        waiting=ready.count(),
        oldest=ready.order_by("enqueued_at").values_list("enqueued_at", flat=True).first(),
        running=DBTaskResult.objects.running().count(),
        failed=DBTaskResult.objects.failed().count(),
    )


def idle(now: datetime) -> bool:
    """Whether jobs wait and nobody works them off."""
    queue = health()
    if queue.oldest is None:
        return False
    return now - queue.oldest > (STUCK if queue.running else PATIENCE)
