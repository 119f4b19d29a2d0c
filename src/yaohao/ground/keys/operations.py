"""Keeping secrets. Callers write the trail: this floor lies below it."""

from django.db import transaction
from django.utils import timezone

from yaohao.ground.keys.models import Secret
from yaohao.ground.keys.vault import seal


@transaction.atomic
def forget(*, name: str) -> None:
    """Erase what is kept under `name`; Secret.DoesNotExist when nothing is.

    For what was handed out to somebody else's keeping, never for what a record still needs.
    """
    Secret.objects.get(name=name).delete()


@transaction.atomic
def keep(*, name: str, plain: bytes) -> None:
    """Seal `plain` under `name`, once: a name that exists raises IntegrityError."""
    Secret.objects.create(name=name, sealed=seal(name, plain), created=timezone.now())
