"""What may be done about cosigners and their signatures."""

from yaohao.ground.audit.refusal import Refused
from yaohao.ground.cosigning.operations.decide import confirm, decline
from yaohao.ground.cosigning.operations.hand_in import NothingNewError, hand_in
from yaohao.ground.cosigning.operations.propose import propose_end, propose_name

__all__ = [
    "NothingNewError",
    "Refused",
    "confirm",
    "decline",
    "hand_in",
    "propose_end",
    "propose_name",
]
