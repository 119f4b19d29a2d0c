"""Propose to name or to end a cosigner (article 15); nothing happens until a second confirms."""

import unicodedata

from django.utils import timezone
from django.utils.translation import gettext as _
from fairdraw.encoding import is_text

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.cosigning.gate import free, permit
from yaohao.ground.cosigning.models import Proposal
from yaohao.ground.cosigning.queries import own_cosigners, visible_proposals
from yaohao.ground.cosigning.rules import PROPOSERS, What


@operation("cosigning.name.propose", article="15")
def propose_name(*, by: User, key: str, holder: str) -> Proposal:
    """Propose a key (`NAME+hash+base64`) as a cosigner of the bureau; `holder` in words."""
    permit(by=by, roles=PROPOSERS)
    bureau = _queue(by)
    line = "".join(key.split())
    name = free(bureau=bureau.code, key=line)
    words = _words(holder, 100, _("Say in up to 100 characters who holds the secret key."))
    _refuse_second(by, name)
    made = Proposal.objects.create(
        bureau=bureau, what=What.NAME.value, name=name, key=line, holder=words,
        proposed_by=by, proposed_at=timezone.now(),
    )  # fmt: skip
    record(by=by, subject=made.subject, changed=[made], detail={"key": line, "holder": words})
    return made


@operation("cosigning.end.propose", article="15")
def propose_end(*, by: User, cosigner: int, cause: str) -> Proposal:
    """Propose to end a cosigner of the bureau, with a cause.

    Raises Cosigner.DoesNotExist for one of another bureau.
    """
    permit(by=by, roles=PROPOSERS)
    bureau = _queue(by)
    row = own_cosigners(by).get(pk=cosigner)
    if row.until is not None:
        raise Refused(_("%(name)s has ended already.") % {"name": row.name})
    words = _words(cause, 200, _("Say in up to 200 characters why it ends."))
    _refuse_second(by, row.name)
    made = Proposal.objects.create(
        bureau=bureau, what=What.END.value, name=row.name, key=row.key, holder=row.holder,
        cause=words, cosigner=row, proposed_by=by, proposed_at=timezone.now(),
    )  # fmt: skip
    record(by=by, subject=made.subject, changed=[made], detail={"cause": words})
    return made


def _queue(by: User) -> Bureau:
    # The bureau's row is the queue: two clerks cannot propose the same name at one moment.
    return Bureau.objects.select_for_update().get(pk=by.bureau_id)


def _refuse_second(by: User, name: str) -> None:
    waiting = visible_proposals(by).filter(name=name, accepted=None).first()
    if waiting:
        raise Refused(
            _("A proposal for %(name)s waits already, made by %(person)s. Decide that one first.")
            % {"name": name, "person": waiting.proposed_by.full_name}
        )


def _words(text: str, most: int, otherwise: str) -> str:
    words = unicodedata.normalize("NFC", " ".join(text.split()))
    if not is_text(words) or len(words) > most:
        raise Refused(otherwise)
    return words
