"""The gate before every act on cosigners: who may, and what a name must not clash with."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.cosigning.rules import SECRET, key_parts
from yaohao.ground.ledger.queries import cosigners


def permit(*, by: User, roles: Iterable[Role]) -> None:
    """Refuse a person who holds none of the roles."""
    if not by.holds(*roles):
        raise Refused(_("Your role does not allow this act."))


def free(*, bureau: str, key: str) -> str:
    """The name in a key that a bureau may name now; Refused says what stands in the way."""
    if key.startswith(SECRET):
        raise Refused(
            _(
                "This is the SECRET key of the witness, and now others have seen it. The witness "
                "makes a new one; only the public line is handed over."
            )
        )
    parts = key_parts(key)
    if parts is None:
        raise Refused(
            _(
                "This is no public key of a witness, or a character of it is wrong. Copy the whole "
                "line that “fairdraw cosign key” showed."
            )
        )
    name, public = parts
    for row in cosigners():
        if row.name == name and row.key != key:
            raise Refused(
                _("The name %(name)s stands for another key already. End that one first.")
                % {"name": name}
            )
        if row.public == public.hex() and row.name != name:
            raise Refused(
                _(
                    "This key is a cosigner already, as %(name)s. One key under two names would "
                    "count as two witnesses."
                )
                % {"name": row.name}
            )
        if row.key == key and row.bureau == bureau:
            raise Refused(
                _("%(name)s is a cosigner already. Nothing was changed.") % {"name": name}
            )
    return name
