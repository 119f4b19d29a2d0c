"""The gate before every act on the plan: the row is locked, the person may, the state allows.

Whoever comes second (a reload, a double click, another clerk) finds the state moved on and is
told so.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau, Section, User
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.planning.cycling import open_for
from yaohao.stages.planning.models import Cycle, Line, Plan
from yaohao.stages.planning.queries import bases, has_twin
from yaohao.stages.planning.rules import (
    TRANSITIONS,
    Act,
    LineDraft,
    LineState,
    Problem,
    Regime,
    Rounding,
    check_terms,
    sentence_of,
    stored_of,
)
from yaohao.stages.planning.strata import shares_for
from yaohao.stages.planning.texts import problem_words
from yaohao.stages.registers.models import Item


def permit(*, by: User, act: Act) -> None:
    """Refuse a person whose roles do not allow the act."""
    if not by.holds(*TRANSITIONS[act][2]):
        raise Refused(_("Your role does not allow this act."))


def locked(*, pk: int, by: User, act: Act) -> Line:
    """The line, locked for this transaction, when `by` may do `act` now.

    Raises Line.DoesNotExist for a line of another bureau, Refused otherwise.
    """
    rows = Line.objects.of(by.bureau).select_related("plan__bureau", "item")
    line = rows.select_for_update(of=("self",)).get(pk=pk)
    permit(by=by, act=act)
    if LineState(line.state) not in TRANSITIONS[act][0]:
        raise Refused(
            _("Line %(line)s is now: %(state)s. This act does not fit it any more.")
            % {"line": line.label, "state": line.get_state_display()}
        )
    return line


def own_plan(*, by: User, year: int) -> Plan:
    """The plan of the person's bureau, locked; it is the queue for numbers and filings."""
    Bureau.objects.select_for_update().get(pk=by.bureau_id)
    if not 2016 <= year <= timezone.localdate().year + 2:
        raise Refused(_("%(year)s: a plan is for a year from 2016 to two years ahead.")
                      % {"year": year})  # fmt: skip
    return Plan.objects.get_or_create(bureau=by.bureau, year=year)[0]


def fill(line: Line, draft: LineDraft) -> Cycle:
    """Put a sound draft into a line that is not yet saved; Refused with the first problem.

    The line's cycle, opened if need be. Items and partners follow with `join`, once it is saved.
    """
    problems = check_terms(draft.terms(line.plan.year))
    if problems:
        raise Refused(problem_words(problems[0], draft.stratify_by))
    if not draft.title.strip() or not draft.cycle.strip():
        raise Refused(_("Title and cycle cannot be empty."))
    bureau = line.plan.bureau
    line.item = Item.objects.filter(bureau=bureau).get(pk=draft.item)
    sections = Section.objects.filter(bureau=bureau)
    line.section = sections.get(pk=draft.section) if draft.section else None
    line.title, line.type, line.cycle = draft.title.strip(), draft.aim.value, draft.cycle.strip()
    line.filter, line.stratify_by = dict(draft.filter), draft.stratify_by
    line.strata = stored_of(draft.shares)
    line.rounding = draft.rounding.value
    line.period_start, line.period_end = draft.period
    line.window_start, line.window_end = draft.window
    line.roles, line.cap = list(draft.places), draft.cap
    line.regime, line.frequency = draft.regime.value, draft.frequency
    line.openly = draft.openly
    special = draft.regime is Regime.SPECIAL
    line.ordered_by = draft.ordered_by.strip() if special else ""
    if has_twin(line):
        raise Refused(
            _("Another line of this plan has the same item, cycle and period. One line is drawn "
              "once: change the period or the cycle, or widen that line.")
        )  # fmt: skip
    return open_for(line, draft.cycle_days)


def check_pool(line: Line) -> None:
    """Refuse a line that could not be drawn as the registers stand now."""
    counted = bases(line.bureau, line.pool_filter, line.stratify_by)
    problems = list(sentence_of(counted, shares_for(line), Rounding(line.rounding)).problems)
    item = line.item
    if item.valid_from > line.window_start or (item.valid_to and item.valid_to < line.window_end):
        problems.append(Problem("item", "item-ended", {"item": item.name}))
    if problems:
        raise Refused(problem_words(problems[0], line.stratify_by))
