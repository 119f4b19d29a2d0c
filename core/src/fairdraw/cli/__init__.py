"""The command `fairdraw` (spec/6-verification.md, "Command").

Exit codes: 0 proved or done, 1 refused, 2 wrong use or unreadable input, 3 proved, but
something could not be checked, 4 aborted.
"""

import argparse
import io
import os
import sys
from collections.abc import Sequence

from fairdraw.cli import checking, cosigning, drawing, registering, replay
from fairdraw.errors import Fault

REFUSED, USAGE = 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except Fault as fault:
        print(f"fairdraw: {fault.text(options.lang)}  [{fault.code}]", file=sys.stderr)
        return REFUSED
    except OSError as error:
        print(f"fairdraw: {error.filename}: {error.strerror}", file=sys.stderr)
        return USAGE
    return code


def _language() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "zh" if os.environ[name].lower().startswith("zh") else "en"
    return "en"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="fairdraw",
        description="A public draw that happens once and that anyone can recompute. "
        "公开抽签：只抽一次，人人可重算。",
    )
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", choices=("zh", "en"), default=_language(), help="default: LANG")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in (drawing, checking, registering, cosigning, replay):
        module.declare(commands, common)
    return parser
