"""Everything that changes the plan."""

from yaohao.ground.audit.refusal import Refused
from yaohao.stages.planning.operations.amendment import amend_line, begin_draw
from yaohao.stages.planning.operations.approval import approve_line, return_line, submit_line
from yaohao.stages.planning.operations.caps import set_cap
from yaohao.stages.planning.operations.copying import copy_plan
from yaohao.stages.planning.operations.cycles import change_cycle, open_cycle, remove_cycle
from yaohao.stages.planning.operations.filing import file_with_hall
from yaohao.stages.planning.operations.lines import (
    add_line,
    change_line,
    draft_plan,
    remove_line,
)
from yaohao.stages.planning.operations.organs import appoint, dismiss
from yaohao.stages.planning.operations.past import take_past_visits
from yaohao.stages.planning.operations.process import (
    give_opinion,
    note_resolution,
    recall_line,
)
from yaohao.stages.planning.operations.scenarios import (
    begin_scenario,
    fail_scenario,
    keep_scenario,
    remove_scenario,
)
from yaohao.stages.planning.operations.unused import report_unused
from yaohao.stages.planning.operations.visits import (
    book_visit,
    complete_visit,
    hold_visit,
    void_visit,
)

__all__ = [
    "Refused",
    "add_line",
    "amend_line",
    "appoint",
    "approve_line",
    "begin_draw",
    "begin_scenario",
    "book_visit",
    "change_cycle",
    "change_line",
    "complete_visit",
    "copy_plan",
    "dismiss",
    "draft_plan",
    "fail_scenario",
    "file_with_hall",
    "give_opinion",
    "hold_visit",
    "keep_scenario",
    "note_resolution",
    "open_cycle",
    "recall_line",
    "remove_cycle",
    "remove_line",
    "remove_scenario",
    "report_unused",
    "return_line",
    "set_cap",
    "submit_line",
    "take_past_visits",
    "void_visit",
]
