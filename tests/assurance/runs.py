"""The list of runs. Add a line; `python -m tests.assurance` and its report follow it.

A run is a function `run(*, count: int, folder: Path) -> Outcome` in the module named. It is called
in a process of its own, in which `tests.databases` has set up the environment for `database` and
Django is not loaded yet (import it at the top of the module, after `django.setup()`). `folder` is
its own and stays: what it keeps there (`outcome.Journal`) lets it go on where it was interrupted.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """One line: name, `module:function`, the full count, the database it runs on."""

    name: str
    target: str
    full: int
    database: str = "sqlite"
    what: str = ""


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
)
