"""Plans for tests: people, an item, objects, and lines in every state of their life.

Lines are carried through by the operations themselves, so that no test rests on a state that
the product could not reach.
"""

from datetime import date
from itertools import count
from typing import Any

from django.utils import timezone
from fairdraw.announcement import Stratum

from yaohao.ground.accounts.models import Bureau, Grant, Level, User
from yaohao.ground.accounts.rules import Role
from yaohao.stages.planning import operations
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.rules import Aim, LineDraft, Rounding
from yaohao.stages.registers.models import InspectionObject, Item

YEAR = timezone.localdate().year
_serial = count(1)


def plan_bureau(code: str = "140700", region: str = "140700", name: str = "晋中市局") -> Bureau:
    """A bureau; the same one when it is asked for twice."""
    return Bureau.objects.get_or_create(
        code=code,
        defaults={
            "region": region,
            "name": name,
            "short_name": name,
            "document_word": "晋中安监",
            "level": Level.CITY.value,
        },
    )[0]


def plan_person(bureau: Bureau, *roles: Role, name: str = "") -> User:
    """A person with these roles; a new one each time."""
    number = next(_serial)
    user = User.objects.create(
        username=f"plan-{number}", full_name=name or f"人员{number}", bureau=bureau
    )
    Grant.objects.bulk_create(Grant(user=user, role=role.value) for role in roles)
    return user


def plan_item(bureau: Bureau, **overrides: Any) -> Item:
    """An item that is in force all through the year of the plan and before."""
    number = next(_serial)
    fields: dict[str, Any] = {
        "bureau": bureau,
        "code": f"JH-{number:02d}",  # no other factory gives such codes
        "name": f"安全生产检查{number}",
        "basis": "《中华人民共和国安全生产法》第六十五条",
        "body": bureau.name,
        "object_kind": "生产经营单位",
        "content": "安全生产条件",
        "ratio": 500,
        "frequency": "每年一次",
        "valid_from": date(2016, 11, 30),
    }
    return Item.objects.create(**fields | overrides)


def plan_objects(bureau: Bureau, number: int, **overrides: Any) -> list[InspectionObject]:
    """So many objects with the same attributes, and ids of their own."""
    rows = []
    for serial in (next(_serial) for _ in range(number)):
        fields: dict[str, Any] = {
            "bureau": bureau,
            "object_id": f"B{serial:08d}",
            "name": f"企业{serial}",
            "region": "140702",
            "risk": "RED",
            "number": f"N{serial:08d}",
            "serial": serial,
            "number_since": date(YEAR, 1, 1),
        }
        rows.append(InspectionObject(**fields | overrides))
    return InspectionObject.objects.bulk_create(rows)


def line_draft(item: Item, **overrides: Any) -> LineDraft:
    """A sound draft: all objects, half of them, one stratum, all year."""
    fields: dict[str, Any] = {
        "title": "年度随机抽查",
        "item": item.pk,
        "aim": Aim.UNDIRECTED,
        "filter": {},
        "stratify_by": "none",
        "shares": (Stratum("ALL", "ratio", 5000),),
        "rounding": Rounding.HALF_UP,
        "period": (date(YEAR, 1, 1), date(YEAR, 12, 31)),
        "window": (date(YEAR, 1, 1), date(YEAR, 12, 31)),
        "roles": ("lead", "second"),
        "cap": 10,
        "cycle": str(YEAR),
    }
    return LineDraft(**fields | overrides)


def draft_line(bureau: Bureau | None = None, *, by: User | None = None, **overrides: Any) -> Line:
    """A line just written by a clerk; `overrides` go into the draft (`item` as an Item)."""
    home = bureau or plan_bureau()
    item = overrides.pop("item", None) or plan_item(home)
    clerk = by or plan_person(home, Role.CLERK)
    return operations.add_line(by=clerk, year=YEAR, draft=line_draft(item, **overrides))


def submitted_line(bureau: Bureau | None = None, **overrides: Any) -> Line:
    """A line that waits for the director; its bureau gets ten objects when it has none."""
    line = draft_line(bureau, **overrides)
    if not InspectionObject.objects.filter(bureau=line.bureau).exists():
        plan_objects(line.bureau, 10)
    # The reason is kept only where the officers cannot carry the line.
    why = "借调人员，另行安排"
    return operations.submit_line(by=plan_person(line.bureau, Role.CLERK), pk=line.pk, reason=why)


def approved_line(bureau: Bureau | None = None, **overrides: Any) -> Line:
    """A line approved by a director who did not write it."""
    line = submitted_line(bureau, **overrides)
    return operations.approve_line(by=plan_person(line.bureau, Role.DIRECTOR), pk=line.pk)


def filed_line(bureau: Bureau | None = None, **overrides: Any) -> Line:
    """A line that may be drawn: approved, and filed with the hall."""
    line = approved_line(bureau, **overrides)
    operations.file_with_hall(
        by=plan_person(line.bureau, Role.CLERK),
        year=YEAR,
        receipt=f"政务收〔{YEAR}〕{next(_serial)}号",
        filed_on=timezone.localdate(),
    )
    return Line.objects.get(pk=line.pk)
