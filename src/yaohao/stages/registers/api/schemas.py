"""Rows of the registers as JSON. Names and titles are those of the sheets' columns."""

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from django.utils.translation import override
from ninja import Schema
from pydantic import ConfigDict, Field

from yaohao.stages.registers.columns import COLUMNS
from yaohao.stages.registers.rules import kinds
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.words import word


def _described(schema: dict[str, Any], model: type[Any]) -> None:
    """Give each property the Chinese name of its column, the English one, and its codes."""
    columns = {column.key: column for column in COLUMNS[model.kind]} if model.kind else {}
    for name, entry in schema["properties"].items():
        if column := columns.get(name):
            with override("zh-hans"):
                entry["title"] = str(column.name)
            with override("en"):
                entry.setdefault("description", str(column.name))
        codes = model.model_fields[name].annotation
        if isinstance(codes, type) and issubclass(codes, StrEnum):
            entry["description"] = f"{entry.get('description', '')}: {codes_of(codes)}"


def codes_of(codes: type[StrEnum]) -> str:
    """The codes of a closed list with their words."""
    named = (
        f"{code.value or '(empty)'} = {word(code, 'zh')} ({word(code, 'en')})" for code in codes
    )
    return "; ".join(named)


class Row(Schema):
    """One entry of a register."""

    model_config = ConfigDict(json_schema_extra=_described)
    kind: ClassVar[Kind | None] = None


class ObjectRow(Row):
    """One object of inspection (article 11)."""

    kind: ClassVar[Kind | None] = Kind.OBJECTS
    object_id: str
    name: str
    credit_code: str
    site: str
    number: str
    number_since: date = Field(title="编号启用日期", description="Day from which the number holds")
    region: str = Field(description="County, by its code of GB/T 2260")
    address: str
    industry: str
    field: kinds.Field
    group: str
    focus: bool
    level: kinds.OwningLevel
    affiliation: kinds.Affiliation
    scale: kinds.Scale
    risk: kinds.Risk
    standardisation: kinds.Standardisation
    credit: kinds.Credit
    major_hazard: kinds.MajorHazard
    blacklist: kinds.Blacklist
    exclusion: kinds.Exclusion
    ended_on: date | None = Field(title="退出日期", description="Day on which the object ended")
    legal_person: str
    contact: str
    phone: str
    longitude: float | None
    latitude: float | None
    datum: kinds.Datum
    accuracy: int | None
    revision: int = Field(title="修订次数", description="Counts the changes of this entry")


class OfficerRow(Row):
    """One officer (article 9)."""

    kind: ClassVar[Kind | None] = Kind.OFFICERS
    certificate: str
    name: str
    section: str
    valid_from: date
    valid_to: date = Field(description="Valid to, the last good day")
    functions: list[kinds.Field] = Field(description=f"Codes: {codes_of(kinds.Field)}")
    trades: list[str]
    region: str = Field(description="County, by its code of GB/T 2260, or empty")
    active: bool
    revision: int = Field(title="修订次数", description="Counts the changes of this entry")


class ExpertRow(Row):
    """One expert (article 16)."""

    kind: ClassVar[Kind | None] = Kind.EXPERTS
    code: str
    name: str
    title: str
    trades: list[str]
    employer: str
    region: str = Field(description="County, by its code of GB/T 2260, or empty")
    valid_from: date
    valid_to: date | None = Field(description="Appointed to, the last day; null without an end")
    active: bool
    phone: str
    revision: int = Field(title="修订次数", description="Counts the changes of this entry")


class ItemRow(Row):
    """One version of one item of the list (article 6)."""

    kind: ClassVar[Kind | None] = Kind.ITEMS
    code: str
    version: int = Field(title="版本", description="A change of an item is a new version")
    name: str
    basis: str
    bases: list[int] = Field(title="依据条目", description="Ids of the legal bases it rests on")
    body: str
    object_kind: str
    content: str
    standard: str
    questions: list[str]
    method: kinds.Method
    ratio: int = Field(description="Ratio in 1/10,000: 500 is 5 %")
    frequency: str
    mandatory: bool
    valid_from: date
    valid_to: date | None = Field(description="In force to, the last day; null without an end")
    revision: int = Field(title="修订次数", description="Counts the changes of this entry")


class BasisRow(Row):
    """One article of a law that items rest on (article 7)."""

    id: int = Field(title="编号", description="Number by which items name it")
    law: str = Field(title="法律", description="Name of the law, without 《》")
    article: str = Field(title="条款", description="Article of the law, or empty")
    valid_from: date | None = Field(title="生效日期", description="First day in force, if known")
    valid_to: date | None = Field(title="失效日期", description="Last day in force, if it ends")
    amended_on: date | None = Field(title="修订日期", description="Day of the amendment")
    note: str = Field(title="说明", description="What the amendment says")


NEXT = Field(title="下一页", description="Address of the next page; null on the last")


class ObjectPage(Schema):
    """Objects in the order of their ids."""

    rows: list[ObjectRow]
    next: str | None = NEXT


class OfficerPage(Schema):
    """Officers in the order of their certificates."""

    rows: list[OfficerRow]
    next: str | None = NEXT


class ExpertPage(Schema):
    """Experts in the order of their numbers."""

    rows: list[ExpertRow]
    next: str | None = NEXT


class ItemPage(Schema):
    """Versions of items in the order of code and version."""

    rows: list[ItemRow]
    next: str | None = NEXT


class BasisPage(Schema):
    """Legal bases in the order of their ids."""

    rows: list[BasisRow]
    next: str | None = NEXT
