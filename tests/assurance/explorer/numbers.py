"""Moves at a round and its randomness: binding, numbers of every source, fallback, cosignatures."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import count, cycle
from typing import Any

from tests.assurance.explorer.kinds import SIGNATURES, Kind
from tests.assurance.explorer.move import Move
from tests.assurance.explorer.seen import Seen, SeenDraw
from tests.assurance.explorer.world import World
from tests.factories.cosigning import CITIZEN, JIWEI, NOTARY, key_of
from yaohao.stages.draw.rules import Appointment

ONE, OTHER = "123456789012345678901234567890123456789", "987654321098765432109876543210987654321"
SIX, OTHER_SIX = "12345612345612345612345612345612345612345612345612", "6" * 50
BAD_THROWS = ("12", "x" * 39, "")
FAILURES = ("本期停售", "", "长" * 101)
MINUTE = timedelta(minutes=1)
NOWHERE = Appointment()
_WRONG = cycle((NOWHERE, Appointment("第3期")))
_serial = count(1)


def throws_for(source: str) -> tuple[str, str]:
    """Two readings of these dice."""
    return (SIX, OTHER_SIX) if "d6" in source else (ONE, OTHER)


def at_rounds(who: str, draw: SeenDraw, world: World) -> Iterator[Move]:
    """Everything at the round in work, some at the one before it and at one still to come."""
    number = {"number": draw.number}
    yield from _in_work(who, draw, number | {"round_number": draw.round}, world)
    others = {max(1, draw.round - 1)} | ({draw.round + 1} & {2, 3, 4})
    for other in sorted(others - {draw.round}):
        at = number | {"round_number": other}
        yield Move(who, "draw", at)
        yield Move(who, "bind", at | {"appointment": appointed(world)})
        yield Move(who, "open_number", at | {"seat": 1})
        yield Move(who, "type_dice", at | {"throws": throws_for(draw.dice)[0]})
        yield next(commits(who, draw, other))
        if draw.planned > 1:
            yield from _public_numbers(who, draw, at, world.kind)


def _in_work(who: str, draw: SeenDraw, at: Mapping[str, Any], world: World) -> Iterator[Move]:
    """Everything at the round in work."""
    yield Move(who, "draw", at)
    for appointment in _appointments(draw, world):
        yield Move(who, "bind", {**at, "appointment": appointment})
    for seat in (1, 2, -1):
        yield Move(who, "open_number", {**at, "seat": seat})
    for throws in (*throws_for(draw.dice), *BAD_THROWS):
        yield Move(who, "type_dice", {**at, "throws": throws})
    yield from commits(who, draw, draw.round)
    yield from _public_numbers(who, draw, at, world.kind)


def commits(who: str, draw: SeenDraw, number: int) -> Iterator[Move]:
    """Numbers of witnesses; the first of them is right."""
    fresh = f"{next(_serial):064x}"
    at: dict[str, Any] = {"number": draw.number, "round_number": number}
    told = at | {"name": "见证人", "office": "派驻纪检监察组"}
    for digits, nonce in (("20260001", fresh), ("20260001", "01" * 32), ("x", fresh), ("7", "zz")):
        yield Move(who, "commit_number", told | {"witness_number": digits, "nonce": nonce})


def _public_numbers(who: str, draw: SeenDraw, at: Mapping[str, Any], kind: Kind) -> Iterator[Move]:
    """Numbers of every issue and signatures of every round, whichever is bound."""
    words = " ".join(draw.sources)
    for issue in kind.issues if "lottery" in words else kind.issues[:1]:
        yield Move(who, "type_lottery", {**at, "numbers": issue.numbers})
    for signature in SIGNATURES.values() if "drand" in words else ("b" * 96,):
        yield Move(who, "note_drand", {**at, "signature": signature})
    if "lottery" in words:
        yield Move(who, "replace_source", at)
        for cause in FAILURES:
            yield Move(who, "report_failure", {**at, "cause": cause})
        yield Move(who, "type_lottery", {**at, "numbers": "x"})
        yield Move(who, "note_drand", {**at, "signature": "b" * 96})


def appointed(world: World) -> Appointment:
    """Issue and moment that are next, as somebody honest appoints them."""
    now = world.now() + MINUTE
    issue = next((each for each in world.kind.issues if each.at > now), None)
    moment = next((each for each in world.kind.moments if each > now), None)
    return Appointment(issue.name if issue else "", issue.at if issue else None, moment)


def told_falsely(move: Move, kind: Kind) -> bool:
    """Whether a round is bound to an issue and another moment than the one it is drawn at. The
    house cannot know; whoever looks into the calendar of the lottery does."""
    when = move.values.get("appointment", NOWHERE)
    times = {issue.name: issue.at for issue in kind.issues}
    return bool(times.get(when.lottery_issue, when.lottery_time) != when.lottery_time)


def _appointments(draw: SeenDraw, world: World) -> Iterator[Appointment]:
    """The right one; and issues and moments that passed, that are told falsely, or are none."""
    right = appointed(world)
    yield right
    words, now = " ".join(draw.sources), world.now()
    if "lottery" in words:
        yield next(_WRONG)
        for issue in [each for each in world.kind.issues if each.at <= now][-1:]:
            yield Appointment(issue.name, issue.at, right.drand_time)
            yield Appointment(issue.name, now + 5 * MINUTE, right.drand_time)
    if "drand" in words:
        for moment in (world.kind.moments[0], now, now + timedelta(days=5000)):
            yield Appointment(right.lottery_issue, right.lottery_time, moment)


def at_questions(who: str, draw: SeenDraw) -> Iterator[Move]:
    """Fresh numbers for the substitutes that are waited for, and for one nobody asked for."""
    for asked in (*draw.waiting, 0):
        at = {"number": draw.number, "asked": asked}
        for throws in (*throws_for(draw.fresh), BAD_THROWS[0]):
            yield Move(who, "type_substitute_dice", at | {"throws": throws})
        signatures = [*SIGNATURES.values(), "b" * 96] if "drand" in draw.fresh else ["b" * 96]
        for signature in signatures:
            yield Move(who, "note_substitute_drand", at | {"signature": signature})


def cosignings(who: str, seen: Seen, kind: Kind) -> Iterator[Move]:
    """Checkpoints handed in: right, of a forked log, of an old head, back-dated, by strangers."""
    if not kind.cosigners:
        return
    for names in ((JIWEI,), (NOTARY,), (JIWEI, NOTARY), (JIWEI, JIWEI), (CITIZEN,), ()):
        yield hand_in(who, seen, *names)
    for of in ("forked", "forked on", "old", "another log"):
        yield hand_in(who, seen, JIWEI, NOTARY, of=of)
    for minutes in (-600, -4, 4, 600):
        yield hand_in(who, seen, JIWEI, NOTARY, minutes=minutes)
    yield hand_in(who, seen, JIWEI, by=NOTARY)
    for name in (CITIZEN, JIWEI):
        yield Move(who, "propose_name", {"key": key_of(name), "holder": "某人"})
    for pk in seen.cosigners[:2]:
        yield Move(who, "propose_end", {"cosigner": pk, "cause": "换届"})
    for pk in (*seen.proposals, 999_999):
        yield Move(who, "confirm", {"proposal": pk})
        yield Move(who, "decline", {"proposal": pk})


def hand_in(
    who: str, seen: Seen, *names: str, of: str = "head", minutes: int = 0, by: str = ""
) -> Move:
    """A cosigned checkpoint; it is signed when it is handed in. `by`: in whose name instead."""
    told = {"size": seen.log, "names": names, "of": of, "minutes": minutes, "by": by}
    return Move(who, "hand_in", told)


def of_shares(who: str, draw: SeenDraw, world: World) -> Iterator[Move]:
    """Shares of the key taken, twice too, and brought back: right, the same twice, invented."""
    if not draw.shares and not any(number == draw.number for number, _share in world.held):
        return
    for share in (1, 2, 3, 9):
        yield Move(who, "hand_share", {"number": draw.number, "share": share})
    mine = [text for (number, _share), text in world.held.items() if number == draw.number]
    for first, second in ((mine[:1], mine[1:2]), (mine[:1], mine[:1]), (mine[:1], ["ab" * 32])):
        told = {"first": "".join(first), "second": "".join(second)}
        yield Move(who, "restore_key", {"number": draw.number} | told)
