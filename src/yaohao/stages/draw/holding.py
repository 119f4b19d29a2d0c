"""Nothing becomes known before enough witnesses cosigned what it will decide (core/spec, act 4)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from fairdraw.entries import Entry
from fairdraw.randomness import Source

from yaohao.ground.audit.refusal import Refused
from yaohao.ground.ledger.queries import quorum_at
from yaohao.ground.ledger.rules import Quorum
from yaohao.stages.draw.models import Draw, LogEntry
from yaohao.stages.draw.queries.log import entries
from yaohao.stages.draw.queries.rounds import last_bound
from yaohao.stages.draw.rules import margin


@dataclass(frozen=True, slots=True)
class Hold:
    """How far the act that binds something is cosigned; `since` is the moment from which values
    may be known, None while the quorum is not reached."""

    quorum: Quorum
    since: datetime | None


def hold_of_round(draw: Draw, number: int) -> Hold:
    """The hold on the numbers of a bound round: its entry, and what failed since."""
    return _hold(draw, last_bound(draw, number))


def hold_of_substitute(draw: Draw, asked: LogEntry) -> Hold:
    """The hold on the fresh numbers of a substitute."""
    return _hold(draw, asked)


def refuse_held(hold: Hold, at: datetime) -> None:
    """Refuse numbers that would come before their act was cosigned; the verifier would too."""
    if hold.quorum.short:
        raise Refused(
            _(
                "First %(count)d more witnesses must cosign the log (missing: %(names)s). Hand "
                "them the checkpoint, then bring their answer."
            )
            % {"count": hold.quorum.short, "names": "、".join(hold.quorum.missing)}
        )
    if hold.since and at < hold.since:
        wait = int((hold.since - at).total_seconds())
        raise Refused(
            _("The log was cosigned just now. Wait %(seconds)d seconds more.") % {"seconds": wait}
        )


def refuse_soon(draw: Draw, act: LogEntry, at: datetime) -> None:
    """Refuse dice so soon after the act they serve that the announced margin is not kept: in the
    log they would spoil the round for good."""
    earliest = act.at + timedelta(seconds=margin(tuple(draw.sources), draw.policy))
    if at < earliest:
        raise Refused(
            _("Dice may be thrown a while after what they decide. Wait %(seconds)d seconds more.")
            % {"seconds": int((earliest - at).total_seconds())}
        )


def refuse_late(draw: Draw, number: int) -> None:
    """Refuse to go on where a lottery or drand could be known before what binds it was cosigned:
    the round would never be accepted as cosigned, and only breaking the draw off helps."""
    if any(_known_too_early(draw, number)):
        raise Refused(
            _(
                "The witnesses cosigned too late: the bound numbers could be known by then. Break "
                "the draw off, or wait for none: this round cannot be drawn."
            )
        )


def refuse_late_substitute(draw: Draw, asked: LogEntry, question: Entry) -> None:
    """Refuse the numbers of a substitute that could be known before its question was cosigned: in
    the log they would keep the draw from being revealed."""
    if any(_known_before(_hold(draw, asked), question.all("source"))):
        raise Refused(
            _(
                "The witnesses cosigned too late: drand was known by then. Nobody can be drawn for "
                "this place any more."
            )
        )


def _known_too_early(draw: Draw, number: int) -> Iterator[bool]:
    rows = draw.entries.filter(kind__in=["round", "failed"], round=number).order_by("index")
    for row, act in zip(rows, entries(draw, "round", "failed", number=number), strict=True):
        yield from _known_before(
            _hold(draw, row), act.all("source" if act.kind == "round" else "instead")
        )


def _known_before(hold: Hold, texts: Iterable[str]) -> Iterator[bool]:
    for text in texts:
        known, since = Source.parse(text).since, hold.since
        yield since is not None and known is not None and known < since.timestamp()


def _hold(draw: Draw, act: LogEntry | None) -> Hold:
    quorum = quorum_at(index=act.index if act else 0, policy=draw.policy)
    since = quorum.since
    if since is not None:
        since += timedelta(seconds=margin(tuple(draw.sources), draw.policy))
    return Hold(quorum, since)
