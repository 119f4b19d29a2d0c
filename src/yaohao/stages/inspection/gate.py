"""The gate before every act on an inspection: row locked, role, team, state."""

from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.inspection.models import Inspection, Problem, Question, kept_by
from yaohao.stages.inspection.rules import (
    HEADS,
    LEAST_OFFICERS,
    TRANSITIONS,
    VISITING,
    Act,
    State,
)


def locked(*, pk: int, by: User, act: Act) -> Inspection:
    """The inspection, locked, when `by` may do `act` now.

    Raises Inspection.DoesNotExist for one that `by` may not see, Refused otherwise.
    """
    inspection = seen(pk=pk, by=by)
    sources, _target, roles = TRANSITIONS[act]
    permit(inspection, by, heads=roles == HEADS)
    if State(inspection.state) not in sources:
        raise Refused(
            _("Inspection %(number)s is now: %(state)s. This act does not fit it any more.")
            % {"number": inspection.number, "state": inspection.get_state_display()}
        )
    return inspection


def open_to_team(*, pk: int, by: User, states: frozenset[State]) -> Inspection:
    """The inspection, locked, for one of its team, while it is in one of `states`.

    Refused at the place while a recusal has left fewer than two officers (article 16).
    """
    inspection = seen(pk=pk, by=by)
    permit(inspection, by, heads=False)
    refuse_alone(inspection)
    if State(inspection.state) not in states:
        raise Refused(
            _("Inspection %(number)s is now: %(state)s. Nothing is written into it any more.")
            % {"number": inspection.number, "state": inspection.get_state_display()}
        )
    return inspection


def refuse_alone(inspection: Inspection) -> None:
    """Refuse to go on at the place with fewer than two officers: whoever was recused left it so."""
    if inspection.state != State.RUNNING.value or inspection.own_team().count() >= LEAST_OFFICERS:
        return
    raise Refused(
        _(
            "Fewer than two officers of the team are left since the recusal (article 16): the "
            "visit waits until another one has come. What was written so far stays."
        )
    )


def seen(*, pk: int, by: User) -> Inspection:
    """The inspection, locked; Inspection.DoesNotExist where `by` may not see it."""
    visible = Inspection.objects.visible_to(by).values("pk")
    rows = Inspection.objects.select_for_update(of=("self",)).select_related(
        "bureau", "object", "item", "draw", "line"
    )
    found: Inspection = rows.get(pk=pk, pk__in=visible)
    return found


def keeps(inspection: Inspection, by: User) -> bool:
    """Whether `by` carries the visit on: one of the team, or who took over from one."""
    rows: QuerySet[Inspection] = Inspection.objects.filter(pk=inspection.pk)
    return rows.filter(kept_by(by)).exists()


def of_team(inspection: Inspection, by: User) -> bool:
    """Whether `by` was drawn or chosen for the team, or carries the visit on."""
    return inspection.members.filter(officer__user=by).exists() or keeps(inspection, by)


def permit(inspection: Inspection, by: User, *, heads: bool) -> None:
    """Leaders decide, and not over their own visit; everything else is the team's."""
    if heads:
        if not by.holds(*HEADS):
            raise Refused(_("Your role does not allow this act."))
        if of_team(inspection, by):
            raise Refused(_("You are one of the team yourself: somebody else must decide."))
    elif not (keeps(inspection, by) and by.holds(*VISITING)):
        gone = recused_words(inspection, by)
        raise Refused(gone or _("Only the officers of the team may do this."))


def recused_words(inspection: Inspection, by: User) -> str:
    """What an officer is told who was recused from the visit; empty for anybody else."""
    place = inspection.members.filter(officer__user=by).exclude(left_at=None).first()
    if place is None or place.left_at is None:
        return ""
    at = timezone.localtime(place.left_at).strftime("%Y-%m-%d %H:%M")
    return _(
        "You were recused from this visit at %(at)s and do nothing more in it. Tell the others of "
        "the team what is still to be done."
    ) % {"at": at}


def advance(inspection: Inspection, act: Act, **values: object) -> None:
    """Move on by the table, with what the act wrote."""
    target = TRANSITIONS[act][1]
    assert target is not None
    inspection.state = target.value
    store(inspection, state=target.value, **values)


def back_to_the_team(inspection: Inspection) -> None:
    """The team is another now: the head approves it before anybody goes."""
    why = _("The team has changed; submit the visit again.")
    returned = "" if inspection.state == State.PREPARED.value else why
    advance(inspection, Act.CHANGE_TEAM, approved_by=None, approved_at=None, returned=returned)


def store(inspection: Inspection, **values: object) -> None:
    """Write fields and count the revision."""
    inspection.revision += 1
    for name, value in values.items():
        setattr(inspection, name, value)
    inspection.save(update_fields=["revision", *values])


def fresh(row: Model, revision: int, what: str) -> None:
    """Refuse a page that is older than the row; `what` says what stands there now."""
    if row.revision != revision:  # type: ignore[attr-defined]
        raise Refused(_("Somebody else was faster. It says now: %(now)s") % {"now": what})


def question_of(inspection: Inspection, pk: int) -> Question:
    """A question of this checklist, locked; Refused when it is not there (any more)."""
    found: Question | None = inspection.questions.select_for_update().filter(pk=pk).first()
    if found is None:
        raise Refused(_("This question is not in the checklist any more. Look at the page again."))
    return found


def problem_of(inspection: Inspection, pk: int) -> Problem:
    """A problem of this record, locked; Refused when it was taken back."""
    found: Problem | None = inspection.problems.select_for_update().filter(pk=pk).first()
    if found is None:
        raise Refused(_("This problem was taken back already. Look at the page again."))
    return found


def words(text: str, missing: str) -> str:
    """The text without loose blanks; Refused with `missing` when there is none."""
    kept = text.strip()
    if not kept:
        raise Refused(missing)
    return kept
