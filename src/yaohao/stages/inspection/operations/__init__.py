"""The acts of an inspection, from the envelope or the cause to the delivered summary."""

from yaohao.ground.audit.refusal import Refused
from yaohao.stages.inspection.operations.approval import (
    approve,
    approve_afterwards,
    return_for_mending,
    submit,
    void,
)
from yaohao.stages.inspection.operations.begin import begin, begin_for_cause
from yaohao.stages.inspection.operations.handing_over import hand_over, replace_member
from yaohao.stages.inspection.operations.recusals import (
    ask_recusal,
    decide_recusal,
    draw_again,
    name_successor,
    untick_recusal,
)
from yaohao.stages.inspection.operations.reporting import (
    close_report,
    deliver,
    recount_deadlines,
    summarise,
    write_report,
)
from yaohao.stages.inspection.operations.scheme import (
    add_question,
    change_scheme,
    remove_question,
)
from yaohao.stages.inspection.operations.sealing import refuse_signature, seal_record, sign
from yaohao.stages.inspection.operations.visit import (
    add_photo,
    answer,
    arrive,
    change_problem,
    drop_problem,
    note_problem,
    pass_rest,
)

__all__ = [
    "Refused",
    "add_photo",
    "add_question",
    "answer",
    "approve",
    "approve_afterwards",
    "arrive",
    "ask_recusal",
    "begin",
    "begin_for_cause",
    "change_problem",
    "change_scheme",
    "close_report",
    "decide_recusal",
    "deliver",
    "draw_again",
    "drop_problem",
    "hand_over",
    "name_successor",
    "note_problem",
    "pass_rest",
    "recount_deadlines",
    "refuse_signature",
    "remove_question",
    "replace_member",
    "return_for_mending",
    "seal_record",
    "sign",
    "submit",
    "summarise",
    "untick_recusal",
    "void",
    "write_report",
]
