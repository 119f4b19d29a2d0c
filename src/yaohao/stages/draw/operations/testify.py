"""What a witness does in a session beside the number: compare, start, sign (articles 14, 15)."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.files import keep_file
from yaohao.stages.draw.gate import now
from yaohao.stages.draw.models import Seat, SessionDraw, Testimony
from yaohao.stages.draw.queries.facts import progress
from yaohao.stages.draw.queries.hall import root_of, seal_of
from yaohao.stages.draw.queries.rounds import stage
from yaohao.stages.draw.rules import (
    BROKEN_OFF,
    Stage,
    State,
    Witnessed,
    read_strokes,
    strokes_bytes,
)
from yaohao.stages.draw.seating import item_of, present


@operation("draw.testimony.compare", article="15")
def compare_list(*, by: Seat, number: str, digest: str, equal: bool) -> Testimony:
    """Note that the fingerprint on the own phone and on the print are equal, or that they are not.

    `digest` is what the page showed: an old page is refused. Comparing again is another entry, so
    that both stand in the minutes.
    """
    seat, item = present(by), item_of(by, number)
    root = root_of(item.draw)
    if not root:
        raise Refused(_("The list is not frozen yet: there is nothing to compare."))
    if digest != root:
        raise Refused(_("The page was old. Compare what stands here now with the print."))
    act = Witnessed.EQUAL if equal else Witnessed.DIFFERS
    return _testify(seat, item, act, root)


@operation("draw.testimony.start", article="14")
def press_start(*, by: Seat, number: str) -> Testimony:
    """Press start: everything is bound and every number is in the log, it may be drawn now."""
    seat, item = present(by), item_of(by, number)
    _refuse_over(item)
    reached = stage(item.draw, item.round)
    if reached is Stage.SEALED:
        raise Refused(_("It is drawn already: two other witnesses pressed start."))
    facts = progress(item.draw)
    if reached is Stage.WAITING or facts.number != item.round or facts.pending:
        raise Refused(_("It is too early for this: the numbers are not all in the log."))
    _refuse_again(seat, item, Witnessed.STARTED, _("You have pressed start already. Once counts."))
    bound = item.draw.entries.get(kind="round", round=item.round)
    return _testify(seat, item, Witnessed.STARTED, bound.digest)


@operation("draw.testimony.sign", article="15")
def sign_records(*, by: Seat, seals: Mapping[str, str], strokes: str) -> list[Testimony]:
    """Sign the records of sealed draws: `seals` are their numbers with the digest that was shown.

    One signature for all of them; for each the digest of its seal is noted, which rests on the
    whole log before it.
    """
    seat = present(by)
    if not seals:
        raise Refused(_("There is nothing to sign yet."))
    try:
        drawn = read_strokes(strokes)
    except ValueError as error:
        raise Refused(_("Sign with the finger in the field, then send.")) from error
    items = [item_of(by, number) for number in seals]
    for item in items:
        _refuse_over(item)
        seal = seal_of(item.draw, item.round)
        if not seal or seal != seals[item.draw.number]:
            raise Refused(_("The page was old. Look at what stands here now, then sign."))
        _refuse_again(seat, item, Witnessed.SIGNED, _("You have signed this already."))
    file, at = keep_file(strokes_bytes(drawn)), now()
    made = [
        Testimony.objects.create(
            seat=seat, item=item, act=Witnessed.SIGNED.value, digest=seals[item.draw.number],
            file=file, at=at,
        )
        for item in items
    ]  # fmt: skip
    record(
        by=seat, subject=seat.session.subject, changed=made, detail={"signed": dict(seals)},
    )  # fmt: skip
    return made


def _testify(seat: Seat, item: SessionDraw, act: Witnessed, digest: str) -> Testimony:
    made = Testimony.objects.create(seat=seat, item=item, act=act.value, digest=digest, at=now())
    record(
        by=seat, subject=item.draw.subject, changed=[made],
        detail={"seat": seat.number, "act": act.value, "digest": digest},
    )  # fmt: skip
    return made


def _refuse_over(item: SessionDraw) -> None:
    if State(item.draw.state) in BROKEN_OFF:
        raise Refused(
            _("Draw %(number)s was broken off. Nothing of it counts.")
            % {"number": item.draw.number}
        )


def _refuse_again(seat: Seat, item: SessionDraw, act: Witnessed, words: str) -> None:
    if item.testimonies.filter(seat=seat, act=act.value).exists():
        raise Refused(words)
