"""What somebody could do next, with right, stale and wrong arguments.

A move is data: who, which operation, which arguments. The tables here are the explorer's own
reading of the product, so that a right lost in the product is seen.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from tests.assurance.explorer.seen import PUPPET, Seen, SeenDraw
from tests.factories.planning import YEAR, line_draft
from tests.factories.registers import credit_code
from yaohao.ground.accounts.rules import Role
from yaohao.stages.draw.choosing import Choice
from yaohao.stages.planning.models import Line
from yaohao.stages.registers.rules.kinds import Credit, Exclusion

ONE, OTHER = "123456789012345678901234567890123456789", "987654321098765432109876543210987654321"
SIX, OTHER_SIX = "12345612345612345612345612345612345612345612345612", "6" * 50
BAD_THROWS = ("12", "x" * 39, "")
NOWHERE = "140700-2026-999"
CAUSES = ("设备故障", "", "长" * 201)
PLACES = ("lead", "second", "third")
_serial = count(1)


@dataclass(frozen=True, slots=True)
class Move:
    """`who` (sign-in name) does `name` with `values`; `wait` moves nobody but the clock."""

    who: str
    name: str
    values: Mapping[str, Any]

    def __str__(self) -> str:
        told = ", ".join(f"{key}={str(value)[:44]!r}" for key, value in self.values.items())
        return f"{self.who}: {self.name}({told})"


WAIT = Move("", "wait", {})


def throws_for(draw: SeenDraw) -> tuple[str, str]:
    """Two readings of this draw's dice."""
    return (SIX, OTHER_SIX) if "d6" in draw.dice else (ONE, OTHER)


def of_draw(who: str, draw: SeenDraw) -> Iterator[Move]:
    """Everything that can be tried at one draw, right and wrong."""
    number = draw.number
    for name in ("announce", "freeze", "bind", "draw", "reveal", "abort"):
        yield Move(who, name, {"number": number})
    for cause in CAUSES:
        yield Move(who, "ask_abort", {"number": number, "cause": cause})
    for seat in (1, 2, 9, -1):
        yield Move(who, "open_number", {"number": number, "seat": seat})
    for throws in (*throws_for(draw), *BAD_THROWS):
        yield Move(who, "type_dice", {"number": number, "throws": throws})
    for opened in {draw.opened, draw.opened - 1, draw.opened + 1}:
        for wanted in (1, 1000, 0, -3):
            yield Move(
                who, "open_assignments", {"number": number, "opened": opened, "count": wanted}
            )
    yield from _numbers(who, draw)
    for position in (0, 1, 99, -1):
        yield from _at(who, draw, position)


def _numbers(who: str, draw: SeenDraw) -> Iterator[Move]:
    fresh = f"{next(_serial):064x}"
    told = {"number": draw.number, "name": "见证人", "office": "派驻纪检监察组"}
    for digits, nonce in (("20260001", fresh), ("20260001", "01" * 32), ("x", fresh), ("7", "zz")):
        yield Move(who, "commit_number", told | {"witness_number": digits, "nonce": nonce})


def _at(who: str, draw: SeenDraw, position: int) -> Iterator[Move]:
    at = {"number": draw.number, "position": position}
    for name in ("open_at_door", "annul", "take_assignment", "read_door_proof"):
        yield Move(who, name, at)
    yield Move(who, "postpone", at | {"cause": "门锁着"})
    yield Move(who, "postpone", at | {"cause": ""})
    for role, cause in ((PLACES[0], "ILL"), (PLACES[1], "LEAVE"), (PLACES[2], "ILL")):
        yield Move(who, "ask_substitute", at | {"role": role, "cause": cause})
    yield Move(who, "ask_substitute", at | {"role": "lead", "cause": "FRIEND"})
    for asked in (*draw.waiting, 0):
        for throws in (*throws_for(draw), BAD_THROWS[0]):
            values = {"number": draw.number, "asked": asked, "throws": throws}
            yield Move(who, "type_substitute_dice", values)


def prepares(who: str, lines: tuple[int, ...]) -> Iterator[Move]:
    """A draw of each line, and of one that is not there, with every kind of source."""
    for line in (*lines, 999_999):
        for exercise in (False, True):
            for dice in ("d10", "d6", "", "d20"):
                witnesses = next(_serial) % 2 == 0
                choice = Choice(exercise=exercise, dice=dice, witnesses=witnesses)
                yield Move(who, "prepare", {"line": line, "choice": choice})


def of_plan(who: str, seen: Seen, item: int) -> Iterator[Move]:
    """The plan changed under a draw: a second line for the same thing, a line written anew."""
    twin = Line.objects.filter(pk=min(seen.lines)).values_list("item", flat=True)[0]
    drafts = (
        line_draft_of(twin),
        line_draft_of(twin, cycle="另一周期"),
        line_draft_of(item, title="又一行"),
        line_draft_of(twin, cap=99),
    )
    for draft in drafts:
        yield Move(who, "add_line", {"year": YEAR, "draft": draft})
        for line in seen.lines:
            yield Move(who, "change_line", {"pk": line, "draft": draft})
    for line in (*seen.lines, 999_999):
        for name in ("submit_line", "approve_line", "remove_line"):
            yield Move(who, name, {"pk": line})
        yield Move(who, "return_line", {"pk": line, "reason": "再改"})


def line_draft_of(item: int, **values: Any) -> Any:
    """A draft for an item by its key."""
    return line_draft(_Keyed(item), **values)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class _Keyed:
    pk: int


def of_registers(who: str, seen: Seen) -> Iterator[Move]:
    """Registers changed under a draw: somebody enters, leaves, is graded anew, loses a badge."""
    new = {"name": "新来企业", "credit_code": credit_code(900_000 + next(_serial))}
    yield Move(who, "add_object", {"values": new | {"address": "山西省晋中市榆次区迎宾街9号"}})
    for row in seen.objects:
        for revision in (row.revision, row.revision - 1):
            at = {"pk": row.pk, "revision": revision}
            yield Move(who, "edit_object", at | {"values": {"risk": "BLUE"}})
            gone = {"reason": Exclusion.CLOSED, "on": date(YEAR, 1, 1)}
            yield Move(who, "end_object", at | gone)
            yield Move(who, "resume_object", at)
        graded = {"object_id": row.name, "credit": Credit.D, "reason": "查实", "article": "19"}
        yield Move(who, "grade_object", graded | {"source": "case-1"})
    for row in seen.officers:
        yield from _of_officer(who, row.pk, row.revision, seen)
    for pk in (*seen.recusals, 999_999):
        yield Move(who, "lift_recusal", {"pk": pk})


def _of_officer(who: str, pk: int, revision: int, seen: Seen) -> Iterator[Move]:
    for values in ({"valid_to": date(YEAR, 3, 1)}, {"active": False}, {"name": "改名"}):
        yield Move(who, "edit_officer", {"pk": pk, "revision": revision, "values": values})
    yield Move(who, "edit_officer", {"pk": pk, "revision": 0, "values": {"name": "旧页"}})
    declared = {"officer": pk, "object_id": seen.objects[0].name, "reason": "亲属"}
    yield Move(who, "declare_recusal", declared)


def of_accounts(who: str, names: tuple[str, ...], seen: Seen) -> Iterator[Move]:
    """People made, given roles and taken out, oneself among them."""
    for role in (Role.CLERK, Role.DIRECTOR, Role.OFFICER, Role.WITNESS, Role.SECURITY_ADMIN):
        username = f"{PUPPET}{role.value}-{len(seen.puppets)}"
        values = {"username": username, "full_name": "新人", "roles": (role,)}
        yield Move(who, "create_person", values)
        for name in (who, *names, *seen.puppets):
            yield Move(who, "grant", {"user": name, "role": role})
            yield Move(who, "revoke", {"user": name, "role": role})
    for name in (who, *names, *seen.puppets):
        yield Move(who, "deactivate", {"user": name, "reason": "调离"})
        yield Move(who, "reactivate", {"user": name, "reason": "回来"})


def honest(seen: Seen, lines: tuple[int, ...], city: int) -> Iterator[Move]:
    """What people of the city would do next in good faith."""
    over = ("aborted", "revealed", "void")
    busy = {draw.line for draw in seen.draws if draw.state not in over}
    done = {draw.line for draw in seen.draws if draw.state == "revealed" and not draw.exercise}
    for line in lines[:2]:
        if line not in busy | done:
            for dice in ("d10", "d6"):
                yield Move("clerk", "prepare", {"line": line, "choice": Choice(dice=dice)})
            practice = Choice(exercise=True, dice="")
            yield Move("clerk", "prepare", {"line": line, "choice": practice})
    for draw in seen.draws:
        if draw.bureau == city:
            yield from _next(draw)


def _next(draw: SeenDraw) -> Iterator[Move]:
    number = {"number": draw.number}
    for who, name in _PRESS.get(draw.state, ()):
        yield Move(who, name, number)
    if draw.state == "frozen" and draw.witnesses and draw.seats < 1:
        yield next(_numbers("witness", draw))
    if draw.state == "bound":
        if draw.closed:
            seat = draw.seats - draw.closed + 1
            yield Move("witness", "open_number", number | {"seat": seat})
        for who in ("clerk", "witness"):
            yield Move(who, "type_dice", number | {"throws": throws_for(draw)[0]})
    if draw.state in ("drawn", "opening"):
        yield Move("clerk", "open_assignments", number | {"opened": draw.opened, "count": 1})
    if draw.state == "opening":
        yield from _after_opening(draw)
    if draw.abort_asked:
        yield Move("director", "abort", number)
    elif draw.state in ("announced", "frozen", "bound", "drawn", "opening"):
        yield Move("clerk", "ask_abort", number | {"cause": CAUSES[0]})


_PRESS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "prepared": (("director", "announce"),),
    "announced": (("clerk", "freeze"),),
    "frozen": (("clerk", "bind"),),
    "bound": (("clerk", "draw"),),
    "drawn": (("clerk", "reveal"),),
    "opening": (("clerk", "reveal"),),
    "aborted": (("clerk", "reveal"),),
}


def _after_opening(draw: SeenDraw) -> Iterator[Move]:
    for who in ("officer", "officer-2"):
        yield Move(who, "open_at_door", {"number": draw.number, "position": 0})
    asking = {"number": draw.number, "position": 0, "role": "lead", "cause": "ILL"}
    yield Move("head", "ask_substitute", asking)
    for asked in draw.waiting:
        for who in ("clerk", "witness"):
            values = {"number": draw.number, "asked": asked, "throws": throws_for(draw)[0]}
            yield Move(who, "type_substitute_dice", values)
