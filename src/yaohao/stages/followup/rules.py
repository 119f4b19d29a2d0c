"""Orders, re-checks, penalty cases and circulars as data (article 18)."""

from datetime import date, timedelta
from enum import StrEnum

from yaohao.ground.accounts.rules import Role

OFFICERS = frozenset({Role.OFFICER, Role.SECTION_HEAD})
HEADS = frozenset({Role.DIRECTOR, Role.DEPUTY})


class OrderState(StrEnum):
    """Where an order (责令限期整改指令书) stands."""

    DRAFT = "draft"
    ISSUED = "issued"
    FULFILLED = "fulfilled"
    UNFULFILLED = "unfulfilled"  # a re-check found something left


class OrderAct(StrEnum):
    """What can be done to an order."""

    ISSUE = "issue"
    DROP = "drop"
    RECHECK_FULFILLED = "recheck-fulfilled"
    RECHECK_UNFULFILLED = "recheck-unfulfilled"


ORDER_TRANSITIONS: dict[
    OrderAct, tuple[frozenset[OrderState], OrderState | None, frozenset[Role]]
] = {
    OrderAct.ISSUE: (frozenset({OrderState.DRAFT}), OrderState.ISSUED, OFFICERS),
    OrderAct.DROP: (frozenset({OrderState.DRAFT}), None, OFFICERS),
    OrderAct.RECHECK_FULFILLED: (
        frozenset({OrderState.ISSUED, OrderState.UNFULFILLED}), OrderState.FULFILLED, OFFICERS,
    ),
    OrderAct.RECHECK_UNFULFILLED: (
        frozenset({OrderState.ISSUED, OrderState.UNFULFILLED}), OrderState.UNFULFILLED, OFFICERS,
    ),
}  # fmt: skip


class CaseState(StrEnum):
    """Where a penalty case (行政处罚) stands."""

    FILED = "filed"  # 立案
    NOTIFIED = "notified"  # 告知: statement and hearing possible
    DECIDED = "decided"  # 决定
    EXECUTED = "executed"  # 执行完毕
    CLOSED = "closed"  # 结案
    DROPPED = "dropped"  # 不予处罚、撤案
    ANNULLED = "annulled"  # 撤销: published decisions are withdrawn within 3 days


class CaseAct(StrEnum):
    """What can be done to a penalty case."""

    NOTIFY = "notify"
    DECIDE = "decide"
    EXECUTE = "execute"
    CLOSE = "close"
    DROP = "drop"
    ANNUL = "annul"


CASE_TRANSITIONS: dict[CaseAct, tuple[frozenset[CaseState], CaseState, frozenset[Role]]] = {
    CaseAct.NOTIFY: (frozenset({CaseState.FILED}), CaseState.NOTIFIED, OFFICERS),
    CaseAct.DECIDE: (frozenset({CaseState.NOTIFIED}), CaseState.DECIDED, HEADS),
    CaseAct.EXECUTE: (frozenset({CaseState.DECIDED}), CaseState.EXECUTED, OFFICERS),
    CaseAct.CLOSE: (frozenset({CaseState.EXECUTED}), CaseState.CLOSED, HEADS),
    CaseAct.DROP: (
        frozenset({CaseState.FILED, CaseState.NOTIFIED}), CaseState.DROPPED, HEADS,
    ),
    CaseAct.ANNUL: (
        frozenset({CaseState.DECIDED, CaseState.EXECUTED, CaseState.CLOSED}),
        CaseState.ANNULLED,
        HEADS,
    ),
}  # fmt: skip


class CircularState(StrEnum):
    """Where a circular (通报) stands; one per task."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ISSUED = "issued"


class CircularAct(StrEnum):
    """What can be done to a circular."""

    CHANGE = "change"
    SUBMIT = "submit"
    RETURN = "return"
    ISSUE = "issue"


CIRCULAR_TRANSITIONS: dict[
    CircularAct, tuple[frozenset[CircularState], CircularState, frozenset[Role]]
] = {
    CircularAct.CHANGE: (
        frozenset({CircularState.DRAFT}), CircularState.DRAFT, frozenset({Role.CLERK}),
    ),
    CircularAct.SUBMIT: (
        frozenset({CircularState.DRAFT}), CircularState.SUBMITTED, frozenset({Role.CLERK}),
    ),
    CircularAct.RETURN: (frozenset({CircularState.SUBMITTED}), CircularState.DRAFT, HEADS),
    CircularAct.ISSUE: (frozenset({CircularState.SUBMITTED}), CircularState.ISSUED, HEADS),
}  # fmt: skip


class PenaltyKind(StrEnum):
    """Kinds of penalty (行政处罚法 art. 9)."""

    WARNING = "warning"  # 警告、通报批评
    FINE = "fine"  # 罚款、没收
    LICENCE = "licence"  # 暂扣、吊销许可证件
    SHUTDOWN = "shutdown"  # 责令停产停业、关闭
    OTHER = "other"


PUBLISH_DAYS = 7  # working days after the decision
WITHDRAW_DAYS = 3  # days after the annulment (行政处罚法 art. 48)


def withdraw_by(annulled_on: date) -> date:
    """The last day for withdrawing an annulled decision from the public pages."""
    return annulled_on + timedelta(days=WITHDRAW_DAYS)
