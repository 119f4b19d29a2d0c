"""What somebody could do next, with right, stale and wrong arguments.

A move is data: who, which operation, which arguments. The tables here are the explorer's own
reading of the product, so that a right lost in the product is seen.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Any

from tests.assurance.explorer.kinds import Kind
from tests.assurance.explorer.move import Move
from tests.assurance.explorer.numbers import at_questions, at_rounds, of_shares
from tests.assurance.explorer.seen import PUPPET, Seen, SeenDraw
from tests.assurance.explorer.world import World
from tests.factories.planning import YEAR, line_draft
from tests.factories.registers import credit_code
from yaohao.ground.accounts.rules import Role
from yaohao.stages.draw.choosing import Choice
from yaohao.stages.planning.models import Line
from yaohao.stages.registers.rules.kinds import Credit, Exclusion

NOWHERE = "140700-2026-999"
CAUSES = ("设备故障", "", "长" * 201)
PLACES = ("lead", "second", "third")
_serial = count(1)


def of_draw(who: str, draw: SeenDraw, world: World) -> Iterator[Move]:
    """Everything that can be tried at one draw, right and wrong."""
    number = draw.number
    for name in ("announce", "ask_freeze", "freeze", "reveal", "abort"):
        yield Move(who, name, {"number": number})
    for cause in CAUSES:
        yield Move(who, "ask_abort", {"number": number, "cause": cause})
    yield from at_rounds(who, draw, world)
    yield from at_questions(who, draw)
    yield from of_shares(who, draw, world)
    for round_number in (*draw.opened, draw.round):
        yield from _envelopes(who, draw, round_number)
        for position in (0, 1, 99, -1) if round_number in draw.opened else (0,):
            yield from _at(who, draw, round_number, position)


def _envelopes(who: str, draw: SeenDraw, round_number: int) -> Iterator[Move]:
    before = draw.opened.get(round_number, 0)
    at = {"number": draw.number, "round_number": round_number}
    for opened in (before, before - 1, before + 1):
        for wanted in (1, 1000, 0, -3):
            yield Move(who, "open_assignments", at | {"opened": opened, "count": wanted})


def _at(who: str, draw: SeenDraw, round_number: int, position: int) -> Iterator[Move]:
    at = {"number": draw.number, "round_number": round_number, "position": position}
    for name in ("open_at_door", "annul", "take_assignment", "read_door_proof"):
        yield Move(who, name, at)
    yield Move(who, "postpone", at | {"cause": "门锁着"})
    yield Move(who, "postpone", at | {"cause": ""})
    for role, cause in ((PLACES[0], "ILL"), (PLACES[1], "LEAVE"), (PLACES[2], "ILL")):
        yield Move(who, "ask_substitute", at | {"role": role, "cause": cause})
    yield Move(who, "ask_substitute", at | {"role": "lead", "cause": "FRIEND"})


def prepares(who: str, lines: tuple[int, ...], kind: Kind) -> Iterator[Move]:
    """A draw of each line, and of one that is not there, with every kind of source and rounds."""
    for line in (*lines, 999_999):
        for exercise in (False, True):
            for dice in ("d10", "d6", "", "d20"):
                witnesses = next(_serial) % 2 == 0
                choice = Choice(exercise=exercise, dice=dice, witnesses=witnesses)
                yield Move(who, "prepare", {"line": line, "choice": choice})
        for choice in kind.choices:
            yield Move(who, "prepare", {"line": line, "choice": choice})
            for wrong in ({"quorum": 7}, {"rounds": choice.rounds[1:]}, {"lenders": ("x",)}):
                told = replace(choice, **wrong)
                yield Move(who, "prepare", {"line": line, "choice": told})


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
