"""Take a witness's cosigned checkpoint, from the network or from a stick (article 15)."""

from django.utils import timezone

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.rules import Actor
from yaohao.ground.cosigning.gate import permit
from yaohao.ground.cosigning.rules import CARRIERS
from yaohao.ground.ledger.models import Entry
from yaohao.ground.ledger.operations import Taken, cosign


class NothingNewError(Exception):
    """The signatures are in the log already, or sign nothing but cosignatures; nothing changed."""

    def __init__(self, taken: Taken) -> None:
        super().__init__(taken)
        self.taken = taken


@operation("cosigning.signature.hand-in", article="15")
def hand_in(*, by: Actor, note: bytes) -> Taken:
    """Put the signatures of a cosigned checkpoint into the log, all or none.

    The signature is the credential, so `by` may be a stranger; a person who is signed in needs a
    role. Raises `ledger.rules.Unfit` and NothingNewError; neither leaves a trace, so that nobody
    fills the trail by sending a public signature again.
    """
    if isinstance(by, User):
        permit(by=by, roles=CARRIERS)
    taken = cosign(note=note, at=timezone.now())
    if not taken.names or taken.entry is None:
        raise NothingNewError(taken)
    record(
        by=by,
        subject="log",
        changed=[Entry.objects.get(index=taken.entry)],
        detail={"size": taken.size, "names": list(taken.names), "entry": taken.entry},
    )
    return taken
