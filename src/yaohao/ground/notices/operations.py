"""Telling people. This floor lies under the audit trail: a notice is no act."""

import smtplib
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q

from yaohao.ground.notices.models import Known, Notice
from yaohao.ground.notices.rules import Kind, MailState, checked, next_try
from yaohao.ground.notices.texts import mail


def notify(
    *, recipient: str, key: str, kind: Kind, fields: dict[str, str], at: datetime,
    address: str = "", language: str = "zh-hans",
) -> bool:  # fmt: skip
    """Tell somebody once; False when this `key` was told before.

    `fields` are exactly those of the kind, numbers and days alone: ValueError otherwise. A mail is
    queued where the person has an address and the bureau a mail server.
    """
    waits = bool(address and settings.EMAIL_HOST)
    _notice, made = Notice.objects.get_or_create(
        recipient=recipient,
        key=key,
        defaults={
            "kind": kind.value,
            "fields": checked(kind, fields),
            "language": language,
            "created_at": at,
            "address": address,
            "mail": (MailState.WAITING if waits else MailState.NONE).value,
        },
    )
    return made


def remember(*, recipient: str, marks: Iterable[str]) -> set[str]:
    """Which of `marks` are new to a person; what waits no more is forgotten, and new if it returns.

    Of two who ask at the same moment each mark is new to one.
    """
    waiting = set(marks)
    known = Known.objects.filter(recipient=recipient)
    known.exclude(mark__in=waiting).delete()
    unknown = waiting - set(known.values_list("mark", flat=True))
    return {
        mark
        for mark in sorted(unknown)
        if Known.objects.get_or_create(recipient=recipient, mark=mark)[1]
    }


def mark_read(*, recipient: str, at: datetime) -> int:
    """Everything the person was told is read; how many there were."""
    return Notice.objects.filter(recipient=recipient, read_at=None).update(read_at=at)


def deliver(*, at: datetime, limit: int = 100) -> int:
    """Send waiting mails; how many went. Each is claimed first, so that none goes out twice.

    A mail whose sender died between claim and answer stays claimed and is not sent again: rather
    one mail too few than two. After the last try it counts as failed and shows on the desk.
    """
    sent = 0
    due = Notice.objects.filter(mail=MailState.WAITING.value)
    for pk in due.filter(_now(at)).order_by("pk").values_list("pk", flat=True)[:limit]:
        notice = _claim(pk)
        if notice is None:
            continue
        subject, text = mail(notice, settings.YAOHAO_ADDRESS or "")
        try:
            send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [notice.address])
        except (smtplib.SMTPException, OSError) as error:
            _failed(notice, error, at)
        else:
            sent += 1
            _store(notice, MailState.SENT)
    return sent


def _now(at: datetime) -> Q:
    return Q(next_at=None) | Q(next_at__lte=at)


@transaction.atomic
def _claim(pk: int) -> Notice | None:
    taken = Notice.objects.filter(pk=pk, mail=MailState.WAITING.value)
    if not taken.update(mail=MailState.SENDING.value):
        return None
    return Notice.objects.get(pk=pk)


def _failed(notice: Notice, error: Exception, at: datetime) -> None:
    notice.attempts += 1
    pause = next_try(notice.attempts)
    notice.error = str(error)[:300]
    notice.next_at = at + pause if pause else None
    _store(notice, MailState.WAITING if pause else MailState.FAILED)


def _store(notice: Notice, state: MailState) -> None:
    notice.mail = state.value
    notice.save(update_fields=["mail", "attempts", "next_at", "error"])
