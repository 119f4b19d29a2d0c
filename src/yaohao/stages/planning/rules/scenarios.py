"""Where a simulation stands (article 12)."""

from enum import StrEnum

from yaohao.ground.accounts.rules import Role

SIMULATORS = frozenset({Role.CLERK, Role.DIRECTOR, Role.DEPUTY})
"""Who may simulate a year."""


class ScenarioState(StrEnum):
    """A simulation waits for the worker, runs, and ends one way or the other."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
