"""The log's own signature under its head: what the portal gives out (C2SP tlog-checkpoint).

With it a witness who is shown two histories can prove that both came from this log.
"""

import secrets

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import IntegrityError, transaction
from fairdraw.checkpoint import Checkpoint, log_key, log_signature

from yaohao.ground.keys.operations import keep
from yaohao.ground.keys.queries import exists, read
from yaohao.ground.ledger.queries import head

SECRET = "ledger/key"  # noqa: S105  # the name it is kept under


def checkpoint() -> bytes:
    """The checkpoint of the whole log as it stands, signed by the log."""
    now, origin, key = head(), settings.YAOHAO_ORIGIN, _key()
    bare = Checkpoint(origin, now.size, now.root)
    signature = log_signature(origin, key.public_key().public_bytes_raw(), key.sign(bare.body))
    return bare.signed(signature).dump()


def verifier_key() -> str:
    """The public key of the log, as notes name it: `ORIGIN+hash+base64`."""
    return log_key(settings.YAOHAO_ORIGIN, _key().public_key().public_bytes_raw())


def _key() -> Ed25519PrivateKey:
    # Made when it is first asked for: a log that exists already gets one without a migration.
    if not exists(SECRET):
        try:
            with transaction.atomic():
                keep(name=SECRET, plain=secrets.token_bytes(32))
        except IntegrityError:  # somebody asked at the same moment
            pass
    return Ed25519PrivateKey.from_private_bytes(read(SECRET))
