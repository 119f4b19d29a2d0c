"""Pages of orders, re-checks, penalty cases and circulars."""

from yaohao.stages.followup.views.cases import case, case_act, case_add, cases
from yaohao.stages.followup.views.circulars import (
    circular,
    circular_act,
    circular_draft,
    circulars,
)
from yaohao.stages.followup.views.orders import order, order_act, order_add, orders, recheck
from yaohao.stages.followup.views.papers import circular_paper, order_paper
from yaohao.stages.followup.views.past import past_order, past_paper, past_recheck

__all__ = [
    "case",
    "case_act",
    "case_add",
    "cases",
    "circular",
    "circular_act",
    "circular_draft",
    "circular_paper",
    "circulars",
    "order",
    "order_act",
    "order_add",
    "order_paper",
    "orders",
    "past_order",
    "past_paper",
    "past_recheck",
    "recheck",
]
