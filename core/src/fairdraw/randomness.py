"""Where the randomness of a round comes from (spec/3-acts-and-draw.md, "Randomness").

A value of randomness is always passed in; this module draws nothing itself. A source is announced
(`lottery ssq`) and bound in a round entry (`lottery ssq 2026133 2026-11-24T13:15:00Z`).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from fairdraw.crypto import bls
from fairdraw.digest import Hash, sha256
from fairdraw.encoding import sized, tag, u32
from fairdraw.errors import Fault

NUMBER = re.compile(r"[0-9]{1,64}")
_DICE = re.compile(r"dice (d10|d6) ([1-9][0-9]{1,3})")
_LOTTERY = re.compile(r"lottery ([a-z0-9-]{1,16})(?: ([0-9A-Z-]{1,32}) (\S+))?")
_DRAND = re.compile(r"drand quicknet(?: ([1-9][0-9]{0,17}))?")
_FEWEST = {"d10": 39, "d6": 50}
_FACES = {"d10": "0123456789", "d6": "123456"}
_START = datetime.fromtimestamp(bls.QUICKNET_GENESIS, UTC)
_PERIOD = bls.QUICKNET_PERIOD


@dataclass(frozen=True, slots=True)
class Source:
    """One source: `text` as written, `kind` its first word; `throws` and `faces` for dice.

    `known`: for a bound lottery or drand round, the time (`YYYY-MM-DDThh:mm:ssZ`) from which its
    value can be known, `since` the same in seconds; `number` is the drand round. `bound` tells
    whether it names one value.
    """

    text: str
    kind: str
    throws: int = 0
    faces: str = ""
    known: str = ""
    since: int | None = None
    number: int = 0
    bound: bool = True

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a source, announced or bound; `Fault("source-unknown")` or `Fault("dice-few")`
        (under 128 bits)."""
        if text in ("server", "witnesses"):
            return cls(text, text)
        if found := _LOTTERY.fullmatch(text):
            known = found[3] or ""
            return cls(text, "lottery", known=known, since=seconds(known), bound=bool(known))
        if found := _DRAND.fullmatch(text):
            return cls._drand(text, int(found[1] or 0))
        found = _DICE.fullmatch(text)
        if not found:
            raise Fault("source-unknown", "announce source", value=text)
        die, throws = found[1], int(found[2])
        if throws < _FEWEST[die]:
            raise Fault("dice-few", "announce source", value=text, fewest=_FEWEST[die])
        return cls(text, "dice", throws, _FACES[die])

    @classmethod
    def _drand(cls, text: str, number: int) -> Self:
        since = bls.QUICKNET_GENESIS + _PERIOD * (number - 1) if number else None
        known = quicknet_time(number)
        return cls(text, "drand", known=known, since=since, number=number, bound=number > 0)

    def binds(self, announced: "Source") -> bool:
        """Tell whether this bound source is an instance of an announced one."""
        if self.kind in ("lottery", "drand"):
            return self.bound and self.text.startswith(f"{announced.text} ")
        return self.text == announced.text

    def dice_value(self, throws: str) -> bytes:
        """Return the value of thrown dice; `Fault("dice-count" | "dice-face")`."""
        if len(throws) != self.throws:
            raise Fault("dice-count", "dice throws", found=len(throws), expected=self.throws)
        if not set(throws) <= set(self.faces):
            raise Fault("dice-face", "dice throws", faces=self.faces)
        return throws.encode("ascii")

    def drand_value(self, signature: bytes) -> bytes:
        """Return the value of a drand round; `Fault("drand-signature")` if it does not verify."""
        message = sha256(self.number.to_bytes(8, "big"))
        if not bls.verify(bls.QUICKNET_PUBLIC, message, signature):
            raise Fault("drand-signature", "drand signature", number=self.number)
        return signature


def seconds(time: str) -> int | None:
    """Return a time of the log in seconds since 1970, None for an empty text."""
    return int(datetime.fromisoformat(time).timestamp()) if time else None


def quicknet_time(number: int) -> str:
    """Return when a round of drand quicknet is published; empty for none (0) and for rounds past
    the year 9999, which nobody will wait for."""
    try:
        moment = _START + timedelta(seconds=_PERIOD * (number - 1))
    except OverflowError:
        return "9999-12-31T23:59:59Z"
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if number else ""


def quicknet_round(after: str) -> int:
    """Return the first round of drand quicknet that is published at or after a time."""
    seconds = int((datetime.fromisoformat(after) - _START).total_seconds())
    return max(1, -(-seconds // _PERIOD) + 1)


def check_sources(sources: Sequence[Source], exercise: bool) -> None:
    """Refuse sources out of order or twice, and a real draw that ends with the server's own."""
    kinds = [source.kind for source in sources]
    if len(set(kinds)) < len(kinds) or "witnesses" in kinds[1:]:
        raise Fault("source-order", "announce source")
    if not exercise and kinds[-1] == "server":
        raise Fault("exercise-unmarked", "announce exercise", last=sources[-1].text)


def check_fallbacks(sources: Sequence[Source], fallbacks: Sequence[tuple[int, Source]]) -> None:
    """Refuse a fallback that stands in for nothing, or that somebody could choose."""
    kinds = {source.kind for source in sources}
    numbers = [number for number, _ in fallbacks]
    words = [fallback.kind for _, fallback in fallbacks]
    ascending = numbers == sorted(set(numbers)) and len(set(words)) == len(words)
    for number, fallback in fallbacks:
        replaced = sources[number - 1].kind if number <= len(sources) else ""
        chosen = fallback.kind in ("witnesses", "server") or fallback.kind in kinds
        if replaced not in ("lottery", "dice") or chosen or not ascending:
            raise Fault("fallback-source", "announce fallback", value=f"{number} {fallback.text}")


def check_fresh(fresh: Sequence[Source], roles: bool, exercise: bool) -> None:
    """Refuse sources for substitutes that are missing, twice, or the operator's own alone."""
    if bool(fresh) != roles:
        raise Fault("fresh-missing", "announce fresh")
    if not fresh:
        return
    if any(source.kind in ("witnesses", "lottery") for source in fresh):
        raise Fault("source-order", "announce fresh")
    check_sources(fresh, exercise)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a witness had committed to: `number` as ASCII digits, `nonce` of 32 bytes."""

    number: str
    nonce: bytes


def witness_commitment(
    pool_digest: bytes, round_number: int, seat: int, opened: Opened, digest: Hash
) -> bytes:
    """Return H(T("witness") || D(pool) || u32 round || u32 seat || sized number || nonce)."""
    if not NUMBER.fullmatch(opened.number) or len(opened.nonce) != 32:
        raise Fault("witness-number", f"commit seat {seat}")
    number = sized(opened.number.encode("ascii"))
    place = u32(round_number) + u32(seat)
    return digest(tag("witness") + pool_digest + place + number + opened.nonce)


def witnesses_value(commits: Iterable[tuple[bytes, str | None]]) -> bytes:
    """Return the value of the witnesses: pairs (commitment, opened number or None) by seat.

    A number that was not opened stands in by its commitment, so nobody has a veto.
    """
    return b"".join(
        b"\0" + sized(commitment) if number is None else b"\1" + sized(number.encode("ascii"))
        for commitment, number in commits
    )


def combine(values: Iterable[tuple[Source, bytes]], digest: Hash) -> bytes:
    """Return b: the hash over every bound source and its value, in announced order."""
    return digest(
        tag("rand")
        + b"".join(sized(source.text.encode("ascii")) + sized(value) for source, value in values)
    )


def seed(round_digest: bytes, randomness: bytes, digest: Hash) -> bytes:
    """Return the seed of a round: H(T("seed") || D(round entry) || b)."""
    return digest(tag("seed") + round_digest + randomness)


def substitute_seed(event_digest: bytes, randomness: bytes, digest: Hash) -> bytes:
    """Return the seed of a substitution: H(T("subst") || D(substitute entry) || b)."""
    return digest(tag("subst") + event_digest + randomness)
