"""Pages of inspections: list, record, the phone page at the place, report, task."""

from yaohao.stages.inspection.views.acts import act
from yaohao.stages.inspection.views.papers import paper, summary_paper
from yaohao.stages.inspection.views.preparing import begin, cause_add, scheme
from yaohao.stages.inspection.views.reading import inspection, inspections, photo
from yaohao.stages.inspection.views.recusals import (
    recusal,
    recusal_add,
    recusal_decide,
    recusal_draw_again,
    recusal_name,
)
from yaohao.stages.inspection.views.reporting import deliver, report, summaries, task
from yaohao.stages.inspection.views.visiting import signatures, visit

__all__ = [
    "act",
    "begin",
    "cause_add",
    "deliver",
    "inspection",
    "inspections",
    "paper",
    "photo",
    "recusal",
    "recusal_add",
    "recusal_decide",
    "recusal_draw_again",
    "recusal_name",
    "report",
    "scheme",
    "signatures",
    "summaries",
    "summary_paper",
    "task",
    "visit",
]
