"""The list of runs. Add a line; `python -m tests.assurance` and its report follow it.

A run is a function `run(*, count: int, folder: Path) -> Outcome` in the module named. It is called
in a process of its own, in which `tests.databases` has set up the environment for `database` and
Django is not loaded yet (import it at the top of the module, after `django.setup()`). `folder` is
its own and stays: what it keeps there (`outcome.Journal`) lets it go on where it was interrupted.
"""

from dataclasses import dataclass

EVERY = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """One line: name, `module:function`, the full count, the database it runs on.

    A count of `EVERY` asks for everything there is.
    """

    name: str
    target: str
    full: int
    database: str = "sqlite"
    what: str = ""


DISHONEST = (
    "clerk", "director", "witness", "officer", "guest", "administrator", "stranger", "database",
)  # fmt: skip

RUNS: tuple[Run, ...] = (
    Run(
        "kills-sqlite",
        "tests.assurance.kill:run",
        20_000,
        what="SIGKILL between announcement and reveal",
    ),
    Run(
        "kills-postgresql",
        "tests.assurance.kill:run",
        500,
        "postgresql",
        what="SIGKILL of the product, of its server process, of the whole server",
    ),
    Run(
        "faults",
        "tests.assurance.faults:run",
        EVERY,
        what="EIO, ENOSPC, short write, kill at every system call that writes",
    ),
    Run(
        "power-loss",
        "tests.assurance.power:run",
        20_000,
        what="unsynced writes of a draw on SQLite dropped or torn",
    ),
    Run(
        "controls",
        "tests.assurance.controls:run",
        100,
        what="seeded flaws that the runs above must notice",
    ),
    *(
        Run(
            f"explorer-{role}",
            f"tests.assurance.explorer.run:{role}",
            100_000,
            what=f"action sequences of a dishonest {role}",
        )
        for role in DISHONEST
    ),
)
