"""The installation's own settings file, written by `yaohao init`: variables, one per line.

It lies in the home folder as `yaohao.env`. What the process environment says goes first.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from yaohao.config import env

_ABOVE = Path(__file__).resolve().parents[3]
CHECKOUT = _ABOVE if (_ABOVE / "pyproject.toml").is_file() else None
"""The working tree this runs from; None where the packages were installed."""
NAME = "yaohao.env"


def home() -> Path:
    """The folder of this installation, as the settings see it.

    Never inside the installed packages: an upgrade would take a bureau's data with it.
    """
    return env.path("YAOHAO_HOME", CHECKOUT / "var" if CHECKOUT else Path.home() / "yaohao")


def load(folder: Path) -> None:
    """Set what `yaohao.env` says and the environment does not; SettingError names a bad line."""
    file = folder / NAME
    if not file.is_file():
        return
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        name, equals, value = text.partition("=")
        if not equals or not name.startswith("YAOHAO_"):
            raise env.SettingError(f"{file} line {number}: write YAOHAO_NAME=value")
        os.environ.setdefault(name, value)


def write(folder: Path, values: Mapping[str, str]) -> Path:
    """Write the file whole, in place of an earlier one; returns its path."""
    file = folder / NAME
    draft = file.with_suffix(".draft")
    lines = [f"{name}={value}\n" for name, value in sorted(values.items())]
    draft.write_text("# written by yaohao init\n" + "".join(lines), encoding="utf-8")
    draft.replace(file)
    return file


def read(folder: Path) -> dict[str, str]:
    """The variables of the file; empty where there is none."""
    file = folder / NAME
    if not file.is_file():
        return {}
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if "=" in line]
    pairs = (line.partition("=") for line in lines if not line.startswith("#"))
    return {name: value for name, _equals, value in pairs}
