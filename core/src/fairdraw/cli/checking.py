"""`fairdraw verify` and `fairdraw why`."""

import argparse
import json
import mmap
import re
from contextlib import closing
from pathlib import Path
from typing import Any

from fairdraw.cli.processes import engines, option
from fairdraw.cli.progress import Progress
from fairdraw.container import Content
from fairdraw.engines import start
from fairdraw.verify import Report, verify
from fairdraw.why import explain

_HEAD = re.compile(r"[0-9]{1,18} [0-9a-f]{64}")
_WORST = (0, 3, 4, 1)
_LARGE = 1 << 26


def declare(commands: Any, common: argparse.ArgumentParser) -> None:
    """Declare both commands."""
    check = commands.add_parser(
        "verify", parents=[common, option(), engines()], help="verify records and door proofs"
    )
    check.add_argument("files", nargs="+", metavar="FILE", type=Path)
    check.add_argument("--json", action="store_true", help="report for programs")
    check.add_argument(
        "--head", type=_head, metavar="'SIZE ROOT'", help="published head of the log"
    )
    check.set_defaults(run=_verify)
    why = commands.add_parser(
        "why", parents=[common, option(), engines()], help="why an id was (not) drawn"
    )
    why.add_argument("record", type=Path)
    why.add_argument("id")
    why.add_argument("--json", action="store_true", help="answer for programs")
    why.set_defaults(run=_why)


def _head(text: str) -> str:
    if not _HEAD.fullmatch(text):
        raise argparse.ArgumentTypeError("a head is SIZE, a space, and 64 digits 0-9 a-f")
    return text


def _verify(options: argparse.Namespace) -> int:
    for path in options.files:  # an unreadable file ends the command before anything is said
        path.open("rb").close()
    worst = 0
    reports = []
    with closing(start(options.engine, options.processes)) as engine:
        for path in options.files:
            progress = Progress(str(path))
            data = contents(path)
            report = verify(data, progress, options.head, options.processes, engine.parse)
            reports.append((path, report))
            worst = max(worst, _WORST.index(report.exit_code))
    if options.json:
        _print_json(reports)
    else:
        for path, report in reports:
            heading = f"== {path}\n" if len(reports) > 1 else ""
            print(heading + report.text(options.lang), end="")
    return _WORST[worst]


def _print_json(reports: list[tuple[Path, Report]]) -> None:
    values = [{"file": str(path), **report.json()} for path, report in reports]
    print(json.dumps(values, ensure_ascii=False, indent=1))


def contents(path: Path) -> Content:
    """Return the bytes of a file; of a large one those that are looked at, which the system may
    drop again."""
    if path.stat().st_size < _LARGE:
        return path.read_bytes()
    with path.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def _why(options: argparse.Namespace) -> int:
    path, progress = options.record, Progress(str(options.record))
    with closing(start(options.engine, options.processes)) as engine:
        data = contents(path)
        answer = explain(data, options.id, progress, options.processes, engine.parse)
    if options.json:
        print(json.dumps(answer.json(), ensure_ascii=False, indent=1))
    else:
        print(answer.text(options.lang))
    return 0
