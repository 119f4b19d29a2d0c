"""The scheme and its checklist before the approval (article 8)."""

from datetime import date

from django.db.models import Max
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.inspection.gate import fresh, open_to_team, question_of, store, words
from yaohao.stages.inspection.models import Inspection, Question
from yaohao.stages.inspection.rules import State
from yaohao.stages.registers.rules.kinds import Method

PREPARED = frozenset({State.PREPARED})


@operation("inspection.scheme.change", article="8")
def change_scheme(
    *, by: User, pk: int, revision: int, planned_on: date, method: str, purpose: str,
    covert: bool = False,
) -> Inspection:  # fmt: skip
    """Day, method and points of the visit. The day lies in the window of a drawn visit."""
    inspection = open_to_team(pk=pk, by=by, states=PREPARED)
    fresh(inspection, revision, inspection.purpose or _("(nothing)"))
    line = inspection.line
    if line and not line.window_start <= planned_on <= line.window_end:
        raise Refused(
            _("The visits of this task lie between %(first)s and %(last)s.")
            % {"first": line.window_start, "last": line.window_end}
        )
    store(
        inspection,
        planned_on=planned_on,
        method=Method(method).value,
        purpose=purpose.strip(),
        covert=covert,
    )
    record(by=by, subject=inspection.subject, changed=[inspection])
    return inspection


@operation("inspection.question.add", article="8")
def add_question(*, by: User, pk: int, text: str, reason: str, standard: str = "") -> Question:
    """Ask beyond the item list: only with a reason, which shows as such wherever the list does."""
    inspection = open_to_team(pk=pk, by=by, states=PREPARED)
    last = inspection.questions.aggregate(last=Max("number"))["last"] or 0
    question = Question.objects.create(
        inspection=inspection,
        number=last + 1,
        text=words(text, _("Write the question.")),
        standard=standard.strip(),
        added_reason=words(
            reason, _("Say why the item list does not suffice (article 8); the reason is shown.")
        ),
        added_by=by,
    )
    record(by=by, subject=inspection.subject, changed=[question], reason=question.added_reason)
    return question


@operation("inspection.question.remove", article="8")
def remove_question(*, by: User, pk: int, question: int) -> Inspection:
    """Take back an added question; those of the item list stay."""
    inspection = open_to_team(pk=pk, by=by, states=PREPARED)
    row = question_of(inspection, question)
    if not row.added_reason:
        raise Refused(_("This question stands in the item list and stays."))
    record(by=by, subject=inspection.subject, changed=[row])
    row.delete()
    return inspection
