"""Notices: told once, mailed once, tried again, and never with a word of their own."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_string
from email.header import decode_header, make_header
from typing import Any

import pytest

from tests.ground.notices.post import Office, post_office
from yaohao.ground.notices.models import Notice
from yaohao.ground.notices.operations import deliver, mark_read, notify
from yaohao.ground.notices.queries import failed, unread
from yaohao.ground.notices.rules import Kind, MailState, next_try

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
FIELDS = {"count": "3", "day": "2026-11-30"}


@pytest.fixture
def office(settings: Any) -> Iterator[Office]:
    with post_office() as opened:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", opened.port
        yield opened


def tell(key: str = "a", address: str = "zhang@example.org", **changes: Any) -> bool:
    values: dict[str, Any] = {
        "recipient": "zhang",
        "kind": Kind.WORK,
        "fields": FIELDS,
        "at": NOW,
    } | changes
    return notify(key=key, address=address, **values)


def test_the_same_thing_is_told_once() -> None:
    assert tell()
    assert not tell()
    assert unread("zhang") == 1
    assert mark_read(recipient="zhang", at=NOW) == 1
    assert unread("zhang") == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"count": "3", "day": "2026-11-30", "name": "云岭化工"},
        {"count": "云岭化工", "day": "2026-11-30"},
        {"count": "3", "day": "明天"},
        {"count": "3"},
    ],
)
def test_nothing_but_numbers_and_days_goes_into_a_notice(fields: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="work"):
        tell(fields=fields)
    assert not Notice.objects.exists()


def test_a_mail_goes_out_once_in_the_reader_s_language(office: Office) -> None:
    tell(language="en")
    assert deliver(at=NOW) == 1
    assert deliver(at=NOW) == 0
    (letter,) = office.letters
    message = message_from_string(letter)
    assert str(make_header(decode_header(message["Subject"]))) == (
        "Yaohao: something waits for you"
    )
    body = message.get_payload(decode=True)
    assert isinstance(body, bytes)
    assert "3 tasks are new on your desk" in body.decode()


def test_a_mail_is_tried_again_and_given_up_in_the_open(office: Office) -> None:
    tell()
    office.refusing = True
    at = NOW
    for attempt in range(1, 5):
        assert deliver(at=at) == 0
        assert deliver(at=at) == 0  # not before its time
        assert Notice.objects.get().attempts == attempt
        at += next_try(attempt) or timedelta()
    assert [notice.mail for notice in failed()] == [MailState.FAILED.value]
    assert "451" in failed()[0].error
    office.refusing = False
    assert deliver(at=at + timedelta(days=1)) == 0


def test_a_mail_comes_through_when_the_server_is_back(office: Office) -> None:
    tell()
    office.refusing = True
    deliver(at=NOW)
    office.refusing = False
    assert deliver(at=NOW + timedelta(minutes=1)) == 1
    assert Notice.objects.get().mail == MailState.SENT.value


def test_without_a_server_or_an_address_nothing_waits(settings: Any) -> None:
    settings.EMAIL_HOST = ""
    tell("a")
    settings.EMAIL_HOST = "127.0.0.1"
    tell("b", address="")
    assert set(Notice.objects.values_list("mail", flat=True)) == {MailState.NONE.value}


def test_what_one_sender_has_taken_no_other_sends(office: Office) -> None:
    tell()
    Notice.objects.update(mail=MailState.SENDING.value)
    assert deliver(at=NOW) == 0
    assert office.letters == []
