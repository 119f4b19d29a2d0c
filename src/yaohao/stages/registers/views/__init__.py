"""The pages of the registers."""

from yaohao.stages.registers.views.absences import record_leave, retire_officer, withdraw_leave
from yaohao.stages.registers.views.alterations import changes
from yaohao.stages.registers.views.bases import (
    amend_basis,
    bases,
    basis_page,
    end_basis,
    mend_basis,
)
from yaohao.stages.registers.views.duplicates import decide_duplicate, duplicates
from yaohao.stages.registers.views.editing import (
    add_item,
    add_object,
    add_officer,
    edit_item,
    edit_object,
    edit_officer,
)
from yaohao.stages.registers.views.editions import (
    approve_edition,
    edition,
    edition_reason,
    editions,
    open_edition,
    publish_edition,
    return_edition,
    submit_edition,
)
from yaohao.stages.registers.views.ending import (
    declare_recusal,
    end_object,
    lift_recusal,
    resume_object,
)
from yaohao.stages.registers.views.experts import (
    add_expert,
    declare_expert_recusal,
    edit_expert,
    expert_page,
    lift_expert_recusal,
)
from yaohao.stages.registers.views.exporting import (
    export_experts,
    export_items,
    export_objects,
    export_officers,
    export_orders,
    export_visits,
    template,
)
from yaohao.stages.registers.views.grades import regrade_object
from yaohao.stages.registers.views.groups import (
    add_group,
    end_group,
    groups,
    rename_group,
    resume_group,
)
from yaohao.stages.registers.views.importing import (
    confirm,
    drop,
    imports,
    recheck,
    undo,
    upload,
)
from yaohao.stages.registers.views.item_log import confirm_item, item_changes
from yaohao.stages.registers.views.items import item_page
from yaohao.stages.registers.views.listings import (
    approve_listing,
    blacklist,
    list_object,
    listing_page,
    listings,
    return_listing,
    unlist_object,
    withdraw_listing,
)
from yaohao.stages.registers.views.lists import experts, items, objects, officers, orders, visits
from yaohao.stages.registers.views.mending import mend
from yaohao.stages.registers.views.naming import name_columns
from yaohao.stages.registers.views.object_page import object_page
from yaohao.stages.registers.views.oneself import mine
from yaohao.stages.registers.views.records import officer_page
from yaohao.stages.registers.views.runs import run_page, wrong_rows
from yaohao.stages.registers.views.successions import region_new, region_withdraw, regions
from yaohao.stages.registers.views.working import again

__all__ = [
    "add_expert",
    "add_group",
    "add_item",
    "add_object",
    "add_officer",
    "again",
    "amend_basis",
    "approve_edition",
    "approve_listing",
    "bases",
    "basis_page",
    "blacklist",
    "changes",
    "confirm",
    "confirm_item",
    "decide_duplicate",
    "declare_expert_recusal",
    "declare_recusal",
    "drop",
    "duplicates",
    "edit_expert",
    "edit_item",
    "edit_object",
    "edit_officer",
    "edition",
    "edition_reason",
    "editions",
    "end_basis",
    "end_group",
    "end_object",
    "expert_page",
    "experts",
    "export_experts",
    "export_items",
    "export_objects",
    "export_officers",
    "export_orders",
    "export_visits",
    "groups",
    "imports",
    "item_changes",
    "item_page",
    "items",
    "lift_expert_recusal",
    "lift_recusal",
    "list_object",
    "listing_page",
    "listings",
    "mend",
    "mend_basis",
    "mine",
    "name_columns",
    "object_page",
    "objects",
    "officer_page",
    "officers",
    "open_edition",
    "orders",
    "publish_edition",
    "recheck",
    "record_leave",
    "region_new",
    "region_withdraw",
    "regions",
    "regrade_object",
    "rename_group",
    "resume_group",
    "resume_object",
    "retire_officer",
    "return_edition",
    "return_listing",
    "run_page",
    "submit_edition",
    "template",
    "undo",
    "unlist_object",
    "upload",
    "visits",
    "withdraw_leave",
    "withdraw_listing",
    "wrong_rows",
]
