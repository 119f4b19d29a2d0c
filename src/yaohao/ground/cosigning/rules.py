"""Who names the cosigners of the log, who ends them, and how a refusal is answered; pure."""

from collections.abc import Mapping
from enum import StrEnum

from fairdraw.crypto.ed25519 import is_key
from fairdraw.errors import Fault
from fairdraw.policy import read_key

from yaohao.ground.accounts.rules import Role
from yaohao.ground.ledger.rules import Reason


class What(StrEnum):
    """What is proposed for a cosigner."""

    NAME = "name"
    END = "end"


# The same people who announce a draw: naming a cosigner is part of its rules. The administrators
# keep the machine and no business of the bureau (GB/T 22239), the auditor writes nothing.
CONFIRMERS = frozenset({Role.DIRECTOR, Role.DEPUTY})
PROPOSERS = frozenset({Role.CLERK}) | CONFIRMERS
CARRIERS = PROPOSERS | {Role.WITNESS}  # who may bring a signature on a stick
READERS = CARRIERS | {Role.AUDITOR}

# As C2SP tlog-witness answers where it knows the case.
STATUS: Mapping[Reason, int] = {
    Reason.MALFORMED: 400,
    Reason.MANY: 400,
    Reason.UNSIGNED: 400,
    Reason.TWICE: 400,
    Reason.AHEAD: 400,
    Reason.BEHIND: 400,
    Reason.UNKNOWN: 403,
    Reason.KEY: 403,
    Reason.SIGNATURE: 403,
    Reason.ORIGIN: 404,
    Reason.BEYOND: 409,
    Reason.STALE: 409,
    Reason.ROOT: 422,
}
SECRET = "PRIVATE+KEY+"  # noqa: S105  # how the line of a secret key begins
TOO_LONG, TOO_MANY = 413, 429
POSTS, PERIOD = 60, 60  # cosigned checkpoints from one address within so many seconds


def key_parts(text: str) -> tuple[str, bytes] | None:
    """Name and public key (32 bytes) of a verifier key; None unless somebody can sign with it."""
    try:
        name, public = read_key(text)
    except Fault:
        return None
    return (name, public) if is_key(public) else None
