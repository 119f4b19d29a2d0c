"""A witness commits to a number of his own (docs/adr/0010-witness-numbers.md)."""

from django.utils.translation import gettext as _
from fairdraw.randomness import Opened

from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.keys.operations import keep
from yaohao.stages.draw.gate import Who, enter, in_words, locked_round, moment, stamp
from yaohao.stages.draw.models import Contribution, Draw, Seat
from yaohao.stages.draw.queries.log import acts, entry
from yaohao.stages.draw.queries.sealed import sealed_number
from yaohao.stages.draw.rules import NONCE, WITNESS_NUMBER, Act, typed


@operation("draw.number.commit", article="14")
def commit_number(
    *,
    by: Who,
    number: str,
    witness_number: str,
    nonce: str,
    name: str = "",
    office: str = "",
    round_number: int = 1,
) -> Contribution:
    """Seal a witness's number and put the commitment to it into the log.

    `nonce` is 64 hex digits, made with the page and shown to the witness: it makes the commitment
    unguessable and the form unrepeatable. Number and nonce go into the vault, nowhere else. A
    witness on a seat of a session brings one number, under the name of the seat.
    """
    draw = locked_round(number=number, by=by, act=Act.COMMIT, round_number=round_number)
    digits, code = typed(witness_number), typed(nonce).lower()
    _check(draw, digits, code)
    witness = by if isinstance(by, Seat) else None
    if witness:
        name, office = witness.name, witness.office
        _refuse_second(draw, witness, round_number)
    at, writer, pool = moment(draw), acts(draw), entry(draw, "pool")
    seat = draw.contributions.filter(round=round_number).count() + 1
    with in_words():
        commitment = writer.witness_commitment(
            pool=pool, seat=seat, opened=Opened(digits, bytes.fromhex(code)), number=round_number
        )
        commit = writer.commit(
            pool=pool, seat=seat, name=name, office=office, commitment=commitment,
            time=stamp(at), number=round_number,
        )  # fmt: skip
    contribution = Contribution.objects.create(
        draw=draw,
        round=round_number,
        seat=seat,
        name=name,
        office=office,
        witness=witness,
        commitment=commitment.hex(),
        entry=enter(draw, by=by, at=at, build=lambda _head: commit, round_number=round_number),
    )
    keep(name=contribution.secret, plain=f"{digits} {code}".encode())
    record(by=by, subject=draw.subject, changed=[contribution], detail={"seat": seat})
    return contribution


def _refuse_second(draw: Draw, witness: Seat, round_number: int) -> None:
    mine = draw.contributions.filter(round=round_number, witness=witness).first()
    if mine:
        raise Refused(
            _("Your number is in the log already, as number %(seat)d. One each is enough.")
            % {"seat": mine.seat}
        )


def _check(draw: Draw, digits: str, nonce: str) -> None:
    if "witnesses" not in draw.sources:
        raise Refused(_("This draw was announced without numbers of witnesses."))
    if not WITNESS_NUMBER.fullmatch(digits):
        raise Refused(_("The number has 1 to 64 digits and nothing else."))
    if not NONCE.fullmatch(nonce):
        raise Refused(_("The code of the slip has 64 characters, 0–9 and a–f."))
    for contribution in draw.contributions.all():
        if sealed_number(contribution).nonce.hex() == nonce:
            raise Refused(
                _("This slip is in the log already, as seat %(seat)d. Nothing was added.")
                % {"seat": contribution.seat}
            )
