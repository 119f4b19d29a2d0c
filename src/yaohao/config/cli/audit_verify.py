"""`yaohao audit-verify`: walk the audit trail and the public ledger from their first entries."""

import argparse

from django.utils.translation import gettext as _

from yaohao.config.cli.parser import CommandParser, Commands
from yaohao.config.health import Point, State, public_ledger, trail


def add(commands: "Commands[CommandParser]") -> None:
    """Register the sub-command."""
    parser = commands.add_parser(
        "audit-verify", help=_("verify the audit trail and the ledger; exit 1 on a break")
    )
    parser.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Name the first break of each; 0 when there is none."""
    points: list[tuple[str, Point]] = [
        (_("audit trail"), trail()),
        (_("public ledger"), public_ledger()),
    ]
    for title, point in points:
        print(f"{title}: {point.seen}")
    return int(any(point.state is State.FAULT for _title, point in points))
