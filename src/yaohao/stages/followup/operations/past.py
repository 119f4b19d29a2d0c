"""整改复查 of an order from before this product, by the number and day that its sheet gives."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.documents.rules import Kind
from yaohao.stages.followup.gate import queue, written
from yaohao.stages.followup.models import PastRecheck
from yaohao.stages.followup.papers import past_recheck_data
from yaohao.stages.followup.queries.past import orders_to_recheck
from yaohao.stages.followup.rules import OFFICERS
from yaohao.stages.inspection.papers import issue_one
from yaohao.stages.inspection.rules import LEAST_OFFICERS
from yaohao.stages.planning.operations import book_visit, complete_visit
from yaohao.stages.planning.rules import VisitKind
from yaohao.stages.registers.models import Officer, PastOrder
from yaohao.stages.registers.operations import close_past_order


@operation("followup.past.recheck", article="18")
def recheck_past(
    *, by: User, order: int, on: date, officers: Iterable[int], fulfilled: bool, opinion: str
) -> PastRecheck:
    """Look at the problem of an order from before this product again; fulfilled, it is closed.

    Raises PastOrder.DoesNotExist for another bureau's. Refused when it is closed, for a day before
    the order or in the future, with fewer than two officers valid on the day, without an opinion.
    """
    if not by.holds(*OFFICERS):
        raise Refused(_("Your role does not allow this act."))
    bureau = queue(by)
    found = _open(bureau, order)
    if not found.date <= on <= timezone.localdate():
        raise Refused(
            _("A re-check lies between the order of %(day)s and today.") % {"day": found.date}
        )
    team = list(Officer.objects.of(bureau).valid(on).filter(pk__in=list(officers)))
    if len(team) < LEAST_OFFICERS:
        raise Refused(_("Two officers with valid certificates re-check (article 16)."))
    words = written(opinion, _("Write the opinion."))
    data = past_recheck_data(found, team, on=on, fulfilled=fulfilled, opinion=words)
    paper = issue_one(kind=Kind.RECHECK, bureau=bureau, subject=found.subject, by=by, data=data)
    made = PastRecheck.objects.create(
        bureau=bureau, order=found, number=paper.number, on=on, fulfilled=fulfilled, opinion=words,
        visit=f"past-recheck:{found.pk}/{found.rechecks.count() + 1}", by=by, at=timezone.now(),
    )  # fmt: skip
    made.officers.set(team)
    book_visit(
        by=by, bureau=bureau, firm=found.object, kind=VisitKind.RECHECK, on=on, source=made.visit
    )
    complete_visit(by=by, source=made.visit)
    if fulfilled:
        close_past_order(by=by, pk=found.pk, on=on)
    detail = {"number": made.number, "order": found.number, "fulfilled": fulfilled}
    record(by=by, subject=found.subject, changed=[made, paper], detail=detail)
    return made


def _open(bureau: Bureau, pk: int) -> PastOrder:
    rows = PastOrder.objects.select_for_update(of=("self",)).of(bureau)
    found: PastOrder = rows.select_related("object").get(pk=pk)
    if not orders_to_recheck(bureau).filter(pk=pk).exists():
        raise Refused(_("The order %(number)s is closed already.") % {"number": found.number})
    return found
