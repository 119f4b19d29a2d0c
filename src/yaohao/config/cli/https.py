"""`yaohao https`: certificates made or taken over, and the page that explains the trust."""

import argparse
import ipaddress
import sys
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from yaohao.config import envfile
from yaohao.config.cli.parser import CommandParser, Commands
from yaohao.config.https import (
    SERVER_DAYS,
    CertificateError,
    Files,
    fingerprint,
    make_own,
    take_supplied,
)
from yaohao.ground.accounts.queries import own_bureau

LOCAL = ("127.0.0.1", "localhost")


def add(commands: "Commands[CommandParser]") -> None:
    """Register the sub-command."""
    parser = commands.add_parser("https", help=_("make, renew or replace the certificate"))
    add_options(parser)
    parser.set_defaults(run=run)


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options that `init` and `https` share."""
    parser.add_argument(
        "--name",
        dest="hosts",
        action="append",
        metavar=_("HOST"),
        help=_("name or address people type for this server; may be repeated"),
    )
    parser.add_argument("--cert", type=Path, help=_("supplied certificate with its chain, PEM"))
    parser.add_argument("--key", type=Path, help=_("its private key, PEM"))


def run(arguments: argparse.Namespace) -> int:
    """Replace the server's certificate; the own authority stays, so that nobody trusts anew."""
    bureau = own_bureau()
    if bureau is None:
        print(_("Nothing is set up here yet: run `yaohao init`."), file=sys.stderr)
        return 1
    return secure(arguments, owner=bureau.name)


def secure(arguments: argparse.Namespace, *, owner: str) -> int:
    """Make or take the certificate as the options say, and remember the host names."""
    files = Files(Path(settings.YAOHAO_KEYS) / "https")
    known = envfile.read(settings.YAOHAO_HOME)
    hosts = arguments.hosts or [h for h in known.get("YAOHAO_HOSTS", "").split(",") if h]
    hosts = list(dict.fromkeys([*hosts, *LOCAL]))
    if (arguments.cert is None) != (arguments.key is None):
        print(_("Give --cert and --key together."), file=sys.stderr)
        return 2
    try:
        if arguments.cert:
            now = timezone.now()
            take_supplied(files, certificate=arguments.cert, key=arguments.key, now=now)
        else:
            make_own(files, owner=owner, hosts=hosts, now=timezone.now())
            _explain(files, owner=owner, hosts=hosts)
    except CertificateError as error:
        print(error, file=sys.stderr)
        return 1
    envfile.write(settings.YAOHAO_HOME, known | remembered(hosts))
    print(_("The certificate lies in %(folder)s.") % {"folder": files.folder})
    return 0


def remembered(hosts: Sequence[str]) -> dict[str, str]:
    """The settings that follow from the host names."""
    return {"YAOHAO_HOSTS": ",".join(_in_url(host) for host in hosts), "YAOHAO_HTTPS": "yes"}


def _in_url(host: str) -> str:
    try:
        bare = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return host
    return f"[{bare}]" if bare.version == 6 else str(bare)


def _explain(files: Files, *, owner: str, hosts: Sequence[str]) -> None:
    page = {
        "owner": owner,
        "hosts": hosts,
        "days": SERVER_DAYS,
        "fingerprint": fingerprint(files),
    }
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            text = render_to_string("config/trust.html", page | {"code": code})
        (files.folder / f"trust.{code}.html").write_text(text, encoding="utf-8")
    page_file = files.folder / f"trust.{settings.LANGUAGE_CODE}.html"
    print(_("How phones come to trust it: %(file)s") % {"file": page_file})
