"""What the desk shows of cosigners and proposals."""

from django.db.models import QuerySet

from yaohao.ground.accounts.models import User
from yaohao.ground.cosigning.models import Proposal
from yaohao.ground.ledger.models import Cosigner


def visible_proposals(user: User) -> QuerySet[Proposal]:
    """The proposals of the person's bureau (article 2)."""
    return Proposal.objects.filter(bureau=user.bureau_id)


def open_proposals(user: User) -> QuerySet[Proposal]:
    """Those nobody has decided, the oldest first."""
    rows = visible_proposals(user).filter(accepted=None).select_related("proposed_by")
    return rows.order_by("proposed_at", "pk")


def own_cosigners(user: User) -> QuerySet[Cosigner]:
    """The cosigners of the person's bureau, current and ended, by name."""
    return Cosigner.objects.filter(bureau=user.bureau.code).order_by("name", "since")
