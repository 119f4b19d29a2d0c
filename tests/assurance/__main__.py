"""`python -m tests.assurance [--only NAME] [--count N]`: the full figures, and their report.

Without `--only` every run follows the other, each in a process of its own. Interrupt it when you
like: started again it goes on. Exit code 0: no violation; 1: a run saw one or broke down.
"""

import argparse
import sys
from pathlib import Path

from tests.assurance.outcome import Outcome
from tests.assurance.report import write
from tests.assurance.runs import RUNS, Run
from tests.assurance.start import start

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "assurance"
REPORT = ROOT / "docs" / "assurance" / "figures.md"


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.assurance", description=__doc__)
    parser.add_argument("--only", choices=[run.name for run in RUNS], action="append")
    parser.add_argument("--count", type=int, help="trials in all, instead of the full figure")
    return parser.parse_args()


def say(run: Run, outcome: Outcome) -> None:
    """One run's end, in words."""
    if outcome.wanting:
        print(f"{run.name}: not on this machine: {outcome.wanting}", flush=True)
        return
    print(f"{run.name}: {outcome.tried} tried, {len(outcome.failures)} violations", flush=True)
    for failure in outcome.failures[:20]:
        print(f"  {failure}", flush=True)


def main() -> int:
    """0 when no run saw a violation."""
    options = arguments()
    chosen = [run for run in RUNS if not options.only or run.name in options.only]
    outcomes = {}
    for run in chosen:
        print(f"\n== {run.name}: {run.what}", flush=True)
        outcomes[run.name] = start(
            run.target, options.count or run.full, FOLDER / run.name, run.database
        )
        say(run, outcomes[run.name])
        write(REPORT, RUNS, {run.name: outcomes[run.name]})
    return 1 if any(outcome.failures for outcome in outcomes.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
