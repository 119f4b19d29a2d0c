"""Keeping secrets. Callers write the trail: this floor lies below it."""

from django.db import transaction
from django.utils import timezone

from yaohao.ground.keys.models import Secret
from yaohao.ground.keys.vault import seal


@transaction.atomic
def keep(*, name: str, plain: bytes) -> None:
    """Seal `plain` under `name`, once: a name that exists raises IntegrityError."""
    Secret.objects.create(name=name, sealed=seal(name, plain), created=timezone.now())
