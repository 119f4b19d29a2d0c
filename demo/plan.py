"""The approved and filed plan of the demo bureau (article 4)."""

from datetime import date, timedelta

from fairdraw.announcement import Stratum

from demo.bureaus import who
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.operations import (
    add_line,
    approve_line,
    file_with_hall,
    submit_line,
)
from yaohao.stages.planning.rules import Aim, LineDraft, Rounding
from yaohao.stages.registers.models import Item

RISK_RATIOS = {"RED": 1200, "ORANGE": 800, "YELLOW": 500, "BLUE": 200, "UNRATED": 0}


def lay_down(today: date) -> list[Line]:
    """Two lines of the city's plan, filed with the hall; a third still a draft."""
    clerk, director = who("city-clerk"), who("city-director")
    filed = [
        _filed("AJ-002", "粉尘涉爆、有限空间、液氨制冷专项抽查", {"fields": ["DCA"]}, today),
        _filed("AJ-001", "工贸企业安全生产责任制抽查", {"fields": ["OT", "OD"]}, today),
    ]
    add_line(by=clerk, year=today.year, draft=_draft("AJ-003", "危险化学品抽查", ["HC"], today))
    for line in filed:
        submit_line(by=clerk, pk=line.pk)
        approve_line(by=director, pk=line.pk)
    receipt = f"云政务备〔{today.year}〕17号"
    file_with_hall(by=clerk, year=today.year, receipt=receipt, filed_on=today)
    return [Line.objects.get(pk=line.pk) for line in filed]


def _filed(item: str, title: str, chosen: dict[str, list[str]], today: date) -> Line:
    draft = _draft(item, title, chosen["fields"], today)
    return add_line(by=who("city-clerk"), year=today.year, draft=draft)


def _draft(item: str, title: str, fields: list[str], today: date) -> LineDraft:
    closes = min(today + timedelta(days=14), date(today.year, 12, 31))
    return LineDraft(
        title=title,
        item=Item.objects.get(bureau=who("city-clerk").bureau, code=item).pk,
        aim=Aim.DIRECTED,
        filter={"fields": fields},
        stratify_by="risk",
        shares=tuple(Stratum(code, "ratio", ratio) for code, ratio in sorted(RISK_RATIOS.items())),
        rounding=Rounding.HALF_UP,
        period=(date(today.year, 1, 1), date(today.year, 12, 31)),
        window=(today, closes),
        roles=("lead", "second"),
        cap=4,
        cycle=str(today.year),
    )
