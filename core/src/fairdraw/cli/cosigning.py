"""`fairdraw cosign`: what a cosigning witness needs (spec/6-verification.md, "Cosign").

Nothing here uses a network: files come and go by stick, browser or curl, and the witness sees them.
"""

import argparse
import os
import secrets
import sys
import time
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fairdraw import ledgerfile
from fairdraw.checkpoint import Checkpoint, check_log_signature, is_log_key, parse
from fairdraw.cli.writing import write_whole
from fairdraw.crypto import ed25519
from fairdraw.entries import Entry
from fairdraw.entries import parse as parse_entry
from fairdraw.errors import Fault
from fairdraw.merkle import Frontier
from fairdraw.messages import cosigning_text
from fairdraw.policy import cosign, read_key, verifier_key
from fairdraw.schema.forms import is_base64

_SECRET = "PRIVATE+KEY+"  # noqa: S105  # how the line begins, nothing secret
_STATE = "fairdraw/1 cosigned"


def declare(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare the command with its three parts."""
    group = commands.add_parser("cosign", help="cosign heads of a log as a witness")
    parts = group.add_subparsers(required=True, metavar="PART")
    key = parts.add_parser("key", parents=[common], help="make a secret key")
    key.add_argument("name", help="name of the key, such as jiwei.example/yuchuan")
    key.add_argument("-o", "--output", type=Path, required=True, metavar="KEY")
    key.set_defaults(run=_make)
    show = parts.add_parser("show", parents=[common], help="the public key of a secret key")
    show.add_argument("key", type=Path)
    show.set_defaults(run=_show)
    sign = parts.add_parser(
        "sign", parents=[common], help="recompute the log and sign its checkpoint"
    )
    sign.add_argument("checkpoint", type=Path)
    sign.add_argument("log", type=Path, help="log.txt, at least as long as the checkpoint")
    sign.add_argument("--key", type=Path, required=True, help="secret key of 'cosign key'")
    sign.add_argument(
        "--state", type=Path, help="what was signed last (default: KEY with .state behind it)"
    )
    sign.add_argument("--log-key", metavar="KEY", help="public key of the log; the first time only")
    sign.add_argument("-o", "--output", type=Path, required=True, help="the answer to hand back")
    sign.set_defaults(run=_sign)


@dataclass(frozen=True, slots=True)
class Witness:
    """Name and secret key (32 bytes, Ed25519) of a cosigning witness."""

    name: str
    secret: bytes

    @property
    def public(self) -> str:
        """The verifier key, as a policy names it."""
        return verifier_key(self.name, ed25519.public_key(self.secret))

    def dump(self) -> str:
        """The line of the key file: `PRIVATE+KEY+NAME+hash+base64`, as notes write it."""
        short = self.public.split("+")[1]
        return f"{_SECRET}{self.name}+{short}+{b64encode(bytes([4]) + self.secret).decode()}\n"

    @classmethod
    def load(cls, text: str, place: str) -> "Witness":
        """Read a key file; `Fault("cosign-key")`."""
        parts = text.removeprefix(_SECRET).removesuffix("\n").split("+", 2)
        if not text.startswith(_SECRET) or len(parts) < 3 or not is_base64(parts[2], 33):
            raise Fault("cosign-key", place)
        witness = cls(parts[0], b64decode(parts[2])[1:])
        if witness.dump() != text.removesuffix("\n") + "\n":
            raise Fault("cosign-key", place)
        return witness


@dataclass(frozen=True, slots=True)
class State:
    """What a witness signed last: the log's key, and its checkpoint as it came."""

    log_key: str
    checkpoint: Checkpoint

    def dump(self) -> bytes:
        """The bytes of the state file."""
        return f"{_STATE}\n{self.log_key}\n".encode() + self.checkpoint.dump()

    @classmethod
    def load(cls, path: Path) -> "State":
        """Read a state file; `Fault("cosign-state")`."""
        first, _, rest = path.read_bytes().partition(b"\n")
        key, _, note = rest.partition(b"\n")
        try:
            state = cls(key.decode(), parse(note))
            if first.decode() != _STATE or not is_log_key(state.log_key):
                raise Fault("cosign-state", str(path))
            check_log_signature(state.checkpoint, state.log_key)
        except (Fault, UnicodeDecodeError):
            raise Fault("cosign-state", str(path)) from None
        return state


def _make(options: argparse.Namespace) -> int:
    witness = Witness(options.name, secrets.token_bytes(ed25519.KEY_SIZE))
    try:
        read_key(witness.public)
    except Fault:
        raise Fault("cosign-name", value=options.name) from None
    try:
        handle = os.open(options.output, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Fault("cosign-exists", str(options.output)) from None
    with os.fdopen(handle, "w", encoding="ascii", newline="\n") as file:
        file.write(witness.dump())
    print(cosigning_text("made", {"file": options.output}, options.lang), file=sys.stderr)
    print(witness.public)
    return 0


def _show(options: argparse.Namespace) -> int:
    print(_witness(options.key).public)
    return 0


def _sign(options: argparse.Namespace) -> int:
    witness = _witness(options.key)
    kept = options.state or options.key.with_name(options.key.name + ".state")
    before = State.load(kept) if kept.exists() else None
    given = parse(options.checkpoint.read_bytes(), str(options.checkpoint))
    state = State(_log_key(options.log_key, before), given)
    if before and before.checkpoint.origin != given.origin:
        raise Fault(
            "cosign-other-log", str(kept), expected=before.checkpoint.origin, found=given.origin
        )
    check_log_signature(given, state.log_key, str(options.checkpoint))
    edges = _edges(options.log, given, before)
    try:
        _check(edges, given, before, str(options.log))
    except Fault as fault:
        if before and fault.code == "cosign-fork":
            print(cosigning_text("evidence", {"file": kept}, options.lang), file=sys.stderr)
            print(before.checkpoint.dump().decode(), file=sys.stderr)
        raise
    # The state first: a power cut between the two must not let this witness sign a fork later.
    write_whole(kept, state.dump())
    line = cosign(witness.name, witness.secret, given.origin, given.head, int(time.time()))
    write_whole(options.output, given.signed(line).dump())
    facts = {
        "file": options.output,
        "size": given.size,
        "new": given.size - (before.checkpoint.size if before else 0),
    }
    print(cosigning_text("signed", facts, options.lang))
    return 0


def _witness(path: Path) -> Witness:
    return Witness.load(path.read_text(encoding="utf-8", errors="replace"), str(path))


def _log_key(given: str | None, before: State | None) -> str:
    if given is None and before is None:
        raise Fault("cosign-log-key")
    if given is not None and not is_log_key(given):
        raise Fault("cosign-log-key", "--log-key")
    if given and before and given != before.log_key:
        raise Fault("cosign-other-log", "--log-key", expected=before.log_key, found=given)
    return given or (before.log_key if before else "")


def _edges(path: Path, given: Checkpoint, before: State | None) -> dict[int, str]:
    """Return the roots (hex) of the log file at the sizes that are asked about."""
    entries = ledgerfile.parse(path.read_bytes(), str(path))
    if len(entries) < given.size:
        raise Fault("cosign-short", str(path), size=given.size, entries=len(entries))
    wanted = {given.size, before.checkpoint.size} if before else {given.size}
    edge, roots = Frontier(), {}
    for size in range(given.size + 1):
        if size:
            entry: Entry = parse_entry(entries[size - 1], f"{path} entry {size - 1}")
            edge = edge.append(entry.leaf())
        if size in wanted:
            roots[size] = edge.root().hex()
    return roots


def _check(roots: dict[int, str], given: Checkpoint, before: State | None, place: str) -> None:
    last = before.checkpoint if before else None
    if last and last.size > given.size:
        raise Fault("cosign-older", signed=last.size, size=given.size)
    if roots[given.size] != given.root:
        raise Fault("cosign-root", place, found=f"{given.size} {roots[given.size]}")
    if last and roots[last.size] != last.root:
        raise Fault("cosign-fork", place, signed=last.head)
