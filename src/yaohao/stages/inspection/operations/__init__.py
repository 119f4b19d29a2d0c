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
    "begin",
    "begin_for_cause",
    "change_problem",
    "change_scheme",
    "close_report",
    "deliver",
    "drop_problem",
    "hand_over",
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
    "void",
    "write_report",
]
