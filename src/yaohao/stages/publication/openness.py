"""How the portal declares that a page is open to everybody.

The portal reads this stage and the ledger and nothing else, so the declaration passes through.
"""

from yaohao.ground.accounts.rights import public

__all__ = ["public"]
