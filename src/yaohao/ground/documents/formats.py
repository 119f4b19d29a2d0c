"""The forms as data: what a paper says is in `formats/<kind>.toml`, not in code.

A form is valid from a day, and until a day when another took its place: an old case keeps its old
form. Texts are templates over the data set (data.py), filled in an immutable sandbox, because a
bureau may bring forms of its own.
"""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from yaohao.ground.documents.rules import Kind

FOLDER: Final = Path(__file__).parent / "formats"


@dataclass(frozen=True, slots=True)
class Form:
    """One version of a form. `name`: what the kind is called; `blocks` as in the file."""

    kind: Kind
    title: str
    name: str
    short: str
    layout: str
    valid_from: date
    valid_to: date | None
    blocks: tuple[dict[str, Any], ...]

    @property
    def version(self) -> str:
        """Kept with the paper: `order 2016-01-01`."""
        return f"{self.kind} {self.valid_from.isoformat()}"


def form(kind: Kind, day: date) -> Form:
    """The form of `kind` in force on `day`; LookupError when there was none yet."""
    for one in versions(kind):
        if one.valid_from <= day and (one.valid_to is None or day <= one.valid_to):
            return one
    raise LookupError(f"{kind}: no form in force on {day}")


@lru_cache
def versions(kind: Kind) -> tuple[Form, ...]:
    """Every version of a form, the newest first: `order.toml`, `order.2015.toml` and so on."""
    paths = [FOLDER / f"{kind}.toml", *FOLDER.glob(f"{kind}.*.toml")]
    return tuple(sorted((_read(kind, path) for path in set(paths)), key=_since, reverse=True))


def environment() -> ImmutableSandboxedEnvironment:
    """Where texts are filled: no access to anything but the data, and an unknown name fails."""
    env = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)  # no HTML
    env.filters |= {"day": _day, "moment": _moment, "people": _people, "yes": _yes}
    return env


def _read(kind: Kind, path: Path) -> Form:
    values = tomllib.loads(path.read_text(encoding="utf-8"))
    return Form(
        kind=kind,
        title=values["title"],
        name=values.get("name", values["title"]),
        short=values["short"],
        layout=values["layout"],
        valid_from=values["valid_from"],
        valid_to=values.get("valid_to"),
        blocks=tuple(values["blocks"]),
    )


def _since(one: Form) -> date:
    return one.valid_from


def _day(iso: str) -> str:
    """2026-11-03 → 2026年11月3日; empty stays empty."""
    if not iso:
        return ""
    day = date.fromisoformat(iso[:10])
    return f"{day.year}年{day.month}月{day.day}日"


def _moment(iso: str) -> str:
    if not iso:
        return ""
    at = datetime.fromisoformat(iso)
    return f"{_day(iso)}{at.hour}时{at.minute:02d}分"


def _people(officers: list[dict[str, str]]) -> str:
    """Names with certificates; who acted for a part of the visit with the part (`served`)."""
    return "、".join(
        f"{one['name']}（{'，'.join(filter(None, (one['certificate'], one.get('served', ''))))}）"
        for one in officers
    )


def _yes(value: bool) -> str:
    return "是" if value else "否"
