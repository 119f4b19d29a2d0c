"""The database named by `YAOHAO_DATABASE`: SQLite in a file by default, PostgreSQL by address."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from yaohao.config.env import SettingError

# Learned by simulated power cuts: WAL with synchronous=NORMAL loses acknowledged draws, FULL does
# not (docs/adr/0003-sqlite-full.md). Immediate transactions keep two writers from failing late.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
    # Without it INSERT OR REPLACE would pass the triggers of the append-only tables.
    "PRAGMA recursive_triggers=ON;",
}


def database(address: str, *, home: Path) -> dict[str, Any]:
    """Django's settings of one database.

    `sqlite` (a file in `home`), `sqlite:///path`, or `postgresql://user:pass@host:port/name`
    (`?host=/dir` for a socket). Raises SettingError for anything else.
    """
    if address == "sqlite":
        return _sqlite(home / "yaohao.sqlite3")
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgresql", "postgres"}:
        raise SettingError(f"YAOHAO_DATABASE={address!r}: write sqlite or postgresql://…")
    query = parse_qs(parts.query)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/") or "yaohao",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [parts.hostname or ""])[0],
        "PORT": str(parts.port or ""),
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 60,
    }


def _sqlite(file: Path) -> dict[str, Any]:
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": file, "OPTIONS": SQLITE_OPTIONS}
