"""Damage done by hand to a draw that holds: each piece must be noticed by `invariants`."""

import socket
from collections.abc import Mapping
from pathlib import Path

from tests.assurance import place as places
from tests.assurance.invariants import Facts
from tests.assurance.outcome import Outcome
from tests.assurance.place import Place, Say
from tests.databases import HOME, ON_POSTGRESQL

from django.db import connection  # isort: skip - Django is set up by `path`

from yaohao.ground.ledger.appendonly import remove

LAST = "(SELECT MAX({0}) FROM {1})"
TRAIL, LOG = LAST.format('"index"', "audit_entry"), LAST.format('"index"', "ledger_entry")

# What is done to a revealed draw, by the name of what it imitates.
DAMAGE: Mapping[str, tuple[str, ...]] = {
    "the log lost its end": (f'DELETE FROM ledger_entry WHERE "index" = {LOG}',),
    "the log lost its end, tail and all": (
        f'DELETE FROM ledger_entry WHERE "index" = {LOG}',
        "UPDATE ledger_tail SET size = size - 1",
    ),
    "an entry of the log changed": ("UPDATE ledger_entry SET leaf = '0' WHERE \"index\" = 1",),
    "a kind in the log changed": ("UPDATE ledger_entry SET kind = 'pool' WHERE kind = 'dice'",),
    "the trail lost its end": (f'DELETE FROM audit_entry WHERE "index" = {TRAIL}',),
    "an entry of the trail changed": (
        "UPDATE audit_entry SET actor_name = '某人' WHERE action = 'draw.draw.draw'",
    ),
    "the state went back": ("UPDATE draw_draw SET state = 'drawn', record_file = NULL",),
    "the result is gone": ("DELETE FROM keys_secret WHERE name LIKE '%/result'",),
    "K is gone": ("DELETE FROM keys_secret WHERE name LIKE '%/key'",),
    "the result changed": ("UPDATE keys_secret SET sealed = name WHERE name LIKE '%/result'",),
    "a list of the round is gone": ("DELETE FROM keys_secret WHERE name LIKE '%/round/skips%'",),
    "the draw does not know its seal": ("DELETE FROM draw_logentry WHERE kind = 'reveal'",),
    "a typing of the dice is gone": ("DELETE FROM draw_diceentry",),
    "a visit is gone": (
        f"DELETE FROM planning_visit WHERE id = {LAST.format('id', 'planning_visit')}",
    ),
    "a visit is booked twice": ("UPDATE planning_visit SET state = 'booked'",),
    "an envelope is shut again": (
        f"DELETE FROM draw_opening WHERE id = {LAST.format('id', 'draw_opening')}",
    ),
    "the record has another name": ("UPDATE draw_draw SET record_file = pool_file",),
}


def run(*, count: int, folder: Path) -> Outcome:
    """Do each piece of damage; a piece that is not noticed is a failure of the checker."""
    laid = places.lay()
    whole = laid.copy(HOME / "whole")
    child = places.work_at(whole, places.laid_facts(), None)
    child.end()
    acked = Facts(**child.last("facts"))
    unnoticed = [] if sound(whole, acked) else ["the undamaged draw is not sound"]
    for number, (name, statements) in enumerate(list(DAMAGE.items())[:count]):
        place = whole.copy(HOME / f"damage{number}")
        _damage(place, statements)
        if sound(place, acked):
            unnoticed.append(f"not noticed: {name}")
        place.remove()
    return Outcome(len(DAMAGE), tuple(unnoticed))


def sound(place: Place, acked: Facts) -> bool:
    """Whether the checker has nothing to say."""
    child = places.work_at(place, acked, None, acts=0)
    status = child.end()
    return not status and child.last("wrong") == []


def _damage(place: Place, statements: tuple[str, ...]) -> None:
    def work(say: Say, line: socket.socket) -> None:
        place.enter()
        with connection.schema_editor() as editor:
            for table in ("audit_entry", "ledger_entry"):
                remove(editor, table)
        with connection.cursor() as cursor:
            for guard in _loosened():
                cursor.execute(guard)
            for statement in statements:
                cursor.execute(statement)
        connection.close()

    child = places.fork(work)
    if child.end():
        raise RuntimeError(f"no damage done: {child.said}: {statements}")


def _loosened() -> tuple[str, ...]:
    """As a broken disk would: no constraint is asked."""
    if ON_POSTGRESQL:
        return ("SET session_replication_role = replica",)
    return ("PRAGMA foreign_keys=OFF", "PRAGMA ignore_check_constraints=ON")
