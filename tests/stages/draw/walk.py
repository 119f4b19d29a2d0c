"""A process that carries one draw on, for tests that kill it or start eight of it at once.

`python -m tests.stages.draw.walk lay` makes database, people and registers; `walk [N]` does the
acts that are left and kills itself at the N-th write; `race GO` waits for the file GO and draws;
`grade` leaves every object two visits a year, `book GO` wants one of them, `places` counts them;
`check` prints what holds.
"""

import json
import multiprocessing
import os
import signal
import sys
import traceback
from collections import Counter
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402
from fairdraw.verify import verify  # noqa: E402

from tests.cast import Cast, assemble  # noqa: E402
from tests.factories.draw import Ceremony, exercise, ready  # noqa: E402
from tests.prepared import migrate  # noqa: E402
from tests.stages.draw.processes import RUNNERS  # noqa: E402
from yaohao.ground.accounts.models import Bureau, Section, User  # noqa: E402
from yaohao.ground.audit.models import Entry  # noqa: E402
from yaohao.ground.audit.queries import first_break  # noqa: E402
from yaohao.ground.keys.vault import make_key_file  # noqa: E402
from yaohao.ground.ledger.queries import first_fault  # noqa: E402
from yaohao.stages.draw import operations  # noqa: E402
from yaohao.stages.draw.files import read_file  # noqa: E402
from yaohao.stages.draw.models import Draw  # noqa: E402
from yaohao.stages.draw.rules import State  # noqa: E402
from yaohao.stages.planning.models import Line, Visit, VisitCounter  # noqa: E402
from yaohao.stages.planning.operations import book_visit  # noqa: E402
from yaohao.stages.planning.rules import VisitKind  # noqa: E402
from yaohao.stages.registers.models import InspectionObject  # noqa: E402

THROWS = "1" * 39
PATIENCE = 90  # seconds
GATE = multiprocessing.get_context("fork").Barrier(RUNNERS)


class Killer:
    """Kills this process at the N-th statement that writes, before it runs."""

    def __init__(self, at: int) -> None:
        self.left = at

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.split(" ", 1)[0].upper() in {"INSERT", "UPDATE", "DELETE"}:
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)


def lay() -> None:
    """Everything a draw needs, and nothing of a draw."""
    make_key_file()
    migrate()
    ready(assemble())


def people() -> Cast:
    """The cast of `lay`, read back."""
    users = {user.username: user for user in User.objects.all()}
    bureaus = {bureau.code: bureau for bureau in Bureau.objects.all()}
    legal, mines = Section.objects.order_by("pk")
    names = {
        "clerk": "clerk", "other_clerk": "clerk-2", "director": "director", "deputy": "deputy",
        "head": "head", "officer": "officer", "other_officer": "officer-2", "witness": "witness",
        "hall": "hall", "auditor": "auditor", "system_admin": "system",
        "security_admin": "security", "audit_admin": "audit", "stranger": "stranger",
    }  # fmt: skip
    return Cast(
        city=bureaus["140700"],
        county=bureaus["140702"],
        next_county=bureaus["140703"],
        legal=legal,
        mines=mines,
        **{field: users[name] for field, name in names.items()},
    )


def ceremony() -> Ceremony:
    """The exercise with a witness and dice, as far as it has come."""
    run = exercise(people(), line=Line.objects.get(), witnesses=1, dice="d10")
    found = Draw.objects.first()
    run.number = found.number if found else ""
    return run


def walk(run: Ceremony) -> None:
    """Go on where the database says the draw is, until it is revealed."""
    if not run.number:
        run.prepare()
    while run.draw.state != State.REVEALED.value:
        step(run)


def step(run: Ceremony) -> None:
    """The one act that is next."""
    draw, cast = run.draw, run.cast
    match State(draw.state):
        case State.PREPARED:
            run.announce()
        case State.ANNOUNCED:
            run.freeze()
        case State.FROZEN if not draw.contributions.exists():
            run.commit(1)
        case State.FROZEN:
            operations.bind(by=cast.clerk, number=run.number)
        case State.BOUND if draw.contributions.filter(opened=None).exists():
            operations.open_number(by=cast.witness, number=run.number, seat=1)
        case State.BOUND if not draw.entries.filter(kind="dice").exists():
            typist = cast.witness if draw.dice.filter(person=cast.clerk).exists() else cast.clerk
            operations.type_dice(by=typist, number=run.number, throws=THROWS)
        case State.BOUND:
            operations.draw(by=cast.clerk, number=run.number)
        case State.DRAWN:
            run.open()
        case _:
            run.reveal()


def race(run: Ceremony) -> str:
    """Wait for the others, then draw; `drawn` or `refused`."""
    GATE.wait(PATIENCE)
    try:
        operations.draw(by=run.cast.clerk, number=run.number)
    except operations.Refused:
        return "refused"
    return "drawn"


def book(run: Ceremony) -> str:
    """Wait for the others, then book one of two places; `booked` or `full`."""
    GATE.wait(PATIENCE)
    booking = book_visit(
        by=run.cast.clerk,
        bureau=run.cast.city,
        firm=InspectionObject.objects.order_by("pk")[0],
        kind=VisitKind.RANDOM,
        on=run.line.window_start,
        source=f"race:{os.getpid()}",
    )
    return "booked" if booking.booked else "full"


def places() -> dict[str, int]:
    """What the visit book holds."""
    used = sum(VisitCounter.objects.values_list("used", flat=True))
    return {"used": used, "visits": Visit.objects.count()}


def bound(run: Ceremony) -> None:
    """Carry the draw to the moment before it is drawn."""
    run.to(State.BOUND)
    run.contribute()


def check(run: Ceremony) -> dict[str, Any]:
    """What holds of the database as it lies there."""
    draw = run.draw
    record = read_file(draw.record_file) if draw.record_file else b""
    actions = Entry.objects.filter(subject=draw.subject).values_list("action", flat=True)
    return {
        "state": draw.state,
        "draws": Draw.objects.count(),
        "kinds": Counter(draw.entries.values_list("kind", flat=True)),
        "actions": Counter(actions),
        "drawn": len(run.drawn_ids()) if draw.entries.filter(kind="seal").exists() else 0,
        "fault": first_fault(),
        "break": first_break() is not None,
        "outcome": verify(record).outcome if record else "",
    }


def act(mode: str, *rest: str) -> str:
    """Run one mode; what it says."""
    if mode == "lay":
        lay()
        return ""
    run = ceremony()
    match mode:
        case "walk":
            with connection.execute_wrapper(Killer(int(rest[0]) if rest else 0)):
                walk(run)
        case "bound":
            bound(run)
        case "grade":
            InspectionObject.objects.update(credit="B")
        case "book":
            return book(run)
        case "places":
            return json.dumps(places())
        case "race":
            return race(run)
        case "check":
            return json.dumps(check(run))
    return ""


def forked(count: int, *words: str) -> list[tuple[int, str]]:
    """Run a mode in so many processes at once: each one's exit code and what it said.

    This process never opens a connection itself, so that each child begins with none; the product
    is loaded once, and not for each of them.
    """
    children = []
    for _each in range(count):
        ours, theirs = os.pipe()
        pid = os.fork()
        if not pid:
            code = 1
            try:
                os.write(theirs, act(*words).encode())
                code = 0
            except Exception:  # noqa: BLE001 - told to whoever waits, by the code
                traceback.print_exc()
            finally:
                os._exit(code)
        os.close(theirs)
        children.append((pid, ours))
    ends = []
    for pid, ours in children:
        with os.fdopen(ours, encoding="utf-8") as said:
            output = said.read()
        ends.append((os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), output))
    return ends


def main() -> None:
    """Answer each line of the input, `[how many, mode, …]`, by one line of the output."""
    for line in sys.stdin:
        count, *words = json.loads(line)
        sys.stdout.write(json.dumps(forked(count, *words)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
