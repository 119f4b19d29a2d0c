"""One inspection as data: states, acts, who may, and the closed lists of results.

Articles 5, 8, 15, 16 and 17; prior approval of every visit: 国办发〔2024〕54号.
"""

from datetime import timedelta
from enum import StrEnum

from yaohao.ground.accounts.rules import Role


class State(StrEnum):
    """Where an inspection stands."""

    PREPARED = "prepared"  # scheme and checklist are there
    SUBMITTED = "submitted"  # waits for the head
    APPROVED = "approved"  # notice issued, not yet at the door
    RUNNING = "running"  # officers have arrived and shown who they are
    RECORDED = "recorded"  # record signed or refused; nothing in it changes any more
    REPORTED = "reported"  # report closed
    VOID = "void"  # no visit takes place; the reason stands beside it


VISITED = (State.RECORDED.value, State.REPORTED.value)  # the visit took place


class Act(StrEnum):
    """What can be done to an inspection."""

    SUBMIT = "submit"
    RETURN = "return"
    APPROVE = "approve"
    CHANGE_TEAM = "change-team"  # a place drawn again, or an officer of a visit for a cause
    ARRIVE = "arrive"
    ARRIVE_AT_ONCE = "arrive-at-once"  # emergencies only
    SEAL_RECORD = "seal-record"
    CLOSE_REPORT = "close-report"
    VOID = "void"


VISITING = frozenset({Role.OFFICER, Role.SECTION_HEAD})
HANDERS = frozenset({Role.CLERK, Role.SECTION_HEAD})  # who hands over the work of an officer
HEADS = frozenset({Role.DIRECTOR, Role.DEPUTY})

# act -> (states it starts from, state it leads to, roles that may). An officer must also be one of
# the team. An emergency (article 5) arrives at once and is approved afterwards.
TRANSITIONS: dict[Act, tuple[frozenset[State], State | None, frozenset[Role]]] = {
    Act.SUBMIT: (frozenset({State.PREPARED}), State.SUBMITTED, VISITING),
    Act.RETURN: (frozenset({State.SUBMITTED}), State.PREPARED, HEADS),
    Act.APPROVE: (frozenset({State.SUBMITTED}), State.APPROVED, HEADS),
    Act.CHANGE_TEAM: (
        frozenset({State.PREPARED, State.SUBMITTED, State.APPROVED}), State.PREPARED,
        VISITING | HANDERS,
    ),
    Act.ARRIVE: (frozenset({State.APPROVED}), State.RUNNING, VISITING),
    Act.ARRIVE_AT_ONCE: (frozenset({State.PREPARED}), State.RUNNING, VISITING),
    Act.SEAL_RECORD: (frozenset({State.RUNNING}), State.RECORDED, VISITING),
    Act.CLOSE_REPORT: (frozenset({State.RECORDED}), State.REPORTED, VISITING),
    Act.VOID: (
        frozenset({State.PREPARED, State.SUBMITTED, State.APPROVED}), State.VOID, HEADS,
    ),
}  # fmt: skip

# Who sees a drawn visit before it was shown at the door, and who only afterwards (article 20).
SEES_ALL = HEADS | {Role.AUDITOR}
DESK = frozenset({Role.CLERK, Role.SECTION_HEAD, Role.HALL})
SHOWN = frozenset({State.RUNNING, State.RECORDED, State.REPORTED})


class Plea(StrEnum):
    """Where a request for recusal stands (行政处罚法 art. 43)."""

    ASKED = "asked"  # the visit goes on, its record is not sealed
    GRANTED = "granted"
    REFUSED = "refused"


class Answer(StrEnum):
    """What the head answers."""

    GRANT = "grant"
    REFUSE = "refuse"


RECUSAL_TRANSITIONS: dict[Answer, tuple[frozenset[Plea], Plea, frozenset[Role]]] = {
    Answer.GRANT: (frozenset({Plea.ASKED}), Plea.GRANTED, HEADS),
    Answer.REFUSE: (frozenset({Plea.ASKED}), Plea.REFUSED, HEADS),
}
DECIDE_WITHIN = timedelta(days=1)  # from the note to the decision, as an emergency's approval

REPORT_DAYS = 5  # working days after the end of the inspection (article 15)
LEAST_OFFICERS = 2  # article 16


class Origin(StrEnum):
    """Drawn by lot, or for a cause (article 5); never mixed in figures."""

    RANDOM = "random"
    CAUSE = "cause"


class CauseKind(StrEnum):
    """Why a certain enterprise is inspected without a draw (article 5)."""

    COMPLAINT = "complaint"  # 群众投诉、举报
    SUPERIOR = "superior"  # 上级部门交办
    TRANSFER = "transfer"  # 其他部门移送案件线索


class Result(StrEnum):
    """The answer to one question of the checklist."""

    PASS = "pass"  # noqa: S105  # 合格
    FAIL = "fail"  # 不合格
    NOT_APPLICABLE = "na"  # 不适用


class Outcome(StrEnum):
    """Result of one inspection in the words of the national public schema."""

    NO_PROBLEM = "no-problem"  # 未发现问题
    ORDERED = "ordered"  # 发现问题已责令改正
    PENDING = "pending"  # 发现问题待后续处理
    NOT_FOUND = "not-found"  # 通过登记的住所（经营场所）无法联系
    UNCOOPERATIVE = "uncooperative"  # 不配合检查情节严重
    NOT_OPERATING = "not-operating"  # 未发现开展本次抽查涉及的经营活动
    CLOSED = "closed"  # 已关闭停业或正在组织清算


class Disposal(StrEnum):
    """What follows from the result."""

    NONE = "none"  # 无需后续处置
    FEEDBACK = "feedback"  # 停止检查，反馈日常监管
    ORDER = "order"  # 责令改正
    CASE = "case"  # 移送办案机构
    NOTIFY = "notify"  # 抄告相关部门


class SignerRole(StrEnum):
    """Who signs a record."""

    OFFICER = "officer"
    ENTERPRISE = "enterprise"
    EXPERT = "expert"


# The five parts of the report (article 15); each must be written before it can be closed.
PARTS = ("time", "content", "record", "evaluation", "advice")


def sentences(text: str) -> list[str]:
    """The points of an item's content, one question each: by line and by Chinese semicolon."""
    parts = text.replace("；", "\n").replace(";", "\n").splitlines()
    return [part.strip().rstrip("。") for part in parts if part.strip(" 。\t\u3000")]


def outcome_fits(outcome: Outcome, *, problems: int, all_mended: bool) -> bool:
    """Whether a result agrees with what was found: none without problems, some with."""
    if outcome is Outcome.NO_PROBLEM:
        return problems == 0 or all_mended
    if outcome in (Outcome.ORDERED, Outcome.PENDING):
        return problems > 0
    return True
