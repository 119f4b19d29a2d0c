"""Pages of publication: tables, preview, proposals, closed fields, withdrawal."""

from yaohao.stages.publication.views.deciding import decide, paper, proposal
from yaohao.stages.publication.views.tables import (
    open_field,
    preview,
    propose,
    redact,
    snapshots,
    withdraw,
)

__all__ = [
    "decide",
    "open_field",
    "paper",
    "preview",
    "proposal",
    "propose",
    "redact",
    "snapshots",
    "withdraw",
]
