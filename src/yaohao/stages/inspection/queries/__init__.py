"""Reading inspections, and the figures of a task."""

from yaohao.stages.inspection.queries.inspections import inspection, inspections
from yaohao.stages.inspection.queries.progress import Progress, progress, summary_text

__all__ = ["Progress", "inspection", "inspections", "progress", "summary_text"]
