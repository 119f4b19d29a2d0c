"""Where the randomness of a round comes from (spec/3-acts-and-draw.md, "Randomness").

Sources are announced in this order, each at most once: `witnesses`, `server`, `dice …`.
A value of randomness is always passed in; this module draws nothing itself.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from fairdraw.digest import Hash
from fairdraw.encoding import sized, tag, u32
from fairdraw.errors import Fault

NUMBER = re.compile(r"[0-9]{1,64}")
_DICE = re.compile(r"dice (d10|d6) ([1-9][0-9]{1,3})")
_FEWEST = {"d10": 39, "d6": 50}
_FACES = {"d10": "0123456789", "d6": "123456"}
_ORDER = ("witnesses", "server", "dice")


@dataclass(frozen=True, slots=True)
class Source:
    """One announced source: `text` as announced; `throws` and `faces` for dice."""

    text: str
    kind: str
    throws: int = 0
    faces: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a source; `Fault("source-unknown")` or `Fault("dice-few")` (under 128 bits)."""
        if text in ("server", "witnesses"):
            return cls(text, text)
        found = _DICE.fullmatch(text)
        if not found:
            raise Fault("source-unknown", "announce source", value=text)
        die, throws = found[1], int(found[2])
        if throws < _FEWEST[die]:
            raise Fault("dice-few", "announce source", value=text, fewest=_FEWEST[die])
        return cls(text, "dice", throws, _FACES[die])

    def dice_value(self, throws: str) -> bytes:
        """Return the value of thrown dice; `Fault("dice-count" | "dice-face")`."""
        if len(throws) != self.throws:
            raise Fault("dice-count", "dice throws", found=len(throws), expected=self.throws)
        if not set(throws) <= set(self.faces):
            raise Fault("dice-face", "dice throws", faces=self.faces)
        return throws.encode("ascii")


def check_sources(sources: Sequence[Source], exercise: bool) -> None:
    """Refuse sources out of order or twice, and a real draw that does not end with dice."""
    places = [_ORDER.index(source.kind) for source in sources]
    if any(left >= right for left, right in pairwise(places)):
        raise Fault("source-order", "announce source")
    if not exercise and sources[-1].kind != "dice":
        raise Fault("exercise-unmarked", "announce exercise", last=sources[-1].text)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a witness had committed to: `number` as ASCII digits, `nonce` of 32 bytes."""

    number: str
    nonce: bytes


def witness_commitment(pool_digest: bytes, seat: int, opened: Opened, digest: Hash) -> bytes:
    """Return H(T("witness") || D(pool) || u32 seat || u32 len || number || nonce)."""
    if not NUMBER.fullmatch(opened.number) or len(opened.nonce) != 32:
        raise Fault("witness-number", f"commit seat {seat}")
    number = opened.number.encode("ascii")
    return digest(tag("witness") + pool_digest + u32(seat) + sized(number) + opened.nonce)


def witnesses_value(commits: Iterable[tuple[bytes, str | None]]) -> bytes:
    """Return the value of the witnesses: pairs (commitment, opened number or None) by seat.

    A number that was not opened stands in by its commitment, so nobody has a veto.
    """
    return b"".join(
        b"\0" + sized(commitment) if number is None else b"\1" + sized(number.encode("ascii"))
        for commitment, number in commits
    )


def combine(values: Iterable[tuple[Source, bytes]], digest: Hash) -> bytes:
    """Return b: the hash over every announced source and its value, in announced order."""
    return digest(
        tag("rand")
        + b"".join(sized(source.text.encode("ascii")) + sized(value) for source, value in values)
    )


def seed(round_digest: bytes, randomness: bytes, digest: Hash) -> bytes:
    """Return the seed of a round: H(T("seed") || D(round entry) || b)."""
    return digest(tag("seed") + round_digest + randomness)
