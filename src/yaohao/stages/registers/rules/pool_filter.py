"""Which objects a directed draw is about (article 14: 定向抽查); undirected is the empty filter."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Self

from yaohao.stages.registers.rules.kinds import (
    Affiliation,
    Credit,
    Field,
    Focus,
    OwningLevel,
    Risk,
    Scale,
)
from yaohao.stages.registers.rules.words import Language, Word, word

_CLOSED: dict[str, type[StrEnum]] = {
    "fields": Field,
    "risks": Risk,
    "credits": Credit,
    "scales": Scale,
    "affiliations": Affiliation,
    "levels": OwningLevel,
    "focus": Focus,
}
# What a bureau names itself, by code.
_OPEN = {"regions": re.compile(r"[0-9]{6}"), "groups": re.compile(r"[0-9A-Z]{1,8}")}
# New keys stand at the end: a filter without them keeps its JSON and its statement for ever.
_TITLES = {
    "fields": Word("行业领域", "field"),
    "regions": Word("县（区、市）", "county"),
    "risks": Word("风险等级", "risk"),
    "credits": Word("信用等级", "credit"),
    "scales": Word("规模", "scale"),
    "affiliations": Word("隶属关系", "affiliation"),
    "groups": Word("单位类别", "unit group"),
    "levels": Word("监管层级", "owning level"),
    "focus": Word("企业类型", "kind"),
}
COLUMN_OF = {
    "fields": "field",
    "regions": "region",
    "risks": "risk",
    "credits": "credit",
    "scales": "scale",
    "affiliations": "affiliation",
    "groups": "group",
    "levels": "level",
    "focus": "focus",
}
_EVERYTHING = Word("名录库全部对象", "every object of the register")
_MARKS = {"zh": ("为", "或", "；"), "en": (" ", " or ", "; ")}


class FilterError(ValueError):
    """A filter names something that does not exist; the text says what."""


@dataclass(frozen=True, slots=True)
class PoolFilter:
    """An object matches when each non-empty tuple holds its value; empty means all.

    Values are stored sorted and once each, so that equal filters have equal JSON and statement.
    Raises FilterError for a value outside the closed lists, a region that is not six digits, a
    group whose code no `UnitGroup` can have.
    """

    fields: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    scales: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()  # "" is the level of the bureau itself
    focus: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in _TITLES:
            values = tuple(sorted({str(value) for value in getattr(self, name)}))
            wrong = [value for value in values if not _known(name, value)]
            if wrong:
                raise FilterError(f"{name}: {', '.join(wrong)}")
            object.__setattr__(self, name, values)

    @property
    def empty(self) -> bool:
        """Whether every object matches."""
        return not any(getattr(self, name) for name in _TITLES)

    @property
    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The attributes that are filtered by, each with the values that match."""
        named = {column: getattr(self, name) for name, column in COLUMN_OF.items()}
        return {column: values for column, values in named.items() if values}

    def holds(self, values: Mapping[str, str]) -> bool:
        """Whether an object with these attributes matches."""
        return all(values[column] in allowed for column, allowed in self.chosen.items())

    def statement(
        self,
        lang: Language = "zh",
        names: Mapping[str, str] | None = None,
        groups: Mapping[str, str] | None = None,
    ) -> str:
        """The public sentence: one line without control characters, the same for equal filters.

        `names` gives the names of regions by code, `groups` those of unit groups; a code without
        a name stands as it is.
        """
        is_, or_, next_ = _MARKS[lang]
        known = {"regions": names or {}, "groups": groups or {}}
        parts = []
        for name, title in _TITLES.items():
            values: Sequence[str] = getattr(self, name)
            if values:
                words = [_word(name, value, lang, known.get(name, {})) for value in values]
                parts.append(f"{_in(title, lang)}{is_}{or_.join(words)}")
        return next_.join(parts) or _in(_EVERYTHING, lang)

    def to_json(self) -> dict[str, list[str]]:
        """The filter for a JSON field; empty lists are left out."""
        return {name: list(getattr(self, name)) for name in _TITLES if getattr(self, name)}

    @classmethod
    def from_json(cls, data: Mapping[str, Sequence[str]]) -> Self:
        """Read what `to_json` wrote; FilterError for an unknown key or value."""
        known = {field.name for field in fields(cls)}
        if unknown := sorted(set(data) - known):
            raise FilterError(", ".join(unknown))
        return cls(**{name: tuple(values) for name, values in data.items()})


def _in(both: Word, lang: Language) -> str:
    return both.zh if lang == "zh" else both.en


def _known(name: str, value: str) -> bool:
    closed = _CLOSED.get(name)
    if closed is None:
        return bool(_OPEN[name].fullmatch(value))
    return value in {member.value for member in closed}


def _word(name: str, value: str, lang: Language, names: Mapping[str, str]) -> str:
    closed = _CLOSED.get(name)
    return names.get(value, value) if closed is None else word(closed(value), lang)
