"""What keeps the house in order: registers, publication, accounts, exceptions, the hall's view."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.ground.calendars.queries import deadline
from yaohao.ground.notices.queries import failed
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.rules import State as DrawState
from yaohao.stages.followup.models import PenaltyCase
from yaohao.stages.followup.rules import CaseState
from yaohao.stages.oversight.queries.exceptions import exceptions, is_public
from yaohao.stages.publication.models import Proposal
from yaohao.stages.publication.rules import APPROVERS, ProposalState
from yaohao.stages.registers.models import ImportRun
from yaohao.surfaces.desk.rules import Duty

LOOK_WITHIN = timedelta(days=7)
DECIDE_WITHIN = 3  # working days
DECIDED = [CaseState.DECIDED.value, CaseState.EXECUTED.value, CaseState.CLOSED.value]
OPEN_DRAWS = [DrawState.OPENING.value, DrawState.REVEALED.value]


def register_duties(user: User) -> Iterator[Duty]:
    """Sheets that were checked and not entered."""
    if not user.holds(Role.CLERK):
        return
    for run in ImportRun.objects.of(user.bureau).filter(state="checked"):
        due = timezone.localdate(run.uploaded_at) + timedelta(days=1)
        url = reverse("registers:import-run", args=[run.pk])
        yield Duty(run.filename, _("Confirm or drop the checked sheet"), url, due)


def publication_duties(user: User) -> Iterator[Duty]:
    """Proposals to decide; penalties to make public within seven working days (article 18)."""
    if user.holds(*APPROVERS):
        waiting = Proposal.objects.of(user.bureau).filter(state=ProposalState.PROPOSED.value)
        for one in waiting.exclude(proposed_by=user).defer("data"):
            due = deadline(timezone.localdate(one.proposed_at), DECIDE_WITHIN).date
            url = reverse("publication:proposal", args=[one.pk])
            yield Duty(str(one), _("Look at the proposal and publish it"), url, due)
    if user.holds(Role.CLERK):
        for case in PenaltyCase.objects.of(user.bureau).filter(state__in=DECIDED):
            if case.publish_by and not is_public(case):
                url = reverse("publication:snapshots")
                yield Duty(case.number, _("Make the penalty public"), url, case.publish_by)


def hall_duties(user: User) -> Iterator[Duty]:
    """Tasks whose summary the hall still waits for (article 15)."""
    if not user.holds(Role.HALL):
        return
    tasks = Draw.objects.visible_to(user).filter(exercise=False, state__in=OPEN_DRAWS)
    for draw in tasks.filter(summaries__delivery=None).select_related("line").distinct():
        yield Duty(
            title=f"{draw.number} {draw.line.title}",
            act=_("Expect the summary of this task"),
            url=reverse("inspection:summaries"),
            due=draw.line.window_end,
        )


def auditor_duties(user: User) -> Iterator[Duty]:
    """Exceptions of the last days (article 21)."""
    if not user.holds(Role.AUDITOR):
        return
    today = timezone.localdate()
    for one in exceptions(user, today):
        if today - one.on <= LOOK_WITHIN:
            url = reverse("oversight:exceptions")
            yield Duty(one.subject, _("Look into the exception"), url, one.on + LOOK_WITHIN)


def administrator_duties(user: User) -> Iterator[Duty]:
    """People without a role or with a code that ran out; mail that could not be sent."""
    now = timezone.now()
    if user.holds(Role.SECURITY_ADMIN):
        people = User.objects.filter(bureau=user.bureau_id, is_active=True)
        for person in people.filter(grants=None):
            url = reverse("accounts:person", args=[person.username])
            yield Duty(person.full_name, _("Give this person a role"), url, timezone.localdate())
        for person in people.filter(code_until__lt=now):
            assert person.code_until is not None
            url = reverse("accounts:person", args=[person.username])
            due = timezone.localdate(person.code_until)
            yield Duty(person.full_name, _("The one-time code ran out: give a new one"), url, due)
    if user.holds(Role.SYSTEM_ADMIN):
        broken = failed()
        if broken:
            due = timezone.localdate(broken[0].created_at)
            yield Duty(str(len(broken)), _("Mail could not be sent"), reverse("desk:notices"), due)
