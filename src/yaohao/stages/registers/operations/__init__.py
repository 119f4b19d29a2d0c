"""Writing the registers."""

from yaohao.stages.registers.operations.accounts import link_account
from yaohao.stages.registers.operations.bases import amend_basis, end_basis, mend_basis
from yaohao.stages.registers.operations.duplicates import (
    distinguish_objects,
    merge_objects,
)
from yaohao.stages.registers.operations.editions import (
    approve_edition,
    give_reason,
    open_edition,
    publish_edition,
    return_edition,
    submit_edition,
)
from yaohao.stages.registers.operations.experts import add_expert, edit_expert
from yaohao.stages.registers.operations.grading import (
    grade_object,
    list_on_blacklist,
    regrade_object,
    remove_from_blacklist,
)
from yaohao.stages.registers.operations.groups import (
    add_group,
    end_group,
    rename_group,
    resume_group,
)
from yaohao.stages.registers.operations.imports import (
    check_sheet,
    confirm_import,
    drop_import,
    keep_reading,
    mend_rows,
    name_columns,
    receive_sheet,
    recheck_import,
)
from yaohao.stages.registers.operations.items import add_item, confirm_item, edit_item
from yaohao.stages.registers.operations.leaves import record_leave, withdraw_leave
from yaohao.stages.registers.operations.listings import (
    approve_listing,
    propose_listing,
    propose_unlisting,
    return_listing,
    withdraw_listing,
)
from yaohao.stages.registers.operations.mergers import agree_to_merger, take_over
from yaohao.stages.registers.operations.objects import (
    add_object,
    edit_object,
    end_object,
    resume_object,
)
from yaohao.stages.registers.operations.officers import (
    add_officer,
    edit_officer,
    retire_officer,
)
from yaohao.stages.registers.operations.past import close_past_order
from yaohao.stages.registers.operations.recusals import (
    declare_expert_recusal,
    declare_own_recusal,
    declare_recusal,
    grant_recusal,
    lift_expert_recusal,
    lift_recusal,
)
from yaohao.stages.registers.operations.successions import (
    carry_out_succession,
    enter_succession,
    withdraw_succession,
)
from yaohao.stages.registers.operations.undo import undo_import

__all__ = [
    "add_expert",
    "add_group",
    "add_item",
    "add_object",
    "add_officer",
    "agree_to_merger",
    "amend_basis",
    "approve_edition",
    "approve_listing",
    "carry_out_succession",
    "check_sheet",
    "close_past_order",
    "confirm_import",
    "confirm_item",
    "declare_expert_recusal",
    "declare_own_recusal",
    "declare_recusal",
    "distinguish_objects",
    "drop_import",
    "edit_expert",
    "edit_item",
    "edit_object",
    "edit_officer",
    "end_basis",
    "end_group",
    "end_object",
    "enter_succession",
    "give_reason",
    "grade_object",
    "grant_recusal",
    "keep_reading",
    "lift_expert_recusal",
    "lift_recusal",
    "link_account",
    "list_on_blacklist",
    "mend_basis",
    "mend_rows",
    "merge_objects",
    "name_columns",
    "open_edition",
    "propose_listing",
    "propose_unlisting",
    "publish_edition",
    "receive_sheet",
    "recheck_import",
    "record_leave",
    "regrade_object",
    "remove_from_blacklist",
    "rename_group",
    "resume_group",
    "resume_object",
    "retire_officer",
    "return_edition",
    "return_listing",
    "submit_edition",
    "take_over",
    "undo_import",
    "withdraw_leave",
    "withdraw_listing",
    "withdraw_succession",
]
