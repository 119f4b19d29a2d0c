"""Which face each slot uses on this machine, and which characters it lacks."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final
from unicodedata import category

import typst
from django.conf import settings

from yaohao.ground.documents.cmap import characters
from yaohao.ground.documents.slots import NAMED, chain

NO_GLYPH: Final = frozenset({"Cf", "Zs", "Zl", "Zp"})  # Unicode categories
NEVER: Final = "\ufeff"  # a stray byte order mark: PDF/A forbids it


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot: its families, best first; whether the first is one the standard names."""

    name: str
    families: tuple[str, ...]
    standard: bool
    path: Path | None

    @property
    def family(self) -> str:
        """The face in use, empty where the machine has none."""
        return self.families[0] if self.families else ""


def report(*, system: bool = True) -> list[Slot]:
    """Return every slot with the face in use. `system`: also fonts of the machine."""
    paths = {info.family: info.path for info in reversed(catalogue(system).fonts())}
    slots = []
    for name, named in NAMED.items():
        families = tuple(families_of(name, system=system))
        path = paths.get(families[0]) if families else None
        standard = bool(families) and families[0] in named
        slots.append(Slot(name, families, standard, Path(path) if path else None))
    return slots


def missing(text: str, slot: str = "fangsong", *, system: bool = True) -> list[str]:
    """Return the characters of `text` that no face of the slot has, sorted, each once.

    Spaces, line ends and format characters need no glyph and are never missing. Control
    characters always are; private ones may be, and old registers carry them in rare names.
    """
    wanted = {
        character
        for character in text
        if character == NEVER or not (character.isspace() or category(character) in NO_GLYPH)
    }
    for family in families_of(slot, system=system):
        if not wanted:
            break
        ranges = _coverage(family, system)
        wanted = {c for c in wanted if c == NEVER or not _has(ranges, ord(c))}
    return sorted(wanted)


def families_of(slot: str, *, system: bool = True) -> list[str]:
    """Return the families of `slot` on this machine, best first; empty when it has none."""
    return chain(slot, frozenset(catalogue(system).families()))


@lru_cache(maxsize=2)
def catalogue(system: bool) -> typst.Fonts:
    """Return the fonts documents may use; read once, as a scan takes a moment."""
    folder = Path(settings.YAOHAO_FONTS)
    return typst.Fonts(
        include_system_fonts=system,
        include_embedded_fonts=True,
        font_paths=[str(folder)] if folder.is_dir() else [],
    )


def _coverage(family: str, system: bool) -> tuple[range, ...]:
    infos = [i for i in catalogue(system).fonts() if i.family == family and i.path]
    regular = min(infos, key=lambda info: abs(info.weight - 400), default=None)
    if regular is None or regular.path is None:
        return ()
    return characters(Path(regular.path), regular.index)


def _has(ranges: tuple[range, ...], code: int) -> bool:
    place = bisect_right(ranges, code, key=lambda part: part.start) - 1
    return place >= 0 and code in ranges[place]
