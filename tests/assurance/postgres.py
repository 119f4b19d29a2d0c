"""Databases on the PostgreSQL of this run, and the ways in which that server can be killed.

The server was started by `tests.databases` in this process for this run alone.
"""

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Composed, Identifier

from tests import databases

PATIENCE = 60  # seconds


def create(name: str) -> str:
    """An empty database."""
    _execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    return name


def copy(template: str, name: str) -> None:
    """`name` with everything that is in `template`."""
    drop(name)
    made = SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template))
    _execute(made)
    # Numbers of rows are logged ahead; the copy takes "logged ahead" over without the log. Unless a
    # checkpoint comes first, a crash sets them back: a flaw of copying, not of what is tried here.
    _execute(SQL("CHECKPOINT"))


def drop(name: str) -> None:
    """Remove a database, whoever is connected to it."""
    _execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


def kill_backend(pid: int) -> None:
    """SIGKILL to one server process: the server drops everybody and recovers by itself."""
    _kill([pid])


def kill_server() -> None:
    """SIGKILL to the server's first process and to each process that it started."""
    first = int((databases.SERVER.pgdata / "postmaster.pid").read_text().split()[0])
    _kill([first, *_children(first)])


def _kill(pids: list[int]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):  # it ended with its parent
            os.kill(pid, signal.SIGKILL)
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        time.sleep(0.002)


def answer(start: bool) -> float:
    """Start the server again if asked, wait until it answers; seconds that took."""
    begin = time.monotonic()
    if start:
        _start()
    while time.monotonic() - begin < PATIENCE:
        try:
            with psycopg.connect(os.environ["YAOHAO_TEST_SERVER"]) as connection:
                connection.execute("SELECT 1")
            return time.monotonic() - begin
        except psycopg.OperationalError:
            time.sleep(0.01)
    raise TimeoutError(f"no answer in {PATIENCE} s")


def _start() -> None:
    """Start the server and do not wait: the wheel's own way sleeps whole seconds."""
    server = databases.SERVER
    place = server.get_postmaster_info().socket_dir
    command = [str(server.bin_path / "pg_ctl"), "-W", "-D", str(server.pgdata), "-l"]
    command += [str(server.log), "-o", f'-h "" -k {place}', "start"]
    subprocess.run(command, user=server.system_user, check=True, stdout=subprocess.DEVNULL)


def _children(parent: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            found.append(int(stat.parent.name))
    return found


def _execute(statement: SQL | Composed) -> None:
    with psycopg.connect(os.environ["YAOHAO_TEST_SERVER"], autocommit=True) as connection:
        connection.execute(statement)
