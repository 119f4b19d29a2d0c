"""A migrated test database, kept between runs: a hundred migrations take longer than most tests.

What is kept lies in `build/`, named by everything it was made from: the migrations, the modules and
tables they read, Django and the kind of database. Another migration is another name.
"""

import ast
import fcntl
import hashlib
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import django
import psycopg
from django.core.management import call_command
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "prepared"
SOURCES = ROOT / "src" / "yaohao"


def stand_up() -> None:
    """The empty database of this process, with every migration applied."""
    name = connection.creation._get_test_db_name()  # type: ignore[attr-defined]
    with prepared(name) as known:
        connection.creation.create_test_db(
            verbosity=0, autoclobber=True, keepdb=known, serialize=False
        )


def tear_down() -> None:
    """The database of this process removed."""
    connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def migrate() -> None:
    """Apply every migration to the database of the settings, which is empty."""
    with prepared(str(connection.settings_dict["NAME"])):
        call_command("migrate", verbosity=0, skip_checks=True)


@contextmanager
def prepared(name: str) -> Iterator[bool]:
    """Make a database from the kept copy, if there is one; else keep a copy of what is made."""
    KEPT.mkdir(parents=True, exist_ok=True)
    copy = KEPT / f"{digest()}.{connection.vendor}"
    with locked(copy.with_suffix(".lock")):
        known = copy.exists()
        if known:
            load(copy, name)
        yield known
        if not known:
            keep(copy, name)


def digest() -> str:
    """Names what a migrated database was made from."""
    found = hashlib.sha256(f"{django.get_version()} {connection.vendor}".encode())
    for path in sorted(set(_made_from())):
        found.update(str(path).encode() + path.read_bytes())
    return found.hexdigest()[:20]


def _made_from() -> Iterator[Path]:
    for path in (*SOURCES.glob("*/*/migrations/*.py"), *SOURCES.glob("*/*/*/*.csv")):
        yield path
        if path.suffix == ".py":
            yield from _imported(path)


def _imported(path: Path) -> Iterator[Path]:
    """The product's own modules that a migration reads."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("yaohao."):
            for name in (str(node.module), *(f"{node.module}.{each.name}" for each in node.names)):
                module = SOURCES.parent / name.replace(".", "/")
                found = (module.with_suffix(".py"), module / "__init__.py")
                yield from (each for each in found if each.exists())


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """One process at a time: the second finds what the first has made."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def keep(copy: Path, name: str) -> None:
    """Keep the database for the next run; whole or not at all."""
    part = copy.with_suffix(f".{os.getpid()}")
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(name)) as made, closing(sqlite3.connect(part)) as kept:
            made.backup(kept)
    else:
        part.write_bytes(_postgresql("pg_dump", "--no-owner", "--dbname", _address(name)))
    part.rename(copy)


def load(copy: Path, name: str) -> None:
    """Make the database from the kept one."""
    if connection.vendor == "sqlite":
        for rest in Path(name).parent.glob(f"{Path(name).name}*"):
            rest.unlink()
        with closing(sqlite3.connect(copy)) as kept, closing(sqlite3.connect(name)) as made:
            kept.backup(made)
        return
    with psycopg.connect(_address("postgres"), autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}"')  # type: ignore[call-overload]
        server.execute(f'CREATE DATABASE "{name}"')  # type: ignore[call-overload]
    _postgresql("psql", "--quiet", "--set", "ON_ERROR_STOP=1", "--dbname", _address(name),
                "--file", str(copy))  # fmt: skip


def _address(name: str) -> str:
    settings = connection.settings_dict
    return f"postgresql://{settings['USER']}@/{name}?host={settings['HOST']}"


def _postgresql(program: str, *arguments: str) -> bytes:
    call = [Path(os.environ["YAOHAO_TEST_PROGRAMS"]) / program, *arguments]
    return subprocess.run(call, check=True, capture_output=True).stdout


if __name__ == "__main__":  # keep the copy before tests ask for it
    from tests.databases import in_a_file

    os.environ["DJANGO_SETTINGS_MODULE"] = "yaohao.config.settings"
    django.setup()
    in_a_file()
    stand_up()
    tear_down()
