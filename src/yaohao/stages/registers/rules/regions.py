"""Codes and names of regions over time (GB/T 2260 with history).

Codes and names change (140726 太谷县 became 140703 太谷区 in 2019) while addresses and credit codes
keep the old ones for decades; every answer here is today's code.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

# 太谷街 and 灵石东路 are streets of another town, not counties.
_STREET = r"(?:街|路|巷|桥|大道)"
_SUFFIX = re.compile(r"(?:省|市|区|县)$")
# Districts whose name says nothing without their city: 城区, 矿区, 郊区.
_NAMELESS = frozenset({"城区", "矿区", "郊区"})


@dataclass(frozen=True, slots=True)
class Region:
    """One code. `successor` is the code that replaced it, with `valid_to` its last day."""

    code: str
    name: str
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str = ""

    @property
    def is_county(self) -> bool:
        """Whether the code is of a county and not of a prefecture or province."""
        return not self.code.endswith("00")

    @property
    def stem(self) -> str:
        """The name as people say it: 榆次 for 榆次区, 祁县 for 祁县."""
        stem = _SUFFIX.sub("", self.name)
        return stem if len(stem) > 1 else self.name


def inside(code: str, jurisdiction: str) -> bool:
    """Whether a code lies in a jurisdiction: of a province, a prefecture or one county."""
    if jurisdiction.endswith("0000"):
        return code[:2] == jurisdiction[:2]
    if jurisdiction.endswith("00"):
        return code[:4] == jurisdiction[:4]
    return code == jurisdiction


class Succession(NamedTuple):
    """Since `on` the code `old` is `new`, whose name is `name`."""

    old: str
    new: str
    name: str
    on: date


def succeeded(regions: Iterable[Region], known: Iterable[Succession]) -> list[Region]:
    """The regions as successions leave them, applied in the order of their days.

    The old code stays in the table and leads to its successor; a successor that the table does not
    have comes into it, and one that it has takes the name.
    """
    table = {region.code: region for region in regions}
    for each in sorted(known, key=lambda one: (one.on, one.old)):
        last = each.on - timedelta(days=1)
        gone = table.get(each.old, Region(each.old, each.old))
        table[each.old] = replace(gone, valid_to=last, successor=each.new)
        there = table.get(each.new, Region(each.new, each.name, each.on))
        table[each.new] = replace(there, name=each.name)
    return list(table.values())


def region_said(table: "RegionTable", jurisdiction: str, said: str) -> str:
    """Today's code for a code or name as a sheet says it; empty when it is none of the area."""
    code = table.current(said) if said.isdigit() else table.by_name(said, jurisdiction)
    return code if said and code and inside(code, jurisdiction) else ""


class RegionTable:
    """The regions of one or several provinces, with history."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self._by_code: Mapping[str, Region] = {region.code: region for region in regions}
        self._provinces = frozenset(code[:2] for code in self._by_code)

    def covers(self, code: str) -> bool:
        """Whether the table has the province of the code."""
        return code[:2] in self._provinces

    def current(self, code: str) -> str | None:
        """Today's code for a code of any time; None when it was never one.

        A code of a province that the table does not have is taken as it is.
        """
        region = self._by_code.get(code)
        while region is not None and region.successor:
            region = self._by_code.get(region.successor)
        if region is not None:
            return region.code
        return None if self.covers(code) else code

    def name(self, code: str) -> str:
        """The name of a code; the code itself when the table does not have it."""
        region = self._by_code.get(code)
        return region.name if region else code

    def within(self, jurisdiction: str) -> list[Region]:
        """Today's regions inside a jurisdiction, itself included, by code."""
        return [
            region
            for code, region in sorted(self._by_code.items())
            if not region.successor and inside(code, jurisdiction)
        ]

    def knows(self, code: str, jurisdiction: str) -> bool:
        """Whether the code is one of today's inside the jurisdiction."""
        return self.current(code) == code and inside(code, jurisdiction)

    def by_name(self, name: str, jurisdiction: str) -> str | None:
        """Today's code inside the jurisdiction for a name of any time; None when there is none.

        The name may come with its prefecture (晋中市榆次区) and without 县, 区 or 市 (榆次).
        """
        for region in self._by_code.values():
            current = self.current(region.code)
            known = current is not None and inside(current, jurisdiction)
            if known and name.endswith((region.name, region.stem)):
                return current
        return None

    def named_in(self, address: str) -> Region | None:
        """The first county that an address names, else the first prefecture, else None.

        A full name counts anywhere, a name without 县, 区 or 市 only where an address begins.
        """
        text = re.sub(r"\s+", "", address)
        full = [self._names[found[0]] for found in self._full.finditer(text)]
        spoken = list(self._spoken(text))
        for region in (*full, *spoken):
            if region.is_county:
                return region
        cities = [region for region in (*spoken, *full) if not region.code.endswith("0000")]
        return cities[0] if cities else None

    def _spoken(self, text: str) -> Iterable[Region]:
        position = 0
        while found := self._head.match(text, position):
            position = found.end()
            if found["name"]:
                yield self._names[found["name"]]

    @cached_property
    def digest(self) -> str:
        """SHA-256 that names this table: what was located by another one may lie elsewhere."""
        return hashlib.sha256(repr(sorted(self._by_code.items())).encode()).hexdigest()

    @cached_property
    def _names(self) -> dict[str, Region]:
        names: dict[str, Region] = {}
        for region in self._by_code.values():
            for name in (region.name, region.stem):
                names.setdefault(name, region)
        return names

    @cached_property
    def _full(self) -> re.Pattern[str]:
        names = {region.name for region in self._by_code.values()} - _NAMELESS
        return re.compile(rf"(?:{_any(names)})(?!{_STREET})")

    @cached_property
    def _head(self) -> re.Pattern[str]:
        names = {name for name in self._names if name not in _NAMELESS and len(name) > 1}
        zone = r"(?:转型)?(?:综改)?示范区"  # 山西综改示范区, put before the place itself
        return re.compile(rf"{zone}|(?P<name>{_any(names)})(?![东西南北中]?{_STREET})")


def _any(names: Iterable[str]) -> str:
    """Alternatives, the longest first; a pattern that never matches when there are none."""
    return "|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name))) or "(?!)"
