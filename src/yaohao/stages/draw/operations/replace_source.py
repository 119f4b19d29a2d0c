"""A lottery that is not drawn: reported by one, replaced by another, as announced (article 14)."""

from django.utils.translation import gettext as _
from fairdraw.randomness import quicknet_round

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.announcing import signatures
from yaohao.stages.draw.gate import enter, in_words, locked_round, moment, stamp
from yaohao.stages.draw.models import Draw, Failure
from yaohao.stages.draw.queries.facts import progress, source_of
from yaohao.stages.draw.queries.log import acts, entry
from yaohao.stages.draw.rules import Act, kind_of, patience


@operation("draw.failure.report", article="14")
def report_failure(*, by: User, number: str, cause: str, round_number: int = 1) -> Failure:
    """Report that the bound issue of the lottery gives no numbers; nothing changes yet.

    Reporting again replaces cause and person, until somebody else lets the fallback in.
    """
    draw = locked_round(number=number, by=by, act=Act.REPORT_FAILURE, round_number=round_number)
    words = " ".join(cause.split())
    if not words or len(words) > 100:
        raise Refused(_("Say in up to 100 characters why the lottery gives no numbers."))
    source = _waiting(draw, round_number)
    found, _created = Failure.objects.update_or_create(
        draw=draw, round=round_number, source=source,
        defaults={"cause": words, "reported_by": by, "reported_at": moment(draw)},
    )  # fmt: skip
    record(by=by, subject=draw.subject, changed=[found], detail={"source": source})
    return found


@operation("draw.source.replace", article="14")
def replace_source(*, by: User, number: str, round_number: int = 1) -> Failure:
    """Let the announced fallback take the place of the source that failed; a second person does.

    Refused as soon as the numbers are in the log: a source is not replaced because its numbers are
    unwelcome. A fallback of drand is bound to a moment that is still to come.
    """
    draw = locked_round(number=number, by=by, act=Act.REPLACE_SOURCE, round_number=round_number)
    source = _waiting(draw, round_number)
    found = draw.failures.filter(round=round_number, source=source, entry=None).first()
    if found is None:
        raise Refused(_("Somebody else must report first that the lottery gives no numbers."))
    if found.reported_by == by:
        raise Refused(_("You reported this yourself: a second person must let the fallback in."))
    at = moment(draw)
    instead = _instead(draw, source)
    if kind_of(instead) == "drand":
        instead = f"{instead} {quicknet_round((at + patience(draw.policy)).isoformat())}"
    with in_words():
        made = acts(draw).failed(
            serves=entry(draw, "round", round_number), source=source, instead=instead,
            cause=found.cause, by=signatures(found.reported_by, by), time=stamp(at),
        )  # fmt: skip
    found.entry = enter(draw, by=by, at=at, build=lambda _head: made, round_number=round_number)
    found.save(update_fields=["entry"])
    record(by=by, subject=draw.subject, changed=[found], detail={"instead": instead})
    return found


def _waiting(draw: Draw, round_number: int) -> str:
    """The bound lottery whose numbers are still missing."""
    source = source_of(draw, round_number, "lottery")
    if source is None or "lottery" in progress(draw).valued:
        raise Refused(_("No lottery is waited for: its numbers are known, or it was replaced."))
    return source.text


def _instead(draw: Draw, source: str) -> str:
    announced = [kind_of(each) for each in draw.sources]
    place = announced.index(kind_of(source)) + 1
    for number, instead in draw.fallbacks:
        if number == place:
            return str(instead)
    raise Refused(_("No fallback was announced for this source: only waiting helps."))
