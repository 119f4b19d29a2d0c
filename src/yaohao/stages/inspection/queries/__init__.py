"""Reading inspections, and the figures of a task."""

from yaohao.stages.inspection.queries.inspections import inspection, inspections
from yaohao.stages.inspection.queries.progress import Progress, progress, summary_text
from yaohao.stages.inspection.queries.summaries import summaries

__all__ = ["Progress", "inspection", "inspections", "progress", "summaries", "summary_text"]
