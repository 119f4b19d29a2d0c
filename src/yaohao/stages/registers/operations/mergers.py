"""A bureau goes into another: its registers, its people, and then the bureau itself (article 2).

Records, papers and plan stay those of the bureau that made them; its successor reads them.
"""

from collections.abc import Callable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau, Merger, User
from yaohao.ground.accounts.operations import confirm_merger, end_bureau
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.rules import Actor
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.queries.merging import outlook
from yaohao.stages.registers.writing.merging import (
    move_decisions,
    move_experts,
    move_objects,
    move_officers,
    move_past,
)

Open = Callable[[Bureau], Sequence[str]]


@operation("registers.bureau.agree", article="2")
def agree_to_merger(*, by: User, pk: int, still_open: Open) -> Merger:
    """Confirm a merger and carry it out if its day has come; a later day is the clock's.

    Raises Merger.DoesNotExist, AccountError, RegisterError as `take_over`; then it is not
    confirmed either.
    """
    merger = confirm_merger(by=by, pk=pk)
    done = merger.on <= timezone.localdate()
    if done:
        take_over(by=by, pk=pk, still_open=still_open)
    record(by=by, subject=merger.subject, changed=[merger], detail={"done": done})
    return merger


@operation("registers.bureau.take-over", article="10")
def take_over(*, by: Actor, pk: int, still_open: Open) -> Merger:
    """Move everything that lives on into the registers of the successor; all of it or nothing.

    `still_open` names what later stages have under way in a bureau, which the registers cannot
    see; it is asked under the lock. Raises RegisterError naming what must be finished first.
    """
    merger = Merger.objects.select_for_update(of=("self",)).get(pk=pk)
    pair = (merger.bureau_id, merger.successor_id)
    list(Bureau.objects.select_for_update(no_key=True).filter(pk__in=pair).order_by("pk"))
    old, new = merger.bureau, merger.successor
    if not merger.confirmed_at or merger.withdrawn_at or merger.done_at:
        raise RegisterError(_("This merger is not confirmed, or it is over."))
    if merger.on > timezone.localdate():
        raise RegisterError(_("The day of this merger has not come."))
    found = [*outlook(old, new).obstacles, *still_open(old)]
    if found:
        said = _("Finish this first; nothing was merged: %(what)s")
        raise RegisterError(said % {"what": "；".join(found)})
    sections = end_bureau(by=by, merger=merger)
    moved, left = move_objects(old, new, timezone.localdate())
    officers, experts = move_officers(old, new, sections), move_experts(old, new)
    past = move_past(old, new)
    move_decisions(old, new)
    detail = {
        "successor": new.code, "objects": len(moved), "twice": len(left),
        "officers": len(officers), "experts": len(experts), "past": past,
    }  # fmt: skip
    record(
        by=by, subject=merger.subject, changed=[*moved, *left, *officers, *experts],
        detail=detail, reason=merger.document,
    )  # fmt: skip
    return merger
