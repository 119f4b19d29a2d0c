"""The clock's duties: each does its work, and nothing when it is done again."""

from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.utils import timezone

from yaohao.config.cli import main
from yaohao.config.timers import KEPT, TIMERS


def session(key: str, *, days: int) -> None:
    """A session that ends so many days from now."""
    until = timezone.now() + timedelta(days=days)
    Session.objects.create(session_key=key, session_data="", expire_date=until)


@pytest.mark.django_db
def test_ended_sessions_go_and_running_ones_stay(capsys: pytest.CaptureFixture[str]) -> None:
    session("ended", days=-1)
    session("running", days=1)
    for _time in range(2):
        assert main(["tick"]) == 0
        assert list(Session.objects.values_list("session_key", flat=True)) == ["running"]
    assert capsys.readouterr().out.count("expired-sessions") == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "fields"),
    [(AccessAttempt, {"failures_since_start": 1}), (AccessFailureLog, {}), (AccessLog, {})],
)
def test_records_of_sign_ins_are_kept_half_a_year(model: Any, fields: dict[str, int]) -> None:
    old, new = (model.objects.create(username=name, **fields) for name in ("old", "new"))
    before = timezone.now() - KEPT - timedelta(days=1)
    model.objects.filter(pk=old.pk).update(attempt_time=before)
    assert main(["tick"]) == 0
    assert [row.pk for row in model.objects.all()] == [new.pk]


@pytest.mark.django_db(transaction=True)  # the worker closes the connection between jobs
def test_the_worker_ends_when_asked_for_once() -> None:
    session("ended", days=-1)
    assert main(["worker", "--once"]) == 0
    assert not Session.objects.exists()


def test_timers_have_names_of_their_own() -> None:
    assert len({timer.name for timer in TIMERS}) == len(TIMERS)
