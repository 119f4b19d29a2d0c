"""The pages of the cosigners, and the door where their signatures come in."""

from yaohao.ground.cosigning.views.door import signatures
from yaohao.ground.cosigning.views.people import confirm, cosigners, decline, end, propose
from yaohao.ground.cosigning.views.stick import hand_in

__all__ = ["confirm", "cosigners", "decline", "end", "hand_in", "propose", "signatures"]
