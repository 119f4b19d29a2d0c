"""The signature of a drand round: whoever brings it, it verifies or it does not."""

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.gate import enter, in_words, locked_round, moment, stamp
from yaohao.stages.draw.holding import hold_of_round, refuse_held, refuse_late
from yaohao.stages.draw.models import LogEntry
from yaohao.stages.draw.queries.facts import progress, source_of
from yaohao.stages.draw.queries.log import acts, entry
from yaohao.stages.draw.readings import signature_bytes
from yaohao.stages.draw.rules import Act, kind_of
from yaohao.stages.draw.texts import source_words


@operation("draw.drand.note", article="14")
def note_drand(*, by: User, number: str, signature: str, round_number: int = 1) -> LogEntry:
    """Put the signature of the bound drand round into the log, as archived by drand.

    Refused before its moment, for another round's signature, and while an earlier source waits.
    """
    draw = locked_round(number=number, by=by, act=Act.NOTE_DRAND, round_number=round_number)
    pending = progress(draw).pending
    source = source_of(draw, round_number, "drand")
    if source is None:
        raise Refused(_("This draw was announced without drand."))
    if kind_of(pending) != "drand":
        raise Refused(
            _("First comes: %(source)s. The order was announced.")
            % {"source": source_words(pending)}
            if pending
            else _("The signature is in the log already.")
        )
    value = signature_bytes(signature)
    at = moment(draw)
    refuse_held(hold_of_round(draw, round_number), at)
    refuse_late(draw, round_number)
    with in_words():
        made = acts(draw).drand(
            serves=entry(draw, "round", round_number), signature=value, time=stamp(at),
            instead=source.text,
        )  # fmt: skip
    logged = enter(draw, by=by, at=at, build=lambda _head: made, round_number=round_number)
    record(by=by, subject=draw.subject, changed=[logged], detail={"entry": logged.digest})
    return logged
