"""Reading orders, cases and circulars."""

from yaohao.stages.followup.queries.circulars import common_problems, findings
from yaohao.stages.followup.queries.reading import cases, circulars, orders, rectification

__all__ = ["cases", "circulars", "common_problems", "findings", "orders", "rectification"]
