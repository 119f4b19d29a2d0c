"""The approved and filed plan of the demo bureau (article 4)."""

from datetime import date, timedelta

from fairdraw.announcement import Stratum

from demo.bureaus import who
from demo.officers import SECTIONS
from yaohao.ground.accounts.models import Section, User
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.operations import (
    add_line,
    appoint,
    approve_line,
    file_with_hall,
    submit_line,
)
from yaohao.stages.planning.rules import Aim, LineDraft, Organ, OrganDraft, Post, Rounding
from yaohao.stages.registers.models import Item

RISK_RATIOS = {"RED": 1200, "ORANGE": 800, "YELLOW": 500, "BLUE": 200, "UNRATED": 0}
PEOPLE = (
    (Organ.GROUP, Post.LEADER, "city-director", "局长"),
    (Organ.GROUP, Post.DEPUTY, "city-deputy", "分管副局长"),
    (Organ.OFFICE, Post.LEADER, "city-clerk", "法规科负责人"),
)

# Item, title, fields, first month of the period. The first line is carried to its end, the second
# waits for its draw and shares no enterprise with those under way, each other stops on the way.
LINES = (
    ("AJ-002", "粉尘涉爆、有限空间、液氨制冷专项抽查", ["DCA"], 1),
    ("AJ-003", "危险化学品经营储存抽查", ["HC"], 1),
    ("AJ-001", "工贸企业安全生产责任制抽查", ["OT", "OD"], 1),
    ("AJ-004", "非煤矿山安全设施抽查", ["NCM"], 1),
    ("AJ-006", "烟花爆竹经营抽查", ["FW"], 1),
    ("AJ-005", "职业病危害防治抽查", ["OD"], 1),
    ("AJ-001", "重点行业安全生产责任制抽查", ["OT"], 7),
)


def lay_down(today: date) -> list[Line]:
    """Seven lines of the city's plan, filed with the hall; an eighth still a draft. Who leads."""
    clerk, director = who("city-clerk"), who("city-director")
    filed = [_filed(*line, today) for line in LINES]
    add_line(
        by=clerk, year=today.year, draft=_draft("AJ-003", "危险化学品抽查", ["HC"], today, first=7)
    )
    for line in filed:
        submit_line(by=clerk, pk=line.pk)
        approve_line(by=director, pk=line.pk)
    receipt = f"云政务备〔{today.year}〕17号"
    file_with_hall(by=clerk, year=today.year, receipt=receipt, filed_on=today)
    _lead(clerk, today)
    return [Line.objects.get(pk=line.pk) for line in filed]


def _lead(clerk: User, today: date) -> None:
    """The leading group, its office in the legal section, and the member sections (article 3)."""
    document = f"云应急〔{today.year}〕1号"
    since = date(today.year, 1, 1)
    for organ, post, username, office in PEOPLE:
        member = OrganDraft(
            organ, since, post, office=office, document=document, person=who(username).pk
        )
        appoint(by=clerk, draft=member)
    for section in Section.objects.filter(bureau=clerk.bureau, name__in=SECTIONS).order_by("code"):
        appoint(
            by=clerk,
            draft=OrganDraft(Organ.SECTION, since, document=document, section=section.pk),
        )


def _filed(item: str, title: str, fields: list[str], first: int, today: date) -> Line:
    draft = _draft(item, title, fields, today, first=first)
    return add_line(by=who("city-clerk"), year=today.year, draft=draft)


def _draft(item: str, title: str, fields: list[str], today: date, first: int) -> LineDraft:
    closes = min(today + timedelta(days=14), date(today.year, 12, 31))
    return LineDraft(
        title=title,
        item=Item.objects.get(bureau=who("city-clerk").bureau, code=item).pk,
        aim=Aim.DIRECTED,
        filter={"fields": fields},
        stratify_by="risk",
        shares=tuple(Stratum(code, "ratio", ratio) for code, ratio in sorted(RISK_RATIOS.items())),
        rounding=Rounding.HALF_UP,
        period=(date(today.year, first, 1), date(today.year, 12, 31)),
        window=(today, closes),
        roles=("lead", "second"),
        cap=4,
        cycle=str(today.year),
    )
