"""What an auditor wants to see first, as data: code, article, severity, and when it holds."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from yaohao.stages.inspection.rules import DECIDE_WITHIN


class Severity(StrEnum):
    """How loudly it is shown."""

    BREACH = "breach"  # a rule was broken
    NOTICE = "notice"  # allowed, and worth a look


class Code(StrEnum):
    """One kind of exception."""

    REPORT_LATE = "report-late"
    EMERGENCY_UNAPPROVED = "emergency-unapproved"
    QUESTION_ADDED = "question-added"
    VISIT_VOID = "visit-void"
    SIGNATURE_REFUSED = "signature-refused"
    RECUSAL_ASKED = "recusal-asked"
    RECUSAL_LATE = "recusal-late"
    ORDER_OVERDUE = "order-overdue"
    PENALTY_UNPUBLISHED = "penalty-unpublished"
    REVEAL_MISSED = "reveal-missed"
    EXERCISE_DRAWN = "exercise-drawn"
    REGISTER_TOUCHED = "register-touched"
    GRADE_TOUCHED = "grade-touched"
    DRAW_REPEATED = "draw-repeated"
    DRAW_ABORTED = "draw-aborted"
    OFFICER_SUBSTITUTED = "officer-substituted"


@dataclass(frozen=True, slots=True)
class Rule:
    """The article an exception touches, and how loud it is."""

    article: str
    severity: Severity


RULES: dict[Code, Rule] = {
    Code.REPORT_LATE: Rule("15", Severity.BREACH),
    Code.EMERGENCY_UNAPPROVED: Rule("5", Severity.BREACH),
    Code.QUESTION_ADDED: Rule("8", Severity.NOTICE),
    Code.VISIT_VOID: Rule("4", Severity.NOTICE),
    Code.SIGNATURE_REFUSED: Rule("15", Severity.NOTICE),
    Code.RECUSAL_ASKED: Rule("20", Severity.NOTICE),
    Code.RECUSAL_LATE: Rule("17", Severity.NOTICE),
    Code.ORDER_OVERDUE: Rule("18", Severity.BREACH),
    Code.PENALTY_UNPUBLISHED: Rule("18", Severity.BREACH),
    Code.REVEAL_MISSED: Rule("15", Severity.BREACH),
    Code.EXERCISE_DRAWN: Rule("14", Severity.NOTICE),
    Code.REGISTER_TOUCHED: Rule("10", Severity.NOTICE),
    Code.GRADE_TOUCHED: Rule("11", Severity.NOTICE),
    Code.DRAW_REPEATED: Rule("14", Severity.NOTICE),
    Code.DRAW_ABORTED: Rule("14", Severity.NOTICE),
    Code.OFFICER_SUBSTITUTED: Rule("13", Severity.NOTICE),
}

EMERGENCY_WITHIN = timedelta(hours=24)  # from the arrival to the approval afterwards
BEFORE_FREEZE = timedelta(days=3)  # a change of a register so near to a freeze is shown


@dataclass(frozen=True, slots=True)
class Anomaly:
    """One thing found: what, about what, when it happened or became due, where to look."""

    code: Code
    subject: str
    on: date
    detail: str = ""
    url: str = ""

    @property
    def rule(self) -> Rule:
        """Article and severity."""
        return RULES[self.code]


def report_is_late(due: date, closed_on: date | None, today: date) -> bool:
    """A report closed after its day, or open when the day has passed (article 15)."""
    return (closed_on or today) > due


def emergency_is_unapproved(arrived: datetime, approved: datetime | None, now: datetime) -> bool:
    """An emergency visit that nobody approved within a day of the arrival (article 5)."""
    return (approved or now) - arrived > EMERGENCY_WITHIN


def recusal_is_late(asked: datetime, decided: datetime | None, now: datetime) -> bool:
    """A request for recusal without an answer within a day; its visit cannot be closed so long."""
    return (decided or now) - asked > DECIDE_WITHIN


def order_is_overdue(due: date, looked_at: date | None, today: date) -> bool:
    """A due date that passed without a re-check on or after it (article 18)."""
    return today > due and (looked_at is None or looked_at < due)
