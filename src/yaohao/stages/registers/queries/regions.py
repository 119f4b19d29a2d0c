"""The table of regions: the product's own, overlaid by the bureau's files.

A file `*.csv` in `regions/` of the data folder has the columns code, name, valid_from, valid_to,
successor; its codes replace those of the product. Read once per process.
"""

import csv
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from importlib import resources
from pathlib import Path

from django.conf import settings

from yaohao.stages.registers.rules.regions import Region, RegionTable


@lru_cache(maxsize=1)
def region_table() -> RegionTable:
    """All regions known on this machine. Raises ValueError naming file and line of a bad row."""
    own = resources.files("yaohao.stages.registers") / "data" / "regions"
    texts = [(entry.name, entry.read_text(encoding="utf-8")) for entry in own.iterdir()]
    folder = Path(settings.YAOHAO_DATA) / "regions"
    texts += [(str(file), file.read_text(encoding="utf-8-sig")) for file in folder.glob("*.csv")]
    return RegionTable(region for name, text in texts for region in _read(name, text))


def _read(name: str, text: str) -> Iterator[Region]:
    for line, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        try:
            yield Region(
                code=row["code"],
                name=row["name"],
                valid_from=_day(row["valid_from"]),
                valid_to=_day(row["valid_to"]),
                successor=row["successor"],
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{name}, line {line}: {error}") from error


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
