"""What follows an inspection: orders, re-checks, penalty cases, the circular."""

from yaohao.ground.audit.refusal import Refused
from yaohao.stages.followup.operations.cases import (
    annul,
    close_case,
    decide,
    drop_case,
    execute,
    file_case,
    notify_enterprise,
)
from yaohao.stages.followup.operations.circulars import (
    change_circular,
    draft_circular,
    issue_circular,
    return_circular,
    submit_circular,
)
from yaohao.stages.followup.operations.orders import draft_order, drop_order, issue_order
from yaohao.stages.followup.operations.past import recheck_past
from yaohao.stages.followup.operations.rechecks import recheck

__all__ = [
    "Refused",
    "annul",
    "change_circular",
    "close_case",
    "decide",
    "draft_circular",
    "draft_order",
    "drop_case",
    "drop_order",
    "execute",
    "file_case",
    "issue_circular",
    "issue_order",
    "notify_enterprise",
    "recheck",
    "recheck_past",
    "return_circular",
    "submit_circular",
]
