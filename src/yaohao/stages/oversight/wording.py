"""Exceptions, steps and acts in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yaohao.stages.oversight.rules.complaints import Act
from yaohao.stages.oversight.rules.exceptions import Code, Severity
from yaohao.stages.planning.rules import Regime

CODES: dict[Code, Promise] = {
    Code.REPORT_LATE: _("Report later than five working days"),
    Code.EMERGENCY_UNAPPROVED: _("Emergency visit not approved within a day"),
    Code.QUESTION_ADDED: _("Question beyond the item list"),
    Code.VISIT_VOID: _("Visit made void"),
    Code.SIGNATURE_REFUSED: _("Record not signed by the enterprise"),
    Code.RECUSAL_ASKED: _("Recusal asked for at the visit"),
    Code.RECUSAL_LATE: _("Recusal not decided within a day"),
    Code.ORDER_OVERDUE: _("Order overdue without a re-check"),
    Code.PENALTY_UNPUBLISHED: _("Penalty not public in time"),
    Code.REVEAL_MISSED: _("Draw not revealed in time"),
    Code.EXERCISE_DRAWN: _("Exercise of a line that is drawn for real"),
    Code.REGISTER_TOUCHED: _("Register changed shortly before a freeze"),
    Code.GRADE_TOUCHED: _("Grades changed shortly before a freeze"),
    Code.DRAW_REPEATED: _("Draw that took more than one attempt"),
    Code.DRAW_ABORTED: _("Draw broken off"),
    Code.OFFICER_SUBSTITUTED: _("Place in a team drawn again"),
}

MARKS: dict[str, Promise] = {
    "attempts": _("Attempts of this line"),
    "aborted": _("Broken off"),
    "excluded": _("Left out, with a public reason"),
    "past": _("Passed over: visited before this product"),
    "substituted": _("Places in teams drawn again"),
    "recusals": _("Requests for recusal at the visits"),
    "events": _("Envelopes made void or postponed"),
    "read": _("Readings that were noted"),
    "register": _("Changes of the register"),
    "graded": _("Changes of grades"),
    "pair": _("Largest chance of an officer and an enterprise to meet"),
}

SEVERITIES: dict[Severity, Promise] = {
    Severity.BREACH: _("breach"),
    Severity.NOTICE: _("to be looked at"),
}

STEPS: dict[str, Promise] = {
    "planned": pgettext_lazy("funnel", "Planned"),
    "drawn": pgettext_lazy("funnel", "Drawn"),
    "inspected": pgettext_lazy("funnel", "Inspected"),
    "with_problems": pgettext_lazy("funnel", "With problems"),
    "rectified": pgettext_lazy("funnel", "All put right"),
    "published": pgettext_lazy("funnel", "Made public"),
}

# Heads of narrow columns; the whole words stand in planning.
REGIMES_SHORT: dict[str, Promise] = {
    Regime.RANDOM.value: pgettext_lazy("regime, short", "Random"),
    Regime.KEY.value: pgettext_lazy("regime, short", "Key"),
    Regime.SPECIAL.value: pgettext_lazy("regime, short", "Special"),
    "cause": pgettext_lazy("regime, short", "With a cause"),
}

ACTS: dict[Act, Promise] = {
    Act.INVESTIGATE: _("Begin the investigation"),
    Act.FIND: _("Write the finding"),
    Act.TAKE_MEASURE: _("Write the measure"),
    Act.ANSWER: _("Write the answer"),
    Act.CLOSE: _("Close the complaint"),
}
