"""Orders, re-checks and circulars as the data sets of their papers; always Chinese."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import override

from yaohao.ground.documents.data import Circular as CircularData
from yaohao.ground.documents.data import Order as OrderData
from yaohao.ground.documents.data import Recheck as RecheckData
from yaohao.stages.followup.models import Circular, Order, OrderItem
from yaohao.stages.inspection.papers import officers_of, problem_of, unit_of, visit_of
from yaohao.stages.inspection.papers.data import CHINESE
from yaohao.stages.registers.models import Officer, PastOrder

REVIEW_BY = "本级人民政府"  # 行政复议法 第二十四条


def order_data(order: Order) -> OrderData:
    """责令限期整改指令书."""
    visit = order.inspection
    ended = visit.record.ended_at
    assert ended is not None
    with override(CHINESE):
        return {
            "unit": unit_of(visit.object),
            "visit": visit_of(visit),
            "officers": officers_of(visit),
            "day": timezone.localdate(ended).isoformat(),
            "problems": [
                problem_of(item.problem, requirement=item.requirement, due=item.due.isoformat())
                for item in order.items.select_related("problem").order_by("problem__number")
            ],
            "received_by": order.received_by,
            "review_by": REVIEW_BY,
        }


def recheck_data(
    items: Sequence[OrderItem],
    team: Sequence[Officer],
    *,
    on: date,
    fulfilled: Mapping[int, bool],
    opinion: str,
) -> RecheckData:
    """整改复查意见书; `items` of one issued order, at least one."""
    order = items[0].order
    assert order.number is not None
    assert order.issued_on is not None
    with override(CHINESE):
        return {
            "unit": unit_of(order.inspection.object),
            "visit": visit_of(order.inspection),
            "officers": [
                {"name": one.name, "certificate": one.certificate, "role": ""} for one in team
            ],
            "order": order.number,
            "ordered": order.issued_on.isoformat(),
            "day": on.isoformat(),
            "problems": [
                problem_of(
                    item.problem,
                    requirement=item.requirement,
                    due=item.due.isoformat(),
                    fulfilled="是" if fulfilled[item.pk] else "否",
                )
                for item in items
            ],
            "opinion": opinion,
        }


def past_recheck_data(
    order: PastOrder, team: Sequence[Officer], *, on: date, fulfilled: bool, opinion: str
) -> RecheckData:
    """The same on an order from before this product: number, day and problem as its sheet says."""
    return {
        "unit": unit_of(order.object),
        "visit": {
            "number": "", "task": "本系统启用前的责令整改", "item": "", "basis": "", "origin": "",
            "method": "", "planned": "", "purpose": "", "nth": "",
        },
        "officers": [
            {"name": one.name, "certificate": one.certificate, "role": ""} for one in team
        ],
        "order": order.number,
        "ordered": order.date.isoformat(),
        "day": on.isoformat(),
        "problems": [
            {
                "number": 1, "text": order.problem, "basis": "", "major": False,
                "on_the_spot": False, "requirement": "", "due": order.due.isoformat(),
                "fulfilled": "是" if fulfilled else "否",
            }
        ],
        "opinion": opinion,
    }  # fmt: skip


def circular_data(circular: Circular) -> CircularData:
    """通报 as it was written."""
    return {
        "task": circular.draw.number,
        "title": circular.title,
        "addressees": circular.addressees,
        "overview": circular.overview,
        "findings": circular.findings,
        "common": circular.common,
        "demands": circular.demands,
    }
