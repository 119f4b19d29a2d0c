"""The table of regions: the product's own, overlaid by the bureau's files.

A file `*.csv` in `regions/` of the data folder has the columns code, name, valid_from, valid_to,
successor; its codes replace those of the product. Files are read once per process. Successions that
the bureau entered lie above them from their day on; they are looked up every few seconds, because
another process may have entered one.
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from importlib import resources
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.utils import timezone

from yaohao.stages.registers.models import RegionSuccession
from yaohao.stages.registers.rules.regions import Region, RegionTable, Succession, succeeded

FRESH = 5.0  # seconds for which a process need not look again


def region_table() -> RegionTable:
    """All regions known on this machine. Raises ValueError naming file and line of a bad row."""
    return _table(_successions(int(monotonic() / FRESH)))


def forget_regions() -> None:
    """Look again at the next question; whoever enters a succession calls this."""
    _successions.cache_clear()


def region_names(codes: Iterable[str]) -> dict[str, str]:
    """Today's names for codes of any time, with the former one behind: 太谷区（原太谷县）."""
    table = region_table()
    names = {}
    for code in codes:
        today, former = table.name(table.current(code) or code), table.name(code)
        names[code] = today if today == former else f"{today}（原{former}）"
    return names


def regions_now(codes: Iterable[str]) -> set[str]:
    """Codes of any time with those that they are today: what a filter written earlier means."""
    table, said = region_table(), set(codes)
    return said | {table.current(code) or code for code in said}


@lru_cache(maxsize=1)
def _successions(_moment: int) -> tuple[Succession, ...]:
    rows = RegionSuccession.objects.filter(on__lte=timezone.localdate())
    return tuple(Succession(*row) for row in rows.values_list("old", "new", "name", "on"))


@lru_cache(maxsize=4)
def _table(successions: tuple[Succession, ...]) -> RegionTable:
    return RegionTable(succeeded(_from_files(), successions))


@lru_cache(maxsize=1)
def _from_files() -> tuple[Region, ...]:
    own = resources.files("yaohao.stages.registers") / "data" / "regions"
    texts = [(entry.name, entry.read_text(encoding="utf-8")) for entry in own.iterdir()]
    folder = Path(settings.YAOHAO_DATA) / "regions"
    texts += [(str(file), file.read_text(encoding="utf-8-sig")) for file in folder.glob("*.csv")]
    return tuple(region for name, text in texts for region in _read(name, text))


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
