"""What values typed for one row would do, by the same rules as a row of a sheet."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.stages.registers.errors import RowRefusedError, StaleError
from yaohao.stages.registers.queries.sheets import plan_rows
from yaohao.stages.registers.queries.states import object_register
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.rules.object_rows import plan_objects
from yaohao.stages.registers.rules.plan import Line, Plan, RowPlan


def planned(kind: Kind, by: User, values: Mapping[str, Any], *, lists: bool = False) -> RowPlan:
    """What values would do to a register of the actor's bureau; RowRefusedError.

    `lists`: whether they may move an object on the blacklist, which two people do.
    """
    plan = _plan(kind, by, values, lists)
    if plan.problems:
        raise RowRefusedError(plan.problems)
    return plan.rows[0]


def check_fresh(row: Any, revision: int) -> None:
    """StaleError when somebody changed the row since the page with `revision` was opened."""
    if row.revision != revision:
        raise changed_meanwhile(str(row))


def changed_meanwhile(name: str) -> StaleError:
    """The refusal of a page that shows a former state."""
    return StaleError(
        _("%(name)s was changed since you opened the page. Below is its present state.")
        % {"name": name}
    )


def _plan(kind: Kind, by: User, values: Mapping[str, Any], lists: bool) -> Plan:
    line, today = Line(1, values), timezone.localdate()
    if kind is not Kind.OBJECTS:
        return plan_rows(kind, by.bureau, [line], values.keys(), today)
    register = object_register(by.bureau, today, [line], lists=lists)
    return plan_objects([line], values.keys(), register)
