"""`yaohao init`: the first day of a bureau, from an empty folder to the first sign-in."""

import argparse
import sys
from dataclasses import dataclass

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext as _

from yaohao.config import envfile
from yaohao.config.cli import https
from yaohao.config.cli.parser import CommandParser, Commands
from yaohao.config.cli.questions import Question, answer, sections
from yaohao.ground.accounts.models import Bureau, Level
from yaohao.ground.accounts.operations import (
    AccountError,
    NewPerson,
    create_person,
    found_bureau,
)
from yaohao.ground.accounts.queries import own_bureau
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.rules import SYSTEM
from yaohao.ground.calendars.operations import seed_years
from yaohao.ground.keys.vault import make_key_file


class RefusedError(Exception):
    """The set-up cannot go on; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class First:
    """What set-up wants to know."""

    code: str
    name: str
    short_name: str
    document_word: str
    level: Level
    sections: tuple[tuple[str, str], ...]
    administrator: str
    administrator_name: str


def add(commands: "Commands[CommandParser]") -> None:
    """Register the sub-command."""
    parser = commands.add_parser("init", help=_("set up this installation, once"))
    for question in questions():
        parser.add_argument(f"--{question.option}", help=question.text)
    parser.add_argument(
        "--section",
        action="append",
        metavar=_("CODE=NAME"),
        help=_("a section, for example fg=政策法规科; may be repeated"),
    )
    parser.add_argument(
        "--https",
        choices=["own", "none"],
        default="own",
        help=_("own: an own authority; none: plain HTTP behind another server"),
    )
    https.add_options(parser)
    parser.set_defaults(run=run)


def questions() -> list[Question]:
    """What is asked when no option says it, in this order."""
    return [
        Question("code", _("code of the bureau, from the six digits of its region (GB/T 2260)")),
        Question("bureau", _("full name of the bureau")),
        Question("short-name", _("short name")),
        Question("document-word", _("document word, as in 晋应急")),
        Question("level", _("level: province, city or county"), default=Level.CITY.value),
        Question("administrator", _("sign-in name of the security administrator"), "security"),
        Question("administrator-name", _("name of the security administrator")),
    ]


def run(arguments: argparse.Namespace) -> int:
    """Set everything up and print the one-time code; refuses where a bureau is set up already."""
    try:
        _refuse_second()
        first = _asked(arguments)
        make_key_file()
        call_command("migrate", interactive=False, verbosity=0)
        seed_years()
        if arguments.https == "own" and https.secure(arguments, owner=first.name):
            return 1
        _remember(first)
        made = found(first)
    except (RefusedError, AccountError) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    _greet(made)
    return 0


@transaction.atomic
def found(first: First) -> NewPerson:
    """Enter the bureau and its first administrator; both or none."""
    bureau = found_bureau(
        by=SYSTEM,
        code=first.code,
        name=first.name,
        short_name=first.short_name,
        document_word=first.document_word,
        level=first.level,
        sections=first.sections,
    )
    return create_person(
        by=SYSTEM,
        bureau=bureau,
        username=first.administrator,
        full_name=first.administrator_name,
        roles=[Role.SECURITY_ADMIN],
    )


def _refuse_second() -> None:
    try:
        here = Bureau._meta.db_table in connection.introspection.table_names()
        bureau = own_bureau() if here else None
    except DatabaseError as error:
        raise RefusedError(_("The database cannot be reached: %(why)s") % {"why": error}) from error
    if bureau is not None:
        raise RefusedError(
            _("%(bureau)s is set up here already; nothing was changed.") % {"bureau": bureau}
        )


def _asked(arguments: argparse.Namespace) -> First:
    values = {question.option: answer(question, arguments) for question in questions()}
    missing = [f"--{option}" for option, value in values.items() if not value]
    if missing:
        raise RefusedError(_("Still wanted: %(options)s") % {"options": " ".join(missing)})
    if values["level"] not in Level.values:
        raise RefusedError(_("--level: write province, city or county"))
    try:
        parts = sections(arguments.section)
    except ValueError as error:
        raise RefusedError(_("--section %(text)s: write CODE=NAME") % {"text": error}) from error
    return First(
        code=values["code"],
        name=values["bureau"],
        short_name=values["short-name"],
        document_word=values["document-word"],
        level=Level(values["level"]),
        sections=parts,
        administrator=values["administrator"],
        administrator_name=values["administrator-name"],
    )


def _remember(first: First) -> None:
    known = envfile.read(settings.YAOHAO_HOME)
    origin = {"YAOHAO_ORIGIN": f"yaohao.local/{first.code}"}
    envfile.write(settings.YAOHAO_HOME, origin | known)


def _greet(made: NewPerson) -> None:
    print(_("%(bureau)s is set up.") % {"bureau": made.user.bureau})
    print(_("First sign-in as “%(name)s”, within seven days,") % {"name": made.user.username})
    print(_("with this one-time code, which is shown only here: %(code)s") % {"code": made.code})
    print(_("Then: `yaohao serve` and `yaohao worker`. Keep a copy of the keys' folder apart:"))
    print(settings.YAOHAO_KEYS)
