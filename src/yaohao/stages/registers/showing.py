"""Changes in words: which column, from what to what."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from yaohao.ground.sheets.cells import Choice, Ratio, YesNo
from yaohao.stages.registers.columns import COLUMNS
from yaohao.stages.registers.columns.cells import FieldList, Words
from yaohao.stages.registers.queries.regions import region_table
from yaohao.stages.registers.rules.kinds import Focus, Kind
from yaohao.stages.registers.rules.numbering import Attributes

ATTRIBUTES = frozenset(Attributes.__dataclass_fields__)


def column_name(kind: StrEnum, key: str) -> str:
    """The header of a column."""
    names = {column.key: str(column.name) for column in COLUMNS[Kind(kind)]}
    return names.get(key, key)


def shown(kind: StrEnum, key: str, text: str) -> str:
    """A stored value, given as text, as people read it; a dash for nothing."""
    parse = next((c.parse for c in COLUMNS[Kind(kind)] if c.key == key), None)
    if key == "region":
        return region_table().name(text)
    if isinstance(parse, Choice):
        return str(parse.show(text))
    if not text:
        return "—"
    if isinstance(parse, Words):
        return str(parse.show(text.split(",")))
    if isinstance(parse, FieldList):
        return str(parse.show(text.split(",")))
    if isinstance(parse, Ratio):
        return str(parse.show(int(text)))
    if isinstance(parse, YesNo):
        return _("yes") if text in ("True", Focus.YES) else _("no")
    return text


def change_words(
    kind: StrEnum,
    change: list[Any] | tuple[str, str, str],
    groups: Mapping[str, str] | None = None,
) -> str:
    """One change: `Risk grade: yellow → red`. `groups` names unit groups by code."""
    key, before, after = change
    if key == "group" and groups:
        before, after = groups.get(before, before), groups.get(after, after)
    return f"{column_name(kind, key)}：{shown(kind, key, before)} → {shown(kind, key, after)}"


def attribute_words(names: str) -> str:
    """The attributes that gave an object a new number."""
    return "、".join(column_name(Kind.OBJECTS, name) for name in names.split(","))
