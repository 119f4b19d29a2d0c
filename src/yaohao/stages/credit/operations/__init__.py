"""Everything that changes the outbox and the proposed grades."""

from yaohao.ground.audit.refusal import Refused
from yaohao.stages.credit.operations.collecting import check, collect
from yaohao.stages.credit.operations.grades import apply_grade, decline_grade, propose
from yaohao.stages.credit.operations.receipts import load_receipts, retry
from yaohao.stages.credit.operations.sending import export

__all__ = [
    "Refused",
    "apply_grade",
    "check",
    "collect",
    "decline_grade",
    "export",
    "load_receipts",
    "propose",
    "retry",
]
