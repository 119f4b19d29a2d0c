"""Witnesses who cosign heads of the log (spec/5-record-and-proof.md, "Cosignature")."""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from fairdraw.crypto import ed25519
from fairdraw.digest import sha256
from fairdraw.errors import Fault
from fairdraw.schema import FORMS

NONE = "none"
_ALGORITHM = b"\4"


def key_id(name: str, public: bytes) -> bytes:
    """Return the four bytes that tell keys apart: SHA-256(name || 0a || 04 || key)[0:4]."""
    return sha256(name.encode() + b"\n" + _ALGORITHM + public)[:4]


def verifier_key(name: str, public: bytes) -> str:
    """Return a public key (32 bytes, Ed25519) as a policy names it."""
    return f"{name}+{key_id(name, public).hex()}+{b64encode(_ALGORITHM + public).decode()}"


@dataclass(frozen=True, slots=True)
class Policy:
    """How many of which witnesses must cosign; `keys`: name to public key of 32 bytes."""

    quorum: int
    keys: Mapping[str, bytes]

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read a policy, None for `none`; `Fault("policy-keys")`: a name or a key twice (one
        witness would make a quorum), a key whose four bytes are wrong, too high a quorum."""
        if text == NONE:
            return None
        _, quorum, *written = text.split(" ")
        keys = dict(read_key(value) for value in written)
        if len(set(keys.values())) < len(written) or int(quorum) > len(keys):
            raise Fault("policy-keys", "announce policy")
        return cls(int(quorum), keys)


def read_key(text: str) -> tuple[str, bytes]:
    """Return name and public key (32 bytes) of a verifier key; `Fault("policy-keys")` when it is
    none, or damaged."""
    if not FORMS["policy"](f"quorum 1 {text}"):
        raise Fault("policy-keys", "announce policy")
    name, short, encoded = text.split("+", 2)
    public = b64decode(encoded)
    if public[:1] != _ALGORITHM or key_id(name, public[1:]).hex() != short:
        raise Fault("policy-keys", f"announce policy {name}")
    return name, public[1:]


def check_policy(text: str) -> None:
    """Refuse a policy nobody can satisfy; faults as for `Policy.parse`."""
    Policy.parse(text)


def message(origin: str, head: str, timestamp: int) -> bytes:
    """Return what a witness signs: the head `SIZE ROOT` of a log, at a time in seconds."""
    size, root = head.split(" ")
    root = b64encode(bytes.fromhex(root)).decode()
    return f"cosignature/v1\ntime {timestamp}\n{origin}\n{size}\n{root}\n".encode()


def cosign(name: str, secret: bytes, origin: str, head: str, timestamp: int) -> str:
    """Return the cosignature of a head, as an entry `cosign` holds it; `secret` is the witness's
    Ed25519 key of 32 bytes."""
    public = ed25519.public_key(secret)
    signed = ed25519.sign(secret, message(origin, head, timestamp))
    data = key_id(name, public) + timestamp.to_bytes(8, "big") + signed
    return f"{name} {b64encode(data).decode()}"


def knows(policy: Policy, cosignature: str) -> bool:
    """Tell whether a cosignature is by a key of the policy: its name, and the key's four bytes."""
    name, encoded = cosignature.split(" ")
    public = policy.keys.get(name)
    return public is not None and b64decode(encoded)[:4] == key_id(name, public)


def timestamp_of(policy: Policy, cosignature: str, origin: str, head: str) -> tuple[str, int]:
    """Return who cosigned and when (seconds), of a key the policy knows;
    `Fault("cosign-signature")` if the signature does not verify."""
    name, encoded = cosignature.split(" ")
    data = b64decode(encoded)
    moment = int.from_bytes(data[4:12], "big")
    if not ed25519.verify(policy.keys[name], message(origin, head, moment), data[12:]):
        raise Fault("cosign-signature", "cosign signature", name=name)
    return name, moment
