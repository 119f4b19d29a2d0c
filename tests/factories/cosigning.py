"""Cosigners for tests: their keys, and what they hand back."""

from datetime import datetime

from django.utils import timezone
from fairdraw.checkpoint import Checkpoint, parse
from fairdraw.crypto.ed25519 import public_key
from fairdraw.entries import build
from fairdraw.policy import cosign, verifier_key

from yaohao.ground.ledger.models import Cosigner, Entry
from yaohao.ground.ledger.operations import append, name_cosigner
from yaohao.ground.ledger.signing import checkpoint

JIWEI, NOTARY, CITIZEN = "jiwei.example/yuchuan", "notary.example", "citizen-1"
SECRETS = {JIWEI: b"\1" * 32, NOTARY: b"\2" * 32, CITIZEN: b"\3" * 32}
HOLDERS = {JIWEI: "市纪委监委驻局纪检监察组", NOTARY: "榆川市公证处", CITIZEN: "市民代表"}


def key_of(name: str, secret: bytes = b"") -> str:
    """The verifier key of a witness."""
    return verifier_key(name, public_key(secret or SECRETS[name]))


def named(bureau: str, *names: str) -> list[Cosigner]:
    """Cosigners of a bureau, named in the log."""
    now = timezone.now()
    return [
        name_cosigner(
            bureau=bureau, key=key_of(name), holder=HOLDERS[name], by=("甲", "乙"), at=now
        )
        for name in names
    ]


def grow(text: str) -> Entry:
    """Add an entry of a kind that the log merely keeps."""
    return append(build=lambda _head: build("note", [("text", text)]).raw, at=timezone.now())


def line(
    head: Checkpoint, name: str, *, secret: bytes = b"", at: datetime | None = None, by: str = ""
) -> str:
    """A witness's line under a head; `secret` and `by` to sign with a wrong key or name."""
    seconds = int((at or timezone.now()).timestamp())
    return cosign(by or name, secret or SECRETS[name], head.origin, head.head, seconds)


def note(*names: str, of: bytes = b"", at: datetime | None = None) -> bytes:
    """The present checkpoint (or `of`) with the lines of these witnesses behind it."""
    head = parse(of or checkpoint())
    return head.signed(*(line(head, name, at=at) for name in names)).dump()
