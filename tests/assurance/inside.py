"""`python -m tests.assurance.inside TARGET COUNT FOLDER`: one run, in the process made for it."""

import importlib
import sys
from pathlib import Path

from tests.assurance.outcome import Outcome, dump


def main(target: str, count: str, folder: str) -> None:
    """Call the run's function; leave its outcome beside its journal."""
    importlib.import_module("tests.databases")  # before Django reads its settings
    module, function = target.split(":")
    run = getattr(importlib.import_module(module), function)
    outcome: Outcome = run(count=int(count), folder=Path(folder))
    (Path(folder) / "outcome.json").write_text(dump(outcome), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
