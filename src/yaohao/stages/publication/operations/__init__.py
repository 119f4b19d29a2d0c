"""Proposing, closing fields, approving, withdrawing."""

from yaohao.ground.audit.refusal import Refused
from yaohao.stages.publication.operations.proposals import (
    approve,
    propose,
    return_proposal,
    take_back,
)
from yaohao.stages.publication.operations.redactions import open_field, redact
from yaohao.stages.publication.operations.withdrawing import withdraw

__all__ = [
    "Refused",
    "approve",
    "open_field",
    "propose",
    "redact",
    "return_proposal",
    "take_back",
    "withdraw",
]
