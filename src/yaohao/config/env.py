"""Typed readers of the process environment: one place, one message when a value does not fit."""

import os
from pathlib import Path


class SettingError(ValueError):
    """A setting has a value that cannot be used; the text names the variable and the repair."""


def text(name: str, default: str) -> str:
    """The variable's text, or `default` where it is unset or empty."""
    return os.environ.get(name) or default


def flag(name: str, *, default: bool) -> bool:
    """`1/yes/true/on` or `0/no/false/off`, any case."""
    raw = os.environ.get(name, "").strip().lower()
    if not raw:
        return default
    if raw in {"1", "yes", "true", "on"}:
        return True
    if raw in {"0", "no", "false", "off"}:
        return False
    raise SettingError(f"{name}={raw!r}: write yes or no")


def integer(name: str, default: int) -> int:
    """A decimal integer."""
    raw = os.environ.get(name, "").strip()
    if not raw:
        return default
    if not raw.lstrip("-").isdecimal():
        raise SettingError(f"{name}={raw!r}: write a whole number")
    return int(raw)


def path(name: str, default: Path) -> Path:
    """An absolute path; `~` is the home directory."""
    raw = os.environ.get(name)
    return (Path(raw).expanduser() if raw else default).absolute()


def words(name: str, default: list[str]) -> list[str]:
    """A list parted by commas."""
    raw = os.environ.get(name, "")
    return [word.strip() for word in raw.split(",") if word.strip()] or default
