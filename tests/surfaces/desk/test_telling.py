"""From duties to notices: counts and days, never a name (article 20)."""

from datetime import timedelta
from email import message_from_string
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tests.factories.inspection import drawn, for_cause, task
from tests.ground.notices.post import post_office
from yaohao.ground.accounts.models import User
from yaohao.ground.notices.models import Notice
from yaohao.ground.notices.operations import deliver, mark_read
from yaohao.stages.inspection import operations as inspection
from yaohao.stages.inspection.rules import State
from yaohao.stages.registers.models import InspectionObject
from yaohao.surfaces.desk.telling import tell, tell_all

CANARY = "绝密金丝雀有限公司"

# What is told depends on the day: a test that runs at midnight must not see two.
NOON = timezone.localtime().replace(hour=12)


def test_what_is_new_is_told_once(cast: Cast) -> None:
    for_cause(cast, State.SUBMITTED)
    now = NOON
    assert tell(cast.director, now) == 1
    assert tell(cast.director, now) == 0
    for_cause(cast, State.SUBMITTED)
    assert tell(cast.director, now + timedelta(minutes=5)) == 1
    assert Notice.objects.filter(recipient="director").latest("pk").fields["count"] == "1"


def test_work_that_is_done_tells_nobody_of_new_work(cast: Cast) -> None:
    first = for_cause(cast, State.SUBMITTED)
    for_cause(cast, State.SUBMITTED)
    now = NOON
    tell(cast.director, now)
    inspection.approve(by=cast.director, pk=first.pk)
    assert tell(cast.director, now + timedelta(minutes=5)) == 0


def test_work_that_comes_back_is_told_again(cast: Cast) -> None:
    made = for_cause(cast, State.SUBMITTED)
    now = NOON
    tell(cast.director, now)
    inspection.return_for_mending(by=cast.director, pk=made.pk, reason="补充依据")
    tell(cast.director, now + timedelta(minutes=5))
    inspection.submit(by=cast.officer, pk=made.pk)
    assert tell(cast.director, now + timedelta(minutes=10)) == 1


def test_what_is_overdue_is_told_once_a_day(cast: Cast) -> None:
    for_cause(cast, State.SUBMITTED)
    # half an hour later is the same day
    late = NOON + timedelta(days=3)
    tell(cast.director, late)
    tell(cast.director, late + timedelta(minutes=30))
    assert Notice.objects.filter(recipient="director", kind="overdue").count() == 1
    tell(cast.director, late + timedelta(days=1))
    assert Notice.objects.filter(recipient="director", kind="overdue").count() == 2


@pytest.mark.enable_socket
@pytest.mark.parametrize("state", [State.PREPARED, State.SUBMITTED, State.APPROVED])
def test_no_notice_names_an_enterprise_before_the_door(
    cast: Cast, settings: Any, state: State
) -> None:
    walk = task(cast, settings=settings)
    InspectionObject.objects.update(name=CANARY)
    drawn(walk, state)
    User.objects.update(email="somebody@example.org")
    now = NOON
    with post_office() as office:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
        assert 0 < tell_all(now) == deliver(at=now) == len(office.letters)
        letters = [message_from_string(letter) for letter in office.letters]
    bodies = [letter.get_payload(decode=True) for letter in letters]
    sent = [body for body in bodies if isinstance(body, bytes)]
    assert len(sent) == len(letters)
    told = str(list(Notice.objects.values())) + b"".join(sent).decode()
    assert CANARY not in told
    assert not [one for one in InspectionObject.objects.all() if one.object_id in told]


def test_the_bell_counts_and_the_page_marks_as_read(cast: Cast, client: Client) -> None:
    for_cause(cast, State.SUBMITTED)
    tell(cast.director, NOON)
    client.force_login(cast.director)
    page = client.get("/desk/notices/").content.decode()
    assert "工作台上新增 1 项任务" in page
    assert 'class="num">1<' in page
    client.post("/desk/notices/")
    assert mark_read(recipient="director", at=NOON) == 0
