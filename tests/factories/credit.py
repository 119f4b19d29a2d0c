"""Finished visits, decided cases, and an outbox filled from them."""

from datetime import date
from itertools import count
from typing import Any

from tests.cast import Cast
from tests.factories.inspection import carry, for_cause
from yaohao.stages.credit import operations
from yaohao.stages.credit.models import Batch, Dispatch
from yaohao.stages.followup.models import PenaltyCase
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.rules import State

_serial = count(1)
NATIONAL, SHANXI = "national-results", "shanxi-credit"


def reported(cast: Cast, *, fail: bool = False) -> Inspection:
    """A visit for a cause whose report is closed; `fail`: with one problem."""
    return carry(cast, for_cause(cast), State.REPORTED, fail=fail)


def decided(cast: Cast, visit: Inspection, **overrides: Any) -> PenaltyCase:
    """A penalty that was decided after a visit."""
    number = next(_serial)
    fields: dict[str, Any] = {
        "bureau": cast.city,
        "inspection": visit,
        "number": f"榆应急立〔2026〕{number}号",
        "state": "decided",
        "violation": "未按规定进行安全培训，联系电话13800001234",
        "basis": "《中华人民共和国安全生产法》第九十七条",
        "filed_on": date(2026, 3, 1),
        "notified_on": date(2026, 3, 5),
        "decision": f"榆应急罚〔2026〕{number}号",
        "decided_on": date(2026, 3, 12),
        "kind": "fine",
        "penalty": "罚款人民币贰万元",
        "amount": "20000.00",
        "publish_by": date(2026, 3, 23),
        "made_by": cast.officer,
    }
    return PenaltyCase.objects.create(**fields | overrides)


def outbox(cast: Cast) -> Dispatch:
    """One checked result in the outbox."""
    reported(cast)
    operations.collect(by=cast.clerk)
    operations.check(by=cast.clerk)
    return Dispatch.objects.get(kind="result")


def sent(cast: Cast) -> Batch:
    """A file with one result."""
    outbox(cast)
    return operations.export(by=cast.clerk, receiver=NATIONAL)


def answer(cast: Cast, ref: str, code: str, text: str = "") -> int:
    """A receipt for one delivery, read in."""
    sheet = f"流水号,结果代码,结果说明\n{ref},{code},{text}\n".encode()
    return operations.load_receipts(
        by=cast.clerk, receiver=NATIONAL, filename="回执.csv", content=sheet
    )
