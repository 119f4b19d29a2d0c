"""The cycle of an item: opened, its days changed, taken away while nothing is planned in it."""

from datetime import date

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.planning.cycling import (
    refuse_begun,
    refuse_days,
    refuse_outside,
    refuse_overlap,
)
from yaohao.stages.planning.gate import permit
from yaohao.stages.planning.models import Cycle
from yaohao.stages.planning.queries.cycles import cycle_named, lines_of
from yaohao.stages.planning.rules import Act
from yaohao.stages.registers.models import Item


@operation("planning.cycle.open", article="14")
def open_cycle(*, by: User, item_code: str, name: str, starts: date, ends: date) -> Cycle:
    """Open a cycle of an item; it may span years. Refused where it overlaps another of the item.

    Raises Item.DoesNotExist for an item that the bureau does not have.
    """
    bureau, name = _locked(by), name.strip()
    if not Item.objects.filter(bureau=bureau, code=item_code).exists():
        raise Item.DoesNotExist
    if not name:
        raise Refused(_("Give the cycle a name, as 2026 or 2026–2028."))
    if cycle_named(bureau, item_code, name):
        raise Refused(_("This item has a cycle “%(name)s” already. Give another name.")
                      % {"name": name})  # fmt: skip
    refuse_days((starts, ends))
    refuse_overlap(bureau, item_code, (starts, ends))
    cycle = Cycle.objects.create(
        bureau=bureau, item_code=item_code, name=name, starts=starts, ends=ends
    )
    record(by=by, subject=cycle.subject, changed=[cycle], detail=_days(cycle))
    return cycle


@operation("planning.cycle.change", article="14")
def change_cycle(*, by: User, pk: int, starts: date, ends: date) -> Cycle:
    """Give a cycle other days. Its name stays: plan and log say it.

    Refused where it would overlap another, leave a line's period out, or begin on another day
    though a line of it is drawn. Raises Cycle.DoesNotExist for one of another bureau.
    """
    bureau = _locked(by)
    cycle = Cycle.objects.filter(bureau=bureau).select_for_update().get(pk=pk)
    refuse_days((starts, ends))
    refuse_overlap(bureau, cycle.item_code, (starts, ends), but=cycle.pk)
    refuse_begun(cycle, starts)
    cycle.starts, cycle.ends = starts, ends
    refuse_outside(cycle, lines_of(cycle))
    cycle.save(update_fields=["starts", "ends"])
    record(by=by, subject=cycle.subject, changed=[cycle], detail=_days(cycle))
    return cycle


@operation("planning.cycle.remove", article="14")
def remove_cycle(*, by: User, pk: int) -> str:
    """Take away a cycle that no line names; its name. Raises Cycle.DoesNotExist for a foreign one.

    Refused otherwise.
    """
    bureau = _locked(by)
    cycle = Cycle.objects.filter(bureau=bureau).select_for_update().get(pk=pk)
    line = lines_of(cycle).first()
    if line:
        raise Refused(
            _("Line %(line)s is planned in this cycle. Give it another one, or remove it first.")
            % {"line": line.label}
        )
    record(by=by, subject=cycle.subject, changed=[cycle], detail=_days(cycle))
    cycle.delete()
    return cycle.name


def _locked(by: User) -> Bureau:
    """The bureau, locked: cycles are compared with one another."""
    permit(by=by, act=Act.CHANGE)
    return Bureau.objects.select_for_update().get(pk=by.bureau_id)


def _days(cycle: Cycle) -> dict[str, str]:
    return {"starts": cycle.starts.isoformat(), "ends": cycle.ends.isoformat()}
