"""`yaohao health`: how the installation stands."""

import argparse
import json

from django.utils.translation import gettext as _

from yaohao.config.cli.parser import CommandParser, Commands
from yaohao.config.health import Point, State, examine, healthy

SIGNS = {State.OK: "✓", State.WARNING: "!", State.FAULT: "✗"}


def add(commands: "Commands[CommandParser]") -> None:
    """Register the sub-command."""
    parser = commands.add_parser("health", help=_("examine the installation; exit 1 on a fault"))
    parser.add_argument("--json", action="store_true", help=_("for machines"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print every point; 0 when none is a fault."""
    points = examine()
    print(as_json(points) if arguments.json else as_text(points))
    return 0 if healthy(points) else 1


def as_json(points: list[Point]) -> str:
    """`{"healthy": bool, "points": [{"code", "state", "seen", "repair"}]}`."""
    rows = [
        {"code": p.code, "state": p.state.value, "seen": p.seen, "repair": p.repair} for p in points
    ]
    return json.dumps({"healthy": healthy(points), "points": rows}, ensure_ascii=False, indent=1)


def as_text(points: list[Point]) -> str:
    """One line per point, with what to do after an arrow."""
    lines = []
    for point in points:
        repair = f"  → {point.repair}" if point.repair else ""
        lines.append(f"{SIGNS[point.state]} {titles()[point.code]}: {point.seen}{repair}")
    return "\n".join(lines)


def titles() -> dict[str, str]:
    """The points in words."""
    return {
        "database": _("database"),
        "migrations": _("migrations"),
        "key-file": _("key file"),
        "trail": _("audit trail"),
        "ledger": _("public ledger"),
        "fonts": _("fonts"),
        "calendar": _("working days"),
        "queue": _("jobs"),
        "disk": _("disk"),
        "certificate": _("HTTPS certificate"),
    }
