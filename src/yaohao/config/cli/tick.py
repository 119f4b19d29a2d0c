"""`yaohao tick`: everything the clock asks for, once."""

import argparse

from django.utils.translation import gettext as _

from yaohao.config.cli.parser import CommandParser, Commands
from yaohao.config.timers import TIMERS


def add(commands: "Commands[CommandParser]") -> None:
    """Register the sub-command."""
    parser = commands.add_parser("tick", help=_("run every timer once; safe at any moment"))
    parser.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Run every timer; each says what it did."""
    for timer in TIMERS:
        print(f"{timer.name}: {timer.run()}", flush=True)
    return 0
