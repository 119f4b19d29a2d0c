"""Where counties stand on the map: the product's own layouts, overlaid by the bureau's files.

A file `*.csv` in `tiles/` of the data folder has the columns code, column, row, both from 0.
"""

import csv
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from django.conf import settings

from yaohao.stages.oversight.rules.coverage import Place


def layout() -> tuple[dict[str, Place], list[str]]:
    """Code to place, and the lines that could not be read; those counties stand below the map."""
    shipped = resources.files("yaohao.stages.oversight") / "data" / "tiles"
    texts = [(file.name, file.read_text(encoding="utf-8")) for file in shipped.iterdir()]
    places, mistakes = dict[str, Place](), list[str]()
    for file in sorted((Path(settings.YAOHAO_DATA) / "tiles").glob("*.csv")):
        try:
            texts.append((file.name, file.read_text(encoding="utf-8-sig")))
        except (OSError, UnicodeDecodeError):
            mistakes.append(file.name)
    for name, text in texts:
        for line, code, place in _read(text):
            if place is None:
                mistakes.append(f"{name}:{line}")
            else:
                places[code] = place
    return places, mistakes


def _read(text: str) -> Iterator[tuple[int, str, Place | None]]:
    for line, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        code = row.get("code") or ""
        try:
            place = int(row["column"]), int(row["row"])
        except (KeyError, TypeError, ValueError):
            yield line, code, None
            continue
        inside = 0 <= place[0] < 100 and 0 <= place[1] < 100
        yield line, code, place if code and inside else None
