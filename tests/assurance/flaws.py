"""How a process does an act and acknowledges it: rightly, and with a flaw that must be found."""

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from tests.assurance.invariants import Facts
from tests.assurance.path import Act

from django.db import connection, transaction  # isort: skip - Django is set up by `path`

from yaohao.ground.ledger.operations import append
from yaohao.stages.draw import gate

Way = Callable[[Act, Any, Callable[..., None]], None]
LINGER = 0.02  # seconds between the flaw and its mending


def _rightly(act: Act, draw: Any, done: Callable[..., None]) -> None:
    act.do(draw)
    done(facts=asdict(Facts.now()))


def _early(act: Act, draw: Any, done: Callable[..., None]) -> None:
    with transaction.atomic():
        act.do(draw)
        done(facts=asdict(Facts.now()))
        time.sleep(LINGER)


def _halved(act: Act, draw: Any, done: Callable[..., None]) -> None:
    def append_and_commit(**values: Any) -> Any:
        entry = append(**values)
        with connection.cursor() as cursor:
            cursor.execute("COMMIT")
            time.sleep(LINGER)
            cursor.execute("BEGIN")
        return entry

    setattr(gate, "append", append_and_commit)  # noqa: B010 - it is not exported
    _rightly(act, draw, done)


def _unsynced(act: Act, draw: Any, done: Callable[..., None]) -> None:
    os.fsync = lambda fd: None  # Python's own; SQLite syncs by itself
    _rightly(act, draw, done)


WAYS: Mapping[str, Way] = {"": _rightly, "early": _early, "halved": _halved, "unsynced": _unsynced}
