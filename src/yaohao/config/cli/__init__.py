"""The command `yaohao`: one module per sub-command, listed here and nowhere else.

Each module has `add(commands)`, which adds its parser with `run=` a function from the parsed
arguments to the exit code. Modules are loaded after Django is set up, so that they may import
models like any other.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import django
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.utils import translation

from yaohao.config import envfile
from yaohao.config.cli.language import wanted_language
from yaohao.config.cli.parser import CommandParser
from yaohao.config.env import SettingError

MODULES = ["init", "upgrade", "serve", "worker", "tick", "health", "audit_verify", "code", "https"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 1 refused or unhealthy, 2 wrong usage."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yaohao.config.settings")
    try:
        envfile.load(envfile.home())
        if not apps.ready:
            django.setup()
    except (SettingError, ImproperlyConfigured) as error:
        print(error, file=sys.stderr)
        return 2
    with translation.override(wanted_language(sys.stdout.encoding)):
        arguments = build_parser().parse_args(argv)
        run = arguments.run
        return int(run(arguments))


def build_parser() -> argparse.ArgumentParser:
    """The whole command line, in the language that is active."""
    parser = CommandParser(
        prog="yaohao",
        description=translation.gettext("Double-random supervision with a draw anyone can check"),
    )
    commands = parser.add_subparsers(
        dest="command",
        required=True,
        metavar=translation.gettext("COMMAND"),
        title=translation.gettext("commands"),
        parser_class=CommandParser,
    )
    for name in MODULES:
        import_module(f"yaohao.config.cli.{name}").add(commands)
    return parser
