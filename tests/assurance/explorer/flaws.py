"""Seeded flaws: one for each rule, which the explorer must find within the short form's budget."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from importlib import import_module
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from fairdraw.acts import binding, contributing
from fairdraw.inputs import read as read_inputs

from yaohao.ground.accounts.scope import BureauQuerySet
from yaohao.ground.audit import operations as trail
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.audit.rules import SystemActor
from yaohao.ground.keys.models import Secret
from yaohao.ground.keys.operations import keep
from yaohao.stages.draw import gate
from yaohao.stages.draw.models import Draw, LogEntry, Where
from yaohao.stages.draw.queries.sealed import visits_now
from yaohao.stages.draw.rules import Act, State

Patch = pytest.MonkeyPatch
ALWAYS = SimpleNamespace(value=type("Always", (str,), {"__ne__": lambda *_: False})())


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is broken, who finds it, after which honest acts, and the rule that must be named.

    `near`: the only acts the search plays, where the one that shows the flaw has many wrong forms
    and few right ones, so that finding it is not a matter of luck.
    """

    name: str
    seed: Callable[[Patch], None]
    role: str
    start: tuple[str, ...]
    rule: str
    blind: bool = False
    kind: str = "plain"
    near: tuple[str, ...] = ()


def operation(name: str) -> ModuleType:
    """The module of an operation; the package shows the function of the same name."""
    return import_module(f"yaohao.stages.draw.operations.{name}")


def twice_by_the_state(patch: Patch) -> None:
    """Only state and round are not looked at: the database still stops the second draw, with an
    error."""
    module = operation("draw")
    progress = module.progress

    def any_round(*, round_number: int, **values: Any) -> Draw:
        return gate.locked(**values)

    def nothing_pending(draw: Draw) -> Any:
        found = progress(draw)
        return replace(found, bound=()) if draw.state == State.DRAWN.value else found

    patch.setattr(module, "locked_round", any_round)
    patch.setattr(module, "progress", nothing_pending)


def twice(patch: Patch) -> None:
    """State, vault and constraint all let a second draw through."""
    twice_by_the_state(patch)
    module = operation("draw")
    enter = module.enter

    def keep_again(*, name: str, plain: bytes) -> None:
        Secret.objects.filter(name=name).delete()
        keep(name=name, plain=plain)

    def enter_again(draw: Draw, **values: Any) -> LogEntry:
        rows = LogEntry.objects.filter(draw=draw, kind="seal")
        rows._raw_delete(rows.db)
        return enter(draw, **values)  # type: ignore[no-any-return]

    patch.setattr(module, "keep", keep_again)
    patch.setattr(module, "enter", enter_again)


def attempt_before_reveal(patch: Patch) -> None:
    """The next attempt may begin once the one before is broken off, before it is revealed."""

    def refuse(line: Any, *, exercise: bool) -> None:
        over = (State.ABORTED.value, State.VOID.value)
        if line.draws.filter(exercise=exercise).exclude(state__in=over).exists():
            raise Refused("drawn already")

    patch.setattr(operation("prepare"), "_refuse_second", refuse)
    patch.setattr(operation("prepare"), "_refuse_parallel", lambda _told: None)


def other_caps(patch: Patch) -> None:
    """The round is bound with other caps than were announced, and the writer does not look."""
    module = operation("bind")
    staff_for = module.staff_for

    def generous(*given: Any) -> Any:
        staff = staff_for(*given)
        return replace(staff, cap=staff.cap + 5)

    def careless(tables: Any, announced: Any, pool: Any, planned: Any) -> Any:
        return read_inputs(tables, announced, pool, planned._replace(cap=99))

    patch.setattr(module, "staff_for", generous)
    patch.setattr(binding, "read_inputs", careless)
    patch.setattr(contributing, "read_inputs", careless)


def no_rights(patch: Patch) -> None:
    """Nobody asks for a role."""
    patch.setattr(gate, "permit", lambda **_values: None)


def every_bureau(patch: Patch) -> None:
    """Rows of every bureau are seen by everybody."""
    patch.setattr(BureauQuerySet, "visible_to", lambda rows, _user: rows.all())


def refusals_write(patch: Patch) -> None:
    """A refusal leaves an entry in the trail, and no transaction takes it back."""
    permit = gate.permit

    def noted(*, by: Any, act: Act) -> None:
        try:
            permit(by=by, act=act)
        except Refused:
            trail.note(by=by, action="draw.refused", subject=str(act))
            raise

    patch.setattr(gate, "permit", noted)
    patch.setattr(trail, "transaction", SimpleNamespace(atomic=nullcontext))


def two_entries(patch: Patch) -> None:
    """An act leaves a second entry in the trail."""
    module = operation("announce")
    keep_file = module.keep_file

    def chatty(content: bytes) -> Any:
        trail.note(by=trail_actor(), action="draw.again", subject="draw")
        return keep_file(content)

    patch.setattr(module, "keep_file", chatty)


def trail_actor() -> Any:
    """Somebody whom the trail can name."""
    return SystemActor(actor_id="x", actor_name="x")


def sealed_is_open(patch: Patch) -> None:
    """An officer takes an assignment whose envelope nobody opened."""

    def anyway(draw: Draw, certificate: str) -> dict[Where, Any]:
        if not draw.entries.filter(kind="seal").exists():
            return {}
        found = visits_now(draw).items()
        return {at: each for at, each in found if certificate in dict(each.team).values()}

    patch.setattr(operation("take_assignment"), "opened_to", anyway)


def another_enterprise(patch: Patch) -> None:
    """Envelopes hold another enterprise than the one that was sealed."""
    module = operation("take_assignment")
    opened_to = module.opened_to

    def moved(draw: Draw, certificate: str) -> dict[Where, Any]:
        found = opened_to(draw, certificate)
        return {place: each._replace(id="B") for place, each in found.items()}

    patch.setattr(module, "opened_to", moved)


def door_without_state(patch: Patch) -> None:
    """Once real: an envelope was shown at the door after the reveal had made it void."""
    patch.setattr(operation("open_at_door"), "State", SimpleNamespace(OPENING=ALWAYS))


def nothing(_patch: Patch) -> None:
    """No flaw in the product; the observer kept no head."""


FROZEN = ("prepare", "announce", "ask_freeze", "freeze")
BOUND = (*FROZEN, "commit_number", "bind")
SEALED = (*BOUND, "open_number", "type_dice", "type_dice", "draw")
OPENED = (*SEALED, "wait", "open_assignments")
REVEALED = (*OPENED, "wait", "reveal")
FLAWS = (
    Flaw("twice by the state", twice_by_the_state, "clerk", SEALED, "a refusal is a refusal"),
    Flaw("drawn twice", twice, "clerk", SEALED, "one result"),
    Flaw(
        "attempt before the reveal",
        attempt_before_reveal,
        "clerk",
        (*FROZEN, "ask_abort", "abort", "prepare", "announce"),
        "one result",
    ),
    Flaw("other caps", other_caps, "clerk", (*OPENED, "wait"), "what was drawn can be revealed"),
    Flaw("no rights", no_rights, "witness", ("prepare", "announce"), "rights hold"),
    Flaw("every bureau", every_bureau, "stranger", ("prepare", "announce"), "rights hold"),
    Flaw("refusals write", refusals_write, "witness", (), "a refused act changes nothing"),
    Flaw("two entries", two_entries, "clerk", ("prepare",), "one entry in the trail for an act"),
    Flaw("sealed is open", sealed_is_open, "officer", SEALED, "rights hold"),
    Flaw("another enterprise", another_enterprise, "guest", (*OPENED, "open_assignments"),
         "rights hold", kind="lent"),
    Flaw("door without state", door_without_state, "officer", REVEALED, "one result",
         near=("open_at_door",)),
    Flaw("no head kept", nothing, "database", SEALED, "one result", blind=True),
)  # fmt: skip
