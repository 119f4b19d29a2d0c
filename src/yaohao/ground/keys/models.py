"""Secrets at rest: ciphertext only; the key that opens them lies in a file outside the database."""

from django.db import models


class Secret(models.Model):
    """One sealed value, named by its purpose (`draw/140700-2026-1/key`)."""

    name = models.CharField(max_length=200, primary_key=True)
    sealed = models.BinaryField()
    created = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
