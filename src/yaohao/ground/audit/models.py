"""The trail of everything done: hash-chained, append-only, without foreign keys.

No foreign keys, so that it never blocks a deletion elsewhere and never follows live data: who and
what are text as they were at the time.
"""

from django.db import models


class Entry(models.Model):
    """One act. `digest` covers every other field and the digest before it."""

    index = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.CharField(max_length=150)
    actor_name = models.CharField(max_length=150)
    bureau = models.CharField(max_length=32, blank=True)
    action = models.CharField(max_length=80)
    article = models.CharField(max_length=32, blank=True)
    subject = models.CharField(max_length=200)
    outcome = models.CharField(max_length=16)
    reason = models.TextField(blank=True)
    detail = models.TextField(blank=True)  # canonical JSON; never a secret
    rows_digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject"], name="audit_by_subject"),
            models.Index(fields=["bureau", "at"], name="audit_by_bureau"),
        ]

    def __str__(self) -> str:
        return f"{self.index} {self.action} {self.subject}"


class Tail(models.Model):
    """The one row that writers lock, so that the chain never forks."""

    key = models.PositiveSmallIntegerField(primary_key=True, default=1)
    size = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(key=1), name="audit_one_tail")]
