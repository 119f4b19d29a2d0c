"""Reading notices."""

from django.db.models import QuerySet

from yaohao.ground.notices.models import Notice
from yaohao.ground.notices.rules import MailState


def notices_of(recipient: str) -> QuerySet[Notice]:
    """The notices of a person, the newest first."""
    return Notice.objects.filter(recipient=recipient).order_by("-pk")


def unread(recipient: str) -> int:
    """How many the person has not read."""
    return Notice.objects.filter(recipient=recipient, read_at=None).count()


def failed() -> list[Notice]:
    """Mails that were given up, the oldest first."""
    return list(Notice.objects.filter(mail=MailState.FAILED.value).order_by("pk"))
