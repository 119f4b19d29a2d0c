"""What people of the city would do next in good faith: the trunk that everything grows from."""

from collections.abc import Iterator, Mapping

from tests.assurance.explorer.kinds import SIGNATURES
from tests.assurance.explorer.move import Move
from tests.assurance.explorer.moves import CAUSES
from tests.assurance.explorer.numbers import appointed, commits, hand_in, throws_for
from tests.assurance.explorer.seen import Seen, SeenDraw
from tests.assurance.explorer.world import World

ABORTABLE = ("announced", "frozen", "bound", "drawn", "opening")
LATER = ("drawn", "opening")
_PRESS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "prepared": (("director", "announce"),),
    "announced": (("director", "ask_freeze"), ("clerk", "freeze")),
    "drawn": (("clerk", "reveal"),),
    "opening": (("clerk", "reveal"),),
    "aborted": (("clerk", "reveal"),),
}


def honest(seen: Seen, world: World) -> Iterator[Move]:
    """Every next step; most of them wait for others."""
    over = ("aborted", "revealed", "void")
    busy = {draw.line for draw in seen.draws if draw.state not in over}
    done = {draw.line for draw in seen.draws if draw.state == "revealed" and not draw.exercise}
    for line in world.lines[:2]:
        if line not in busy | done:
            for choice in world.kind.choices:
                yield Move("clerk", "prepare", {"line": line, "choice": choice})
    for draw in seen.draws:
        if draw.bureau == world.cast.city.pk:
            yield from _next(draw, seen, world)


def _next(draw: SeenDraw, seen: Seen, world: World) -> Iterator[Move]:
    number = {"number": draw.number}
    if draw.state in ("announced", "frozen"):
        for share in draw.shares:
            yield Move("witness", "hand_share", number | {"share": share})
    for who, name in _PRESS.get(draw.state, ()):
        yield Move(who, name, number)
    if draw.state in ("frozen", "bound", *LATER) and draw.round <= draw.planned:
        yield from _round(draw, seen, world)
    if draw.state in LATER:
        for each, opened in draw.opened.items():
            at = number | {"round_number": each, "opened": opened, "count": 1}
            yield Move("clerk", "open_assignments", at)
    if draw.state == "opening":
        yield from _after_opening(draw, seen, world)
    if draw.abort_asked:
        yield Move("director", "abort", number)
    elif draw.state in ABORTABLE:
        yield Move("clerk", "ask_abort", number | {"cause": CAUSES[0]})


def _round(draw: SeenDraw, seen: Seen, world: World) -> Iterator[Move]:
    """The round in work: bound, cosigned, its numbers in their order, drawn."""
    at = {"number": draw.number, "round_number": draw.round}
    if draw.stage == "waiting":
        if draw.witnesses and not draw.seats:
            yield next(commits("witness", draw, draw.round))
        yield Move("clerk", "bind", at | {"appointment": appointed(world)})
        return
    if draw.short:
        yield hand_in("witness", seen, *world.kind.cosigners)
    if draw.closed:
        yield Move("witness", "open_number", at | {"seat": draw.seats - draw.closed + 1})
    yield from _values(draw, world)
    if draw.failed:
        yield Move("director", "replace_source", at)
    elif draw.pending.startswith("lottery"):
        yield Move("clerk", "report_failure", at | {"cause": "本期停售"})
    yield Move("clerk", "draw", at)


def _values(draw: SeenDraw, world: World) -> Iterator[Move]:
    at = {"number": draw.number, "round_number": draw.round}
    words = draw.pending.split(" ")
    match words[0]:
        case "dice":
            for who in ("clerk", "witness"):
                yield Move(who, "type_dice", at | {"throws": throws_for(draw.dice)[0]})
        case "lottery":
            for issue in world.kind.issues:
                if issue.name in words:
                    for who in ("clerk", "witness"):
                        yield Move(who, "type_lottery", at | {"numbers": issue.numbers})
        case "drand" if int(words[-1]) in SIGNATURES:
            yield Move("clerk", "note_drand", at | {"signature": SIGNATURES[int(words[-1])]})


def _after_opening(draw: SeenDraw, seen: Seen, world: World) -> Iterator[Move]:
    for each, opened in draw.opened.items():
        at = {"number": draw.number, "round_number": each, "position": max(0, opened - 1)}
        for who in ("officer", "officer-2", "guest"):
            yield Move(who, "open_at_door", at)
        yield Move("head", "ask_substitute", at | {"role": "lead", "cause": "ILL"})
    if draw.waiting and world.kind.cosigners:
        yield hand_in("witness", seen, *world.kind.cosigners)
    for asked in draw.waiting:
        told = {"number": draw.number, "asked": asked}
        if "drand" in draw.fresh:
            for signature in SIGNATURES.values():
                yield Move("clerk", "note_substitute_drand", told | {"signature": signature})
            continue
        for who in ("clerk", "witness"):
            fresh = told | {"throws": throws_for(draw.fresh)[0]}
            yield Move(who, "type_substitute_dice", fresh)
