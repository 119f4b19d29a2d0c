"""`yaohao code`: a new one-time code, for when the security administrator is locked out."""

import argparse
import sys

from django.utils.translation import gettext as _

from yaohao.config.cli.parser import CommandParser, Commands
from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.operations import renew_code
from yaohao.ground.audit.rules import SYSTEM


def add(commands: "Commands[CommandParser]") -> None:
    """Register the sub-command."""
    parser = commands.add_parser("code", help=_("print a new one-time code for a person"))
    parser.add_argument("username", help=_("sign-in name"))
    parser.add_argument("--reason", required=True, help=_("why; it is kept in the audit trail"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the code, once; the old password no longer opens."""
    user = User.objects.filter(username=arguments.username).first()
    if user is None:
        print(_("Nobody signs in as “%(name)s”.") % {"name": arguments.username}, file=sys.stderr)
        return 1
    print(renew_code(by=SYSTEM, user=user, reason=arguments.reason))
    return 0
