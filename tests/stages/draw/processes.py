"""Starting `walk` as a process of its own on a database of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg.sql import SQL, Identifier

from tests.databases import ON_POSTGRESQL

ROOT = Path(__file__).resolve().parents[3]
RUNNERS = 8  # who go through the gate together


@dataclass(frozen=True, slots=True)
class House:
    """A home and a database that nothing else uses, and the process that works there."""

    process: "subprocess.Popen[str]"

    def run(self, *words: str) -> tuple[int, str]:
        """Run a mode of `walk` in a process of its own to its end: (exit code, output)."""
        return self.together(1, *words)[0]

    def together(self, count: int, *words: str) -> list[tuple[int, str]]:
        """Run it in so many processes at once."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps([count, *words]) + "\n")
        self.process.stdin.flush()
        return [(code, output) for code, output in json.loads(self.process.stdout.readline())]


@contextmanager
def house(home: Path) -> Iterator[House]:
    """A house on the database that this run of the suite is about."""
    environment = os.environ | {
        "YAOHAO_HOME": str(home),
        "YAOHAO_DATABASE": _database(home),
        "DJANGO_SETTINGS_MODULE": "yaohao.config.settings",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "tests.stages.draw.walk"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield House(process)


def _database(home: Path) -> str:
    if not ON_POSTGRESQL:
        return "sqlite"
    name = f"house{abs(hash(home)) % 10**8}"
    server = os.environ["YAOHAO_TEST_SERVER"]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    return urlsplit(server)._replace(path=f"/{name}").geturl()
