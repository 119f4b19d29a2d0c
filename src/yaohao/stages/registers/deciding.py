"""What values typed for one object would do, by the same rules as a row of a sheet."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from yaohao.ground.accounts.models import User
from yaohao.stages.registers.errors import RowRefusedError
from yaohao.stages.registers.queries.states import object_register
from yaohao.stages.registers.rules.object_rows import plan_objects
from yaohao.stages.registers.rules.plan import Line, RowPlan


def planned(by: User, values: Mapping[str, Any]) -> RowPlan:
    """What values would do to the register of the actor's bureau; RowRefusedError."""
    ids = [
        str(values.get("object_id") or ""),
        f"{values.get('credit_code') or ''}{values.get('site') or ''}",
    ]
    register = object_register(
        by.bureau, timezone.localdate(), ids=ids, names=[str(values.get("name") or "")]
    )
    plan = plan_objects([Line(1, values)], values.keys(), register)
    if plan.problems:
        raise RowRefusedError(plan.problems)
    return plan.rows[0]
