"""Notices of people, by sign-in name: this floor lies under the accounts."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yaohao.ground.notices.rules import Kind, MailState

KINDS = [
    (Kind.WORK.value, _("new work")),
    (Kind.OVERDUE.value, _("overdue")),
    (Kind.DELEGATED.value, _("delegation")),
]
MAIL = [
    (MailState.NONE.value, _("no mail")),
    (MailState.WAITING.value, _("mail waiting")),
    (MailState.SENDING.value, _("mail being sent")),
    (MailState.SENT.value, _("mail sent")),
    (MailState.FAILED.value, _("mail failed")),
]


class Notice(models.Model):
    """One thing told to one person once; `key` says what it was, so that it is not told again."""

    recipient = models.CharField(max_length=60, db_index=True)
    key = models.CharField(max_length=120)
    kind = models.CharField(_("kind"), max_length=16, choices=KINDS)
    fields = models.JSONField(default=dict)
    language = models.CharField(max_length=10, default="zh-hans")
    created_at = models.DateTimeField(_("told"))
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    address = models.EmailField(blank=True)
    mail = models.CharField(max_length=8, choices=MAIL, default=MailState.NONE.value)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recipient", "key"], name="notice_told_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="notice_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(mail__in=[state.value for state in MailState]),
                name="notice_mail_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient} {self.key}"


class Known(models.Model):
    """A thing that waits for a person and was told; forgotten when it waits no more.

    `mark` is a digest: what waits may have a name that nobody else reads.
    """

    recipient = models.CharField(max_length=60)
    mark = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recipient", "mark"], name="known_once"),
        ]

    def __str__(self) -> str:
        return f"{self.recipient} {self.mark[:8]}"
