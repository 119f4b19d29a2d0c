"""Templates and data in, PDF out; the same bytes for the same input and faces.

Templates lie in `typst/<app>/name.typ` of each app and are found by `<app>/name.typ`, as
Django's are; `/yaohao.typ` is the shared library. A template defines `make(data)`. Data
reach it as a JSON file, never as Typst source, so that no value can become code.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

import typst
from django.apps import apps

from yaohao.ground.documents import fonts
from yaohao.ground.documents.slots import NAMED

FOLDER = "typst"
STANDARD = "a-2a"  # PDF/A: long-term archive, tagged, every character with its Unicode value


class DocumentError(Exception):
    """A document could not be made; the text names the template and the reason."""


def render(
    template: str,
    data: Mapping[str, object],
    *,
    created: datetime,
    pictures: Mapping[str, bytes] | None = None,
    system_fonts: bool = True,
) -> bytes:
    """Return the PDF of `template` with `data` (JSON values only).

    `created` becomes the document's date (aware; whole seconds): give the time of the act
    recorded, not the time of printing, and the same record prints to the same bytes.
    `pictures`: PNG, JPEG or WebP by name, small, which the template finds in
    `/pictures.json` as arrays of bytes.
    `system_fonts=False` uses the fetched faces alone. The result is PDF/A-2a, unless a
    character has no glyph in any face: then it is a plain PDF, and the template finds the
    characters in `data.missing` to say so in words.
    Raises `DocumentError` for an unknown template, data that do not fit it, or no faces.
    """
    files = _files()
    if template not in files:
        raise DocumentError(f"{template}: no app has typst/{template}")
    if not fonts.families_of("song", system=system_fonts):
        raise DocumentError(
            "no Chinese face on this machine: run `make setup`, or install fonts-noto-cjk"
        )
    lacking = fonts.missing("".join(_texts(data)), system=system_fonts)
    faces = {slot: fonts.families_of(slot, system=system_fonts) for slot in NAMED}
    full = {**data, "missing": [f"U+{ord(character):04X}" for character in lacking]}
    # The compiler takes text files alone, so a picture travels as its numbers.
    shown = {name: list(content) for name, content in (pictures or {}).items()}
    files |= {
        "pictures.json": json.dumps(shown, separators=(",", ":")).encode(),
        "data.json": json.dumps(full, ensure_ascii=False).encode(),
        "faces.json": json.dumps(faces, ensure_ascii=False).encode(),
        "main.typ": f'#import "/{template}": make\n#make(json("/data.json"))\n'.encode(),
    }
    try:
        return _compile(files, created, [] if lacking else [STANDARD], system_fonts)
    except typst.TypstError as error:
        raise DocumentError(f"{template}: {error}") from error


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, Iterable):
        for part in value:
            yield from _texts(part)


def _compile(
    files: dict[str, bytes], created: datetime, standards: list[str], system: bool
) -> bytes:
    pdf = typst.compile(  # type: ignore[call-overload]  # its types leave out the dictionary form
        files,
        format="pdf",
        font_paths=fonts.catalogue(system),
        pdf_standards=standards,
        timestamp=int(created.timestamp()),
    )
    assert isinstance(pdf, bytes)
    return pdf


def _files() -> dict[str, bytes]:
    """Return every template of every app by its name; of two equal names the first app's."""
    files: dict[str, bytes] = {}
    for app in apps.get_app_configs():
        folder = Path(app.path) / FOLDER
        for path in sorted(folder.rglob("*.typ")):
            files.setdefault(path.relative_to(folder).as_posix(), path.read_bytes())
    return files
