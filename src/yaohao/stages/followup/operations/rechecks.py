"""整改复查: only after an order, by two officers, problem by problem (article 18)."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.documents.rules import Kind
from yaohao.stages.followup.gate import locked, queue, seen, written
from yaohao.stages.followup.models import Order, OrderItem, Recheck, RecheckItem
from yaohao.stages.followup.papers import recheck_data
from yaohao.stages.followup.rules import ORDER_TRANSITIONS, OrderAct
from yaohao.stages.inspection.papers import issue_one
from yaohao.stages.inspection.rules import LEAST_OFFICERS
from yaohao.stages.planning.operations import book_visit, complete_visit
from yaohao.stages.planning.rules import VisitKind
from yaohao.stages.registers.models import Officer


@operation("followup.recheck.make", article="18")
def recheck(
    *, by: User, order: int, on: date, officers: Iterable[int], fulfilled: Mapping[int, bool],
    opinion: str,
) -> Recheck:  # fmt: skip
    """Look at every problem of an issued order again; `fulfilled` by the pk of its items.

    Refused without an issued order, before its day or in the future, with fewer than two officers
    whose certificates are valid on the day, and when a problem is left out.
    """
    bureau = queue(by)
    whole = bool(fulfilled) and all(fulfilled.values())
    act = OrderAct.RECHECK_FULFILLED if whole else OrderAct.RECHECK_UNFULFILLED
    rows = Order.objects.filter(inspection__in=seen(by))
    found = locked(rows, pk=order, by=by, table=ORDER_TRANSITIONS, act=act)
    assert found.issued_on is not None
    if not found.issued_on <= on <= timezone.localdate():
        raise Refused(
            _("A re-check lies between the order of %(day)s and today.") % {"day": found.issued_on}
        )
    team = list(Officer.objects.of(bureau).valid(on).filter(pk__in=list(officers)))
    if len(team) < LEAST_OFFICERS:
        raise Refused(_("Two officers with valid certificates re-check (article 16)."))
    items = list(found.items.order_by("problem__number"))
    _check_whole(items, fulfilled)
    words = written(opinion, _("Write the opinion."))
    paper = issue_one(
        kind=Kind.RECHECK,
        bureau=bureau,
        subject=found.subject,
        by=by,
        data=recheck_data(items, team, on=on, fulfilled=fulfilled, opinion=words),
    )
    made = Recheck.objects.create(
        order=found,
        number=paper.number,
        on=on,
        opinion=words,
        visit=f"recheck:{found.pk}/{found.rechecks.count() + 1}",
        by=by,
        at=timezone.now(),
    )  # fmt: skip
    made.officers.set(team)
    # A re-check does not count against the limit, yet the book knows of it.
    book_visit(
        by=by, bureau=bureau, firm=found.inspection.object, kind=VisitKind.RECHECK, on=on,
        source=made.visit, item_code=found.inspection.item.code,
    )  # fmt: skip
    complete_visit(by=by, source=made.visit)
    RecheckItem.objects.bulk_create(
        RecheckItem(recheck=made, item=item, fulfilled=fulfilled[item.pk]) for item in items
    )
    target = ORDER_TRANSITIONS[act][1]
    assert target is not None
    found.state = target.value
    found.save(update_fields=["state"])
    record(
        by=by, subject=found.subject, changed=[found, made, paper], detail={"number": made.number}
    )
    return made


def _check_whole(items: list[OrderItem], fulfilled: Mapping[int, bool]) -> None:
    left = next((item for item in items if item.pk not in fulfilled), None)
    if left:
        raise Refused(
            _("Say whether problem %(number)d was put right.") % {"number": left.problem.number}
        )
