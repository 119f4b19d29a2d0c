"""Everything that changes the plan."""

from yaohao.ground.audit.refusal import Refused
from yaohao.stages.planning.operations.approval import approve_line, return_line, submit_line
from yaohao.stages.planning.operations.filing import file_with_hall
from yaohao.stages.planning.operations.lines import (
    add_line,
    change_line,
    draft_plan,
    remove_line,
)

__all__ = [
    "Refused",
    "add_line",
    "approve_line",
    "change_line",
    "draft_plan",
    "file_with_hall",
    "remove_line",
    "return_line",
    "submit_line",
]
