"""The public append-only log: one row per entry, in the order of the log."""

from django.db import models


class Entry(models.Model):
    """One entry of the log, byte for byte as `fairdraw` hashes it (core/spec)."""

    index = models.PositiveBigIntegerField(primary_key=True)
    kind = models.CharField(max_length=32)
    raw = models.BinaryField()
    leaf = models.CharField(max_length=64, unique=True)  # RFC 6962 leaf hash, SHA-256
    frontier = models.TextField()  # of the tree that ends with this entry: append in O(log n)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.index} {self.kind} {self.leaf[:8]}"


class Tail(models.Model):
    """The one row that appenders lock, so that indexes have no gap and no twin."""

    key = models.PositiveSmallIntegerField(primary_key=True, default=1)
    size = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(key=1), name="ledger_one_tail"),
        ]


class Cosigner(models.Model):
    """A witness whose signature under heads of the log a bureau counts for its draws.

    The key is the one an announcement names (core/spec, "Cosignature"); `public` is the same key
    in hex, so that one key cannot stand under two names.
    """

    bureau = models.CharField(max_length=16)  # code; this floor knows no bureau
    name = models.CharField(max_length=64)
    key = models.CharField(max_length=160)
    public = models.CharField(max_length=64)
    holder = models.CharField(max_length=100)  # who holds the secret key, in words
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    signed = models.PositiveBigIntegerField(default=0)  # size of the last head it cosigned
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "name"],
                condition=models.Q(until=None),
                name="cosigner_name_once",
            ),
            models.UniqueConstraint(
                fields=["bureau", "public"],
                condition=models.Q(until=None),
                name="cosigner_key_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name
