"""Reading orders, cases and circulars."""

from yaohao.stages.followup.queries.circulars import common_problems, findings
from yaohao.stages.followup.queries.past import (
    PastState,
    orders_to_recheck,
    past_order,
    past_order_states,
)
from yaohao.stages.followup.queries.reading import cases, circulars, orders, rectification

__all__ = [
    "PastState",
    "cases",
    "circulars",
    "common_problems",
    "findings",
    "orders",
    "orders_to_recheck",
    "past_order",
    "past_order_states",
    "rectification",
]
