"""Many trials on all cores: workers that are forked, each taking its share of the keys."""

import gc
import os
import time
import traceback
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

from tests.assurance.outcome import Journal

Rows = dict[str, dict[str, Any]]
EVERY = 15  # seconds between two lines of progress


def work_off(
    keys: Callable[[], Iterable[str]],
    do: Callable[[str], dict[str, Any]],
    journal: Journal,
    *,
    tried: Callable[[Rows], int],
    count: int,
    workers: int = 0,
    seeded: bool = False,
) -> Rows:
    """Do every key that is not in the journal yet until `tried(rows)` has reached `count`.

    `seeded`: a flaw was put in; the first trial with something `wrong` says all there is to say.
    `keys` may be endless. `do` gives the facts of one trial; it runs in a forked worker. Raises
    RuntimeError when a worker broke down, after the others have ended.
    """
    number = workers or os.cpu_count() or 1
    gc.freeze()  # what is loaded stays shared between the workers and all their children

    def share(place: int) -> None:
        for key in islice(keys(), place, None, number):
            rows = journal.read()
            noticed = seeded and any(row["wrong"] for row in rows.values())
            if noticed or tried(rows) >= count:
                return
            if key not in rows:
                journal.add(key, **do(key))

    pids = [_fork(share, place) for place in range(number)]

    def say() -> None:
        print(f"  {tried(journal.read()):,} of {count:,}", flush=True)

    if broken := _wait(pids, say):
        raise RuntimeError(f"{broken} of {number} workers broke down; see above")
    return journal.read()


def _fork(share: Callable[[int], None], place: int) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        share(place)
        code = 0
    except BaseException:  # noqa: BLE001 - said here, or nowhere
        traceback.print_exc()
    finally:
        os._exit(code)


def _wait(pids: list[int], say: Callable[[], None]) -> int:
    broken, left, spoke = 0, set(pids), time.monotonic()
    while left:
        for pid in list(left):
            found, status = os.waitpid(pid, os.WNOHANG)
            if found:
                left.remove(pid)
                broken += bool(status)
        if time.monotonic() - spoke > EVERY:
            say()
            spoke = time.monotonic()
        time.sleep(0.05)
    return broken
