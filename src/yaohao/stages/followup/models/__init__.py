"""Orders with their re-checks, penalty cases, circulars."""

from yaohao.stages.followup.models.cases import PenaltyCase
from yaohao.stages.followup.models.circulars import Circular
from yaohao.stages.followup.models.orders import Order, OrderItem, Recheck, RecheckItem
from yaohao.stages.followup.models.past import PastRecheck

__all__ = ["Circular", "Order", "OrderItem", "PastRecheck", "PenaltyCase", "Recheck", "RecheckItem"]
