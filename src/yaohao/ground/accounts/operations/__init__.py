"""Writing accounts: bureaus and sections, people, roles, passwords."""

from yaohao.ground.accounts.operations.bureaus import (
    add_section,
    follow_region,
    found_bureau,
    keep_former_name,
)
from yaohao.ground.accounts.operations.delegations import delegate, revoke_delegation
from yaohao.ground.accounts.operations.errors import AccountError
from yaohao.ground.accounts.operations.mergers import (
    confirm_merger,
    end_bureau,
    propose_merger,
    withdraw_merger,
)
from yaohao.ground.accounts.operations.passwords import choose_password, renew_code
from yaohao.ground.accounts.operations.people import (
    NewPerson,
    choose_address,
    choose_language,
    create_person,
    deactivate,
    reactivate,
)
from yaohao.ground.accounts.operations.roles import grant, revoke
from yaohao.ground.accounts.operations.tokens import NewToken, create_token, revoke_token

__all__ = [
    "AccountError",
    "NewPerson",
    "NewToken",
    "add_section",
    "choose_address",
    "choose_language",
    "choose_password",
    "confirm_merger",
    "create_person",
    "create_token",
    "deactivate",
    "delegate",
    "end_bureau",
    "follow_region",
    "found_bureau",
    "grant",
    "keep_former_name",
    "propose_merger",
    "reactivate",
    "renew_code",
    "revoke",
    "revoke_delegation",
    "revoke_token",
    "withdraw_merger",
]
