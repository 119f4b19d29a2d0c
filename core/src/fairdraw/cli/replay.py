"""`fairdraw vectors`: replays the golden vectors."""

import argparse
from pathlib import Path
from typing import Any

from fairdraw.vectors import replay

_BESIDE = Path(__file__).resolve().parents[3] / "vectors"


def declare(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser("vectors", parents=[common], help="replay the golden vectors")
    parser.add_argument("folder", nargs="?", type=Path, default=_BESIDE, metavar="DIR")
    parser.set_defaults(run=_replay)


def _replay(options: argparse.Namespace) -> int:
    if not options.folder.is_dir():
        raise FileNotFoundError(2, "no such folder of vectors", str(options.folder))
    results = list(replay(options.folder))
    for result in results:
        if result.problem:
            print(f"[!!] {result.name}: {result.problem}")
    wrong = sum(1 for result in results if result.problem)
    print(f"{len(results) - wrong} / {len(results)}")
    return 1 if wrong or not results else 0
