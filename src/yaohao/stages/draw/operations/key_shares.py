"""The three shares of K: handed to their holders, and brought back if the key is lost."""

from django.utils import timezone
from django.utils.translation import gettext as _
from fairdraw.pool import commitment as key_commitment
from fairdraw.split import combine
from fairdraw.split import commitment as commitment_of

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.keys.operations import forget, keep
from yaohao.ground.keys.queries import exists, read
from yaohao.stages.draw.gate import in_words, locked, moment
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries.log import acts
from yaohao.stages.draw.rules import NONCE, Act, typed


@operation("draw.share.hand", article="20")
def hand_share(*, by: User, number: str, share: int) -> str:
    """The share as 64 hex digits, once: from here on its holder has it and this house has not.

    A second request is told when and by whom it was handed over, so that nobody takes it unseen.
    """
    draw = locked(number=number, by=by, act=Act.HAND_SHARE)
    found = draw.shares.select_related("taken_by").filter(number=share).first()
    if found is None:
        raise Refused(_("This draw has no such share of its key."))
    if found.taken_by is not None:
        raise Refused(
            _("Share %(share)d was handed over already, on %(at)s by %(who)s.")
            % {
                "share": share,
                "at": f"{timezone.localtime(found.taken_at):%Y-%m-%d %H:%M}",
                "who": found.taken_by.full_name,
            }
        )
    plain = read(found.secret).hex()
    forget(name=found.secret)
    found.taken_at, found.taken_by = moment(draw), by
    found.save(update_fields=["taken_at", "taken_by"])
    record(by=by, subject=draw.subject, changed=[found], detail={"share": share})
    return plain


@operation("draw.key.restore", article="20")
def restore_key(*, by: User, number: str, first: str, second: str) -> Draw:
    """Put the lost key of a draw together from two shares, so that it can still be revealed.

    Each share is compared with its announced commitment, then the key with its own.
    """
    draw = locked(number=number, by=by, act=Act.RESTORE_KEY)
    if exists(f"{draw.secret}/key"):
        raise Refused(_("The key of this draw is not lost. No share is needed."))
    announced = acts(draw).announced
    known = {each.commitment: each.number for each in announced.shares}
    shares: dict[int, bytes] = {}
    for place, text in enumerate((first, second), 1):
        digits = typed(text).lower()
        if not NONCE.fullmatch(digits):
            raise Refused(_("Share %(place)d has 64 characters, 0–9 and a–f.") % {"place": place})
        plain = bytes.fromhex(digits)
        matching = [
            known[commitment]
            for commitment in known
            if commitment == commitment_of(known[commitment], plain, announced.digest).hex()
        ]
        if not matching:
            raise Refused(
                _("The text in field %(place)d is none of the announced shares. Type it again.")
                % {"place": place}
            )
        shares[matching[0]] = plain
    if len(shares) < 2:
        raise Refused(_("Both fields hold the same share. Two different ones are needed."))
    with in_words():
        key = combine(shares)
    if key_commitment(key, announced.digest) != announced.commitment:
        raise Refused(
            _("These two shares give another key than the announced one. Nothing changed.")
        )
    keep(name=f"{draw.secret}/key", plain=key)
    record(by=by, subject=draw.subject, detail={"shares": sorted(shares)})
    return draw
