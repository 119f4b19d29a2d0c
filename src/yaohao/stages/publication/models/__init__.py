"""Proposals, redactions, published versions and their withdrawals."""

from yaohao.stages.publication.models.proposals import KINDS, Proposal, Redaction
from yaohao.stages.publication.models.snapshots import Snapshot, SnapshotQuerySet, Withdrawal

__all__ = ["KINDS", "Proposal", "Redaction", "Snapshot", "SnapshotQuerySet", "Withdrawal"]
