"""`yaohao upgrade`: bring the database of an installation to this version of the product."""

import argparse

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yaohao.config.cli.parser import CommandParser, Commands


def add(commands: "Commands[CommandParser]") -> None:
    """Register the sub-command."""
    parser = commands.add_parser(
        "upgrade", help=_("bring the database to this version; safe at any moment")
    )
    parser.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Apply the steps that are missing; one that fails leaves the database at the step before."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    steps = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not steps:
        print(_("The database is at this version already."), flush=True)
        return 0
    call_command("migrate", interactive=False, verbosity=0)
    said = ngettext(
        "The database was brought to this version in %(count)d step.",
        "The database was brought to this version in %(count)d steps.",
        len(steps),
    )
    print(said % {"count": len(steps)}, flush=True)
    return 0
