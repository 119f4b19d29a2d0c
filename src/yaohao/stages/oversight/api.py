"""Figures of a year for other programs: completion, coverage, load (docs/api.md).

Random, key and special inspections stand apart in every answer and are never added up.
"""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from yaohao.ground.accounts.api import Key
from yaohao.ground.accounts.current import key
from yaohao.ground.accounts.rules import Scope
from yaohao.stages.oversight.queries.choosing import Chosen
from yaohao.stages.oversight.queries.completion import Part, line_parts
from yaohao.stages.oversight.queries.coverage import County, coverage
from yaohao.stages.oversight.queries.load import KINDS, Carried, nameless, officer_loads
from yaohao.stages.planning.rules import Regime

NAMES = Scope.REGISTERS_READ  # the register of officers tells the same names


def absent(*, title: str, description: str) -> Any:
    """A parameter that may be left out; a value that is sent has to fit."""
    return Field(None, title=title, description=description)


class StatisticsQuery(Schema):
    """Year and filters, as on the pages; without `year` this year."""

    year: Annotated[int, Field(ge=2016, le=2999)] = absent(
        title="年度", description="Year of the plan, of the visits, of the leave"
    )
    section: Annotated[int, Field(ge=1, le=2**31 - 1)] = absent(
        title="科室", description="Key of a section: of the line, or of the officer"
    )
    regime: Regime = absent(title="检查类别", description="Random, key, or special")
    county: Annotated[str, Field(pattern=r"^[0-9]{6}$")] = absent(
        title="县（市、区）", description="Code: of the enterprise, or of the officer"
    )


class CompletionRow(Schema):
    """How far a filed line is done; null where the line tells no number for the county."""

    number: int = Field(title="行号", description="Number within the year's plan")
    title: str = Field(title="名称", description="Title")
    section: str = Field(title="责任科室", description="Responsible section")
    regime: Regime = Field(title="检查类别", description="Random, key, or special")
    window_end: date = Field(title="检查至", description="Last day of the visits")
    planned: int | None = Field(title="计划", description="As the registers stand, or as announced")
    drawn: int | None = Field(title="已抽取", description="As announced and frozen, nothing sealed")
    visited: int = Field(title="已检查", description="Visits whose record is closed")
    reported: int = Field(title="已报告", description="Visits whose report is closed")
    overdue: int | None = Field(title="逾期", description="Neither visited nor void in time")


class CoverageRow(Schema):
    """The enterprises of a county, for one kind of inspection."""

    county: str = Field(title="县（市、区）代码", description="Code of today")
    name: str = Field(title="县（市、区）", description="Name of today")
    regime: Regime = Field(title="检查类别", description="Of the visits in `year` and `cycle`")
    objects: int = Field(title="企业数", description="That may be drawn today")
    year: int = Field(title="本年已检查", description="Enterprises visited in the year")
    cycle: int = Field(title="周期内已检查", description="Enterprises visited in the running cycle")
    never: int = Field(title="从未检查", description="By no visit of any kind")


class VisitsRow(Schema):
    """An officer's visits of one kind."""

    kind: Literal["random", "key", "special", "cause"] = Field(title="类别", description="Kind")
    months: list[int] = Field(title="各月户次", description="January to December")


class LoadRow(Schema):
    """An officer's year. Without the scope `registers.read` nobody is named."""

    officer: str | None = Field(title="执法证号", description="Certificate, or null")
    name: str | None = Field(title="姓名", description="Name, or null")
    visits: list[VisitsRow] = Field(title="检查", description="By kind, shown at the door")
    days: list[int] = Field(title="外出天数", description="Days with a visit, by month")
    leave: list[int] = Field(title="休假天数", description="Calendar days of leave, by month")


class Statistics(Schema):
    """The figures of a year."""

    year: int = Field(title="年度", description="Year")
    completion: list[CompletionRow] = Field(title="计划完成", description="By line of the plan")
    coverage: list[CoverageRow] = Field(title="覆盖", description="By kind and county")
    load: list[LoadRow] = Field(
        title="人员负荷",
        description="By certificate; without names by load, and none of fewer than three",
    )


router = Router(tags=["oversight"], auth=Key(Scope.STATISTICS_READ))


@router.get("/statistics", response=Statistics, summary="计划完成、覆盖与人员负荷")
def statistics_of_a_year(request: HttpRequest, asked: Query[StatisticsQuery]) -> dict[str, Any]:
    """Plan completion, coverage of the counties, and load of the officers (article 21)."""
    today, token = timezone.localdate(), key(request)
    year = asked.year or today.year
    chosen = Chosen(token.bureau, year, asked.section, asked.regime, asked.county or "")
    regimes = [asked.regime] if asked.regime else list(Regime)
    named, loads = NAMES.value in token.scopes, officer_loads(chosen)
    if not named:
        loads = nameless(loads)
    return {
        "year": year,
        "completion": [_completion(part) for part in line_parts(chosen, today)],
        "coverage": [
            _coverage(regime, one) for regime in regimes for one in coverage(chosen, regime, today)
        ],
        "load": [_load(one, named) for one in loads],
    }


def _completion(part: Part) -> dict[str, Any]:
    line, done = part.line, part.done
    return {
        "number": line.number,
        "title": line.title,
        "section": line.section.name if line.section else "",
        "regime": part.regime,
        "window_end": line.window_end,
        "planned": done.planned,
        "drawn": done.drawn,
        "visited": done.visited,
        "reported": done.reported,
        "overdue": done.overdue,
    }


def _coverage(regime: Regime, one: County) -> dict[str, Any]:
    cover = one.cover
    return {
        "county": one.code,
        "name": one.name,
        "regime": regime,
        "objects": cover.objects,
        "year": cover.year,
        "cycle": cover.cycle,
        "never": cover.never,
    }


def _load(one: Carried, named: bool) -> dict[str, Any]:
    nothing = (0,) * 12
    return {
        "officer": one.officer.certificate if named else None,
        "name": one.officer.name if named else None,
        "visits": [{"kind": kind, "months": one.load.visits.get(kind, nothing)} for kind in KINDS],
        "days": one.load.days,
        "leave": one.load.leave,
    }
