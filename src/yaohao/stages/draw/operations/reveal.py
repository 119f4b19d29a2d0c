"""Reveal K: from here on everybody can recompute everything (articles 14, 15, 20)."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from fairdraw import record as records
from fairdraw.verify import verify

from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.keys.queries import read
from yaohao.ground.ledger.queries import frontier_at, prefix
from yaohao.stages.draw.events import expire
from yaohao.stages.draw.files import keep_file
from yaohao.stages.draw.gate import Who, advance, at_once, enter, locked, moment, stamp
from yaohao.stages.draw.models import OPEN_BOOKS, Draw, LogEntry
from yaohao.stages.draw.queries.log import acts
from yaohao.stages.draw.queries.rounds import last_day, sealed_rounds, unsealed
from yaohao.stages.draw.queries.sealed import (
    done_substitutions,
    draw_key,
    frozen_pool,
    sealed_lines,
    sealed_tables,
)
from yaohao.stages.draw.resting import rests_on
from yaohao.stages.draw.rules import Act, State, may_reveal
from yaohao.stages.draw.wording import lang


@operation("draw.draw.reveal", article="14")
def reveal(*, by: Who, number: str) -> Draw:
    """Put K into the log, build the record, verify it, keep it by its digest.

    Only after all planned rounds and the last day of their windows, and only after every sealed
    draw this one rests on: its list of skipped rows would tell who was drawn there. What no
    enterprise saw becomes void, expired. A draw that was broken off is revealed at once, but also
    after those. A record that does not verify stops the act, and nothing is revealed.
    """
    draw = locked(number=number, by=by, act=Act.REVEAL)
    at = moment(draw)
    aborted = draw.state == State.ABORTED.value
    if not aborted:
        _check_rounds(draw)
        _check_time(draw, timezone.localdate(at))
        expire(draw, by=by, at=at)
    _check_earlier(draw, timezone.localdate(at))
    key = draw_key(draw)
    writer = acts(draw)
    logged = enter(
        draw,
        by=by,
        at=at,
        build=lambda head: writer.reveal(key=key, log=frontier_at(head.size), time=stamp(at)),
    )
    data = records.build(entries=list(prefix(logged.index + 1)), contents=_contents(draw))
    report = verify(data)
    if report.fault:
        raise Refused(_("The record does not verify. Nothing was revealed.") + report.text(lang()))
    advance(draw, Act.REVEAL, record_file=keep_file(data), level=report.level)
    record(
        by=by,
        subject=draw.subject,
        changed=[draw, logged],
        detail={"entry": logged.digest, "record": draw.record_file},
    )
    return draw


def _contents(draw: Draw) -> records.Contents:
    """What the record holds; the lists of earlier draws it passed over are all revealed by now."""
    bound = _bound_rounds(draw)
    frozen = draw.entries.filter(kind="pool").exists()
    rounds = [
        records.Bound(
            sealed_tables(draw, number),
            sealed_lines(draw, number) if number in sealed_rounds(draw) else None,
        )
        for number in bound
    ]
    origins = {
        line.split(b"\t")[2].decode("ascii") for each in rounds for line in each.tables.skips
    }
    others = LogEntry.objects.filter(
        kind="round", digest__in=origins, draw__state__in=OPEN_BOOKS
    ).select_related("draw")
    return records.Contents(
        pool=frozen_pool(draw) if frozen else None,
        rounds=rounds,
        substitutes=[read(each.secret) for each in done_substitutions(draw)],
        others={
            entry.digest: sealed_lines(entry.draw, entry.round)
            for entry in others
            if entry.round in sealed_rounds(entry.draw)
        },
    )


def _bound_rounds(draw: Draw) -> list[int]:
    found = draw.entries.filter(kind="round").order_by("round")
    return list(found.values_list("round", flat=True))


def _check_rounds(draw: Draw) -> None:
    left = unsealed(draw)
    if left:
        raise Refused(
            _("Round %(round)d is still to be drawn (%(start)s – %(end)s).")
            % {"round": left[0].number, "start": left[0].start, "end": left[0].end}
        )


def _check_time(draw: Draw, today: date) -> None:
    end = last_day(draw)
    if not may_reveal(today, end, at_once=at_once(draw)):
        raise Refused(
            _("The result stays sealed until the window has ended on %(day)s.") % {"day": end}
        )


def _check_earlier(draw: Draw, today: date) -> None:
    """Refuse while a draw that this one rests on is sealed.

    Two draws in instalments may rest on each other's rounds: then the visits of all those rounds
    must be over, so that nothing is told too early, and one of them is revealed first.
    """
    for other in rests_on(draw, _bound_rounds(draw)):
        mutual = draw in rests_on(other, _bound_rounds(other)) and not unsealed(other)
        if not (mutual and may_reveal(today, last_day(other), at_once=at_once(draw))):
            raise Refused(
                _("Reveal draw %(number)s first: this one passed over what was drawn there.")
                % {"number": other.number}
            )
