"""Seeded flaws: every run of the crash suite must notice those that are made for it."""

import shutil
from pathlib import Path

from tests.assurance import damage, faults, kill, power, tracing
from tests.assurance.outcome import Outcome
from tests.databases import ON_POSTGRESQL

# (what is done wrongly, the run that does it, trials in which it must show)
FLAWS = (
    ("kills: acknowledged before the commit", kill.acknowledging_early, 20),
    ("kills: one act in two transactions", kill.committing_in_between, 20),
    ("faults: one act in two transactions", faults.committing_in_between, 40),
    ("power loss: synchronous=NORMAL", power.synchronous_normal, 20),
    ("power loss: files not synced", power.files_unsynced, 20),
)


def run(*, count: int, folder: Path) -> Outcome:
    """Each flaw, and each piece of `damage`; one that is not noticed is a failure."""
    seen = damage.run(count=count, folder=folder)
    tried, unnoticed, figures = seen.tried, list(seen.failures), {"damage": str(seen.tried)}
    for name, flawed, trials in FLAWS[:2] if ON_POSTGRESQL else FLAWS:
        place = folder / "flaw"
        shutil.rmtree(place, ignore_errors=True)
        found = flawed(count=trials, folder=place)
        if found.wanting:
            figures["left out"] = tracing.WANTING
            continue
        tried += 1
        figures[name] = f"{len(found.failures)} violations seen"
        if not found.failures:
            unnoticed.append(f"not noticed: {name}")
    return Outcome(tried, tuple(unnoticed), figures)
