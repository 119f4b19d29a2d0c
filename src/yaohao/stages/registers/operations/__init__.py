"""Writing the registers."""

from yaohao.stages.registers.operations.accounts import link_account
from yaohao.stages.registers.operations.grading import (
    grade_object,
    list_on_blacklist,
    remove_from_blacklist,
)
from yaohao.stages.registers.operations.imports import (
    check_sheet,
    confirm_import,
    drop_import,
    recheck_import,
)
from yaohao.stages.registers.operations.items import add_item, edit_item
from yaohao.stages.registers.operations.objects import (
    add_object,
    edit_object,
    end_object,
    resume_object,
)
from yaohao.stages.registers.operations.officers import (
    add_officer,
    declare_recusal,
    edit_officer,
    lift_recusal,
)
from yaohao.stages.registers.operations.undo import undo_import

__all__ = [
    "add_item",
    "add_object",
    "add_officer",
    "check_sheet",
    "confirm_import",
    "declare_recusal",
    "drop_import",
    "edit_item",
    "edit_object",
    "edit_officer",
    "end_object",
    "grade_object",
    "lift_recusal",
    "link_account",
    "list_on_blacklist",
    "recheck_import",
    "remove_from_blacklist",
    "resume_object",
    "undo_import",
]
