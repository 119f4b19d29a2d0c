"""`yaohao serve`: the web server, by HTTPS when there is a certificate."""

import argparse
import os
import sys
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from yaohao.config.cli.parser import CommandParser, Commands
from yaohao.config.https import Files

THREADS = 8


def add(commands: "Commands[CommandParser]") -> None:
    """Register the sub-command."""
    parser = commands.add_parser("serve", help=_("start the web server"))
    parser.add_argument("--host", default="127.0.0.1", help=_("address to listen at"))
    parser.add_argument("--port", type=int, default=8000, help=_("port to listen at"))
    parser.add_argument("--workers", type=int, default=1, help=_("processes; 1 suits SQLite"))
    parser.add_argument("--threads", type=int, default=THREADS, help=_("threads of a process"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Become the server; returns only when it cannot start."""
    files = Files(Path(settings.YAOHAO_KEYS) / "https")
    secure = files.present()
    scheme = "https" if secure else "http"
    print(_("Listening at %(url)s") % {"url": f"{scheme}://{address(arguments)}/"}, flush=True)
    if secure:
        os.environ["YAOHAO_HTTPS"] = "yes"
    line = command(arguments, files if secure else None)
    os.execv(line[0], line)  # noqa: S606  # no shell; the server takes this process over


def address(arguments: argparse.Namespace) -> str:
    """`host:port`, with brackets round an IPv6 address."""
    host = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
    return f"{host}:{arguments.port}"


def command(arguments: argparse.Namespace, files: Files | None) -> list[str]:
    """The command line of gunicorn."""
    line = [sys.executable, "-m", "gunicorn", "yaohao.config.wsgi:application"]
    line += ["--bind", address(arguments), "--worker-class", "gthread"]
    line += ["--workers", str(arguments.workers), "--threads", str(arguments.threads)]
    line += ["--no-control-socket", "--log-level", "warning", "--timeout", "120"]
    if files is not None:
        line += ["--certfile", str(files.server), "--keyfile", str(files.server_key)]
    return line
