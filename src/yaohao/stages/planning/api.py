"""The plan for other programs: the lines filed with the hall, version by version (docs/api.md)."""

from datetime import date
from typing import Annotated, Any, Literal

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from yaohao.ground.accounts.api import Key
from yaohao.ground.accounts.current import key
from yaohao.ground.accounts.rules import Scope
from yaohao.stages.planning.models import Line, LineQuerySet
from yaohao.stages.planning.rules import Aim, LineState, Regime, expert_places, officer_places
from yaohao.stages.planning.texts import filter_words

TOLD = [LineState.FILED.value, LineState.REPLACED.value]


def absent(*, title: str, description: str) -> Any:
    """A parameter that may be left out; a value that is sent has to fit."""
    return Field(None, title=title, description=description)


class LineQuery(Schema):
    """Filters of the plan, as on its page; without `year` the plan of this year."""

    year: Annotated[int, Field(ge=2016, le=2999)] = absent(
        title="年度", description="Year of the plan"
    )
    q: Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\u0000-\u001f]*$")] = absent(
        title="名称或事项", description="Part of the title or of the item's name, or its code"
    )
    regime: Regime = absent(title="检查类别", description="Random, key, or special")
    versions: Literal["standing", "all"] = absent(
        title="版本", description="Those that stand, or those replaced by an amendment too"
    )
    limit: int = Field(100, ge=1, le=1000, title="行数", description="Rows of a page")
    after: Annotated[str, Field(pattern=r"^[1-9][0-9]{0,5}:[1-9][0-9]{0,3}$")] = absent(
        title="起始行号与版本",
        description="Number and version of the last row of the page before; `next` has it already",
    )


class PartnerRow(Schema):
    """Who inspects together with the responsible section."""

    name: str = Field(title="单位", description="Section or department")
    part: Literal["initiates", "assists"] = Field(title="分工", description="发起 or 配合")
    sends_officer: bool = Field(
        title="派员参加", description="Whether one of its officers is drawn into every team"
    )


class StratumRow(Schema):
    """How many of one stratum are drawn."""

    code: str = Field(title="分层", description="Code of the stratum; ALL without strata")
    rule: Literal["ratio", "number"] = Field(title="方式", description="What `value` is")
    value: int = Field(title="数值", description="In 1/10,000 of the stratum, or objects")


class LineRow(Schema):
    """One version of a line of the plan (articles 4 and 12)."""

    number: int = Field(title="行号", description="Number within the year's plan")
    version: int = Field(title="版本", description="1, and one more with each amendment")
    state: Literal["filed", "replaced"] = Field(title="状态", description="Whether it stands")
    amended_because: str = Field(title="修改理由", description="Empty for the first version")
    title: str = Field(title="名称", description="Title")
    regime: Regime = Field(title="检查类别", description="Random, key, or special")
    ordered_by: str = Field(title="部署依据", description="Document of a special inspection")
    item: str = Field(title="事项编码", description="Code of the item the lot goes by")
    item_version: int = Field(title="事项版本", description="Its version")
    further_items: list[str] = Field(title="其他事项", description="Codes, on the same visit")
    aim: Aim = Field(title="抽查方式", description="Directed or undirected")
    filter: str = Field(title="范围", description="From where, in words")
    stratify_by: str = Field(title="分层依据", description="Attribute of the register, or none")
    strata: list[StratumRow] = Field(title="比例", description="By code")
    period_start: date = Field(title="期间自", description="First day of the period")
    period_end: date = Field(title="期间至", description="Last day of the period")
    window_start: date = Field(title="检查自", description="First day of the visits")
    window_end: date = Field(title="检查至", description="Last day of the visits")
    cycle: str = Field(title="周期", description="Name of the cycle")
    frequency: int = Field(title="抽取次数", description="Draws in the period")
    section: str = Field(title="责任科室", description="Responsible section")
    partners: list[PartnerRow] = Field(title="联合检查单位", description="Who joins")
    team: int = Field(
        title="每组执法人员", description="Officers of a team, those of other departments included"
    )
    experts: int = Field(title="每组专家", description="Experts of a team")
    cap: int = Field(title="每人最多户数", description="Most visits of one officer")
    receipt: str = Field(title="大厅回执号", description="Receipt of the hall")
    filed_on: date = Field(title="备案日期", description="Day of the filing")
    drawn_as: str = Field(title="抽取编号", description="First draw announced from it, if any")


class LinePage(Schema):
    """A page of lines."""

    rows: list[LineRow] = Field(title="计划行", description="By number and version")
    next: str | None = Field(title="下一页", description="Address of the next page, if any")


router = Router(tags=["planning"], auth=Key(Scope.PLAN_READ))


@router.get("/lines", response=LinePage, summary="年度抽查计划")
def plan_lines(request: HttpRequest, asked: Query[LineQuery]) -> dict[str, Any]:
    """The lines of a year's plan that are filed with the hall (article 4). Drafts are not told."""
    year = asked.year or timezone.localdate().year
    found = _after(_chosen(Line.objects.of(key(request).bureau), asked, year), asked.after)
    rows = list(found.select_related("plan", "item", "section", "filing")[: asked.limit + 1])
    shown = rows[: asked.limit]
    following = None
    if len(rows) > asked.limit:
        query = request.GET.copy()
        query["after"] = f"{shown[-1].number}:{shown[-1].version}"
        following = f"{request.path}?{query.urlencode()}"
    return {"rows": [_row(line) for line in shown], "next": following}


def _chosen(rows: LineQuerySet, asked: LineQuery, year: int) -> LineQuerySet:
    states = TOLD if asked.versions == "all" else TOLD[:1]
    found: LineQuerySet = rows.filter(plan__year=year, state__in=states)
    if asked.regime:
        found = found.filter(regime=asked.regime.value)
    if asked.q:
        words = Q(title__icontains=asked.q) | Q(item__name__icontains=asked.q)
        found = found.filter(words | Q(item__code=asked.q))
    return found.order_by("number", "version")


def _after(rows: LineQuerySet, after: str | None) -> LineQuerySet:
    if not after:
        return rows
    number, version = map(int, after.split(":"))
    return rows.filter(Q(number__gt=number) | Q(number=number, version__gt=version))


def _row(line: Line) -> dict[str, Any]:
    assert line.filing is not None  # the database keeps filed and replaced lines with theirs
    plain = (
        "number", "version", "state", "amended_because", "title", "regime", "ordered_by",
        "stratify_by", "period_start", "period_end", "window_start", "window_end", "cycle",
        "frequency", "cap", "drawn_as",
    )  # fmt: skip
    return {name: getattr(line, name) for name in plain} | {
        "item": line.item.code,
        "item_version": line.item.version,
        "further_items": [item.code for item in line.further_items.order_by("code")],
        "aim": line.type,
        "filter": filter_words(line),
        "strata": [share._asdict() for share in line.shares],
        "section": line.section.name if line.section else "",
        "partners": [
            {"name": one.name, "part": one.part, "sends_officer": bool(one.role)}
            for one in line.partners.order_by("pk")
        ],
        "team": len(officer_places(line.roles)),
        "experts": len(expert_places(line.roles)),
        "receipt": line.filing.receipt,
        "filed_on": line.filing.filed_on,
    }
