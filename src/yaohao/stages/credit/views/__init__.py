"""The pages of credit."""

from yaohao.stages.credit.views.acts import check, collect, export, receipts, retry
from yaohao.stages.credit.views.files import batch_file, batches
from yaohao.stages.credit.views.grades import decide, grades, propose
from yaohao.stages.credit.views.reading import dispatch, outbox

__all__ = [
    "batch_file",
    "batches",
    "check",
    "collect",
    "decide",
    "dispatch",
    "export",
    "grades",
    "outbox",
    "propose",
    "receipts",
    "retry",
]
