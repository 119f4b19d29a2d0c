"""Reading secrets."""

from yaohao.ground.keys.models import Secret
from yaohao.ground.keys.vault import unseal


def read(name: str) -> bytes:
    """The plain bytes kept under `name`; Secret.DoesNotExist or VaultError otherwise."""
    return unseal(name, bytes(Secret.objects.values_list("sealed", flat=True).get(name=name)))


def exists(name: str) -> bool:
    """Whether something is kept under `name`."""
    return Secret.objects.filter(name=name).exists()
