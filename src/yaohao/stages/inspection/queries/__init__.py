"""Reading inspections, and the figures of a task."""

from yaohao.stages.inspection.queries.inspections import inspection, inspections
from yaohao.stages.inspection.queries.progress import Progress, progress, summary_text
from yaohao.stages.inspection.queries.recusals import recusal_request, recusal_requests
from yaohao.stages.inspection.queries.summaries import summaries

__all__ = [
    "Progress",
    "inspection",
    "inspections",
    "progress",
    "recusal_request",
    "recusal_requests",
    "summaries",
    "summary_text",
]
