"""Starting `walk` as a process of its own on a database of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg.sql import SQL, Identifier

from tests.databases import ON_POSTGRESQL

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class House:
    """A home and a database that nothing else uses."""

    home: Path
    database: str

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """Start one process; its output is text."""
        environment = os.environ | {
            "YAOHAO_HOME": str(self.home),
            "YAOHAO_DATABASE": self.database,
            "DJANGO_SETTINGS_MODULE": "yaohao.config.settings",
        }
        return subprocess.Popen(
            [sys.executable, "-m", "tests.stages.draw.walk", *arguments],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str) -> tuple[int, str]:
        """Run to the end; (exit code, output). The errors are shown when the test fails."""
        process = self.start(*arguments)
        output, errors = process.communicate(timeout=120)
        sys.stderr.write(errors)
        return process.returncode, output


def house(home: Path) -> House:
    """A house on the database that this run of the suite is about."""
    if not ON_POSTGRESQL:
        return House(home, "sqlite")
    name = f"house{abs(hash(home)) % 10**8}"
    server = os.environ["YAOHAO_TEST_SERVER"]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    return House(home, urlsplit(server)._replace(path=f"/{name}").geturl())
