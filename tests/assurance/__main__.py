"""`python -m tests.assurance [--only NAME] [--count N]`: the full figures, and their report.

Without `--only` every run follows the other, each in a process of its own. Interrupt it when you
like: started again it goes on. Exit code 0: no violation; 1: a run saw one or broke down.
"""

import argparse
import importlib
import os
import subprocess
import sys
from pathlib import Path

from tests.assurance.outcome import Outcome, dump, load
from tests.assurance.report import write
from tests.assurance.runs import RUNS, Run

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "assurance"
REPORT = ROOT / "docs" / "assurance" / "figures.md"


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.assurance", description=__doc__)
    parser.add_argument("--only", choices=[run.name for run in RUNS], action="append")
    parser.add_argument("--count", type=int, help="trials in all, instead of the full figure")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def inside(run: Run, count: int) -> None:
    """Call the run's function here; leave its outcome beside its journal."""
    importlib.import_module("tests.databases")
    module, function = run.target.split(":")
    folder = FOLDER / run.name
    folder.mkdir(parents=True, exist_ok=True)
    outcome: Outcome = getattr(importlib.import_module(module), function)(
        count=count, folder=folder
    )
    (folder / "outcome.json").write_text(dump(outcome), encoding="utf-8")


def outside(run: Run, count: int) -> Outcome:
    """The run in a process of its own; a process that breaks down is a violation."""
    file = FOLDER / run.name / "outcome.json"
    file.unlink(missing_ok=True)
    command = [sys.executable, "-m", "tests.assurance", "--inside"]
    command += ["--only", run.name, "--count", str(count)]
    environment = os.environ | {"YAOHAO_TEST_DATABASE": run.database}
    environment["DJANGO_SETTINGS_MODULE"] = "yaohao.config.settings"
    environment.pop("YAOHAO_TEST_SERVER", None)
    code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    if not file.exists():
        return Outcome(0, (f"the run broke down (exit code {code})",))
    return load(file.read_text(encoding="utf-8"))


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
    if options.inside:
        inside(chosen[0], options.count)
        return 0
    outcomes = {}
    for run in chosen:
        print(f"\n== {run.name}: {run.what}", flush=True)
        outcomes[run.name] = outside(run, options.count or run.full)
        say(run, outcomes[run.name])
        write(REPORT, RUNS, {run.name: outcomes[run.name]})
    return 1 if any(outcome.failures for outcome in outcomes.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
