"""What a cosignature may be refused for, and what the log takes from a cosigned checkpoint; pure.

A cosigned checkpoint is a note (core/spec/5-record-and-proof.md, "Checkpoint"): the head of the
log as the portal gave it out, with the line of one or more witnesses behind it.
"""

from base64 import b64decode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from fairdraw.checkpoint import Checkpoint, parse
from fairdraw.errors import Fault
from fairdraw.policy import Policy, knows, timestamp_of

MOST_LINES = 16  # signatures in one note
SLACK = timedelta(minutes=5)  # between the witness's clock and ours


class Reason(StrEnum):
    """Why the log does not take a cosigned checkpoint."""

    MALFORMED = "malformed"
    MANY = "many"
    UNSIGNED = "unsigned"
    TWICE = "twice"
    ORIGIN = "origin"
    BEYOND = "beyond"
    ROOT = "root"
    UNKNOWN = "unknown"
    KEY = "key"
    SIGNATURE = "signature"
    AHEAD = "ahead"
    BEHIND = "behind"
    STALE = "stale"


class Unfit(Exception):
    """A cosigned checkpoint is refused whole; `details` fill the sentence for the reason."""

    def __init__(self, reason: Reason, **details: object) -> None:
        super().__init__(reason, details)
        self.reason = reason
        self.details = details


@dataclass(frozen=True, slots=True)
class Cosignature:
    """One verified line: who signed, when by the witness's clock, and the line itself."""

    name: str
    moment: datetime
    line: str


def read(note: bytes, origin: str) -> Checkpoint:
    """Read a cosigned checkpoint of the log `origin`; raises Unfit."""
    try:
        checkpoint = parse(note)
    except Fault as fault:
        raise Unfit(Reason.MALFORMED, fault=fault) from fault
    if checkpoint.origin != origin:
        raise Unfit(Reason.ORIGIN, found=checkpoint.origin, origin=origin)
    lines = witnesses(checkpoint)
    if not lines:
        raise Unfit(Reason.UNSIGNED)
    if len(lines) > MOST_LINES:
        raise Unfit(Reason.MANY, most=MOST_LINES)
    names = [line.split(" ")[0] for line in lines]
    if len(set(names)) < len(names):
        raise Unfit(Reason.TWICE, name=max(names, key=names.count))
    return checkpoint


def witnesses(checkpoint: Checkpoint) -> tuple[str, ...]:
    """The lines that are not the log's own."""
    own = checkpoint.origin + " "
    return tuple(line for line in checkpoint.signatures if not line.startswith(own))


def verified(
    checkpoint: Checkpoint, keys: Mapping[str, bytes], *, now: datetime, grown: datetime
) -> list[Cosignature]:
    """Every witness's line, verified; `keys`: name to public key of 32 bytes.

    `grown` is when the last entry of the head was written: nobody signed it before. Raises Unfit.
    """
    found = [_verified(line, checkpoint, keys) for line in witnesses(checkpoint)]
    for each in found:
        if each.moment > now + SLACK:
            raise Unfit(Reason.AHEAD, name=each.name, moment=each.moment)
        if each.moment < grown - SLACK:
            raise Unfit(Reason.BEHIND, name=each.name, moment=each.moment)
    return found


def _verified(line: str, checkpoint: Checkpoint, keys: Mapping[str, bytes]) -> Cosignature:
    name = line.split(" ")[0]
    if name not in keys:
        raise Unfit(Reason.UNKNOWN, name=name)
    if line not in checkpoint.cosignatures():
        raise Unfit(Reason.SIGNATURE, name=name)
    policy = Policy(1, keys)
    if not knows(policy, line):
        raise Unfit(Reason.KEY, name=name)
    try:
        _, seconds = timestamp_of(policy, line, checkpoint.origin, checkpoint.head)
        return Cosignature(name, datetime.fromtimestamp(seconds, UTC), line)
    except (Fault, ValueError, OverflowError, OSError):
        raise Unfit(Reason.SIGNATURE, name=name) from None


@dataclass(frozen=True, slots=True)
class Quorum:
    """How far an entry of the log is cosigned under a policy.

    `signed`: name to the earliest moment (by the witness's clock) at which it cosigned a head
    beyond the entry; `missing`: who has not, by name.
    """

    needed: int
    signed: Mapping[str, datetime]
    missing: tuple[str, ...]

    @property
    def since(self) -> datetime | None:
        """When the quorum was reached: the moment of its last member; None before."""
        moments = sorted(self.signed.values())
        return moments[self.needed - 1] if 0 < self.needed <= len(moments) else None

    @property
    def short(self) -> int:
        """How many cosignatures are still needed."""
        return max(0, self.needed - len(self.signed))

    @property
    def reached(self) -> bool:
        """Whether enough have cosigned; always without a policy."""
        return len(self.signed) >= self.needed


NO_QUORUM = Quorum(0, {}, ())


def quorum_of(policy: Policy, lines: Iterable[str]) -> Quorum:
    """The quorum from the signature lines of the log, which were verified when they came in."""
    signed: dict[str, datetime] = {}
    for line in lines:
        if knows(policy, line):
            name, encoded = line.split(" ")
            seconds = int.from_bytes(b64decode(encoded)[4:12], "big")
            moment = datetime.fromtimestamp(seconds, UTC)
            signed[name] = min(moment, signed.get(name, moment))
    missing = tuple(name for name in policy.keys if name not in signed)
    return Quorum(policy.quorum, signed, missing)
