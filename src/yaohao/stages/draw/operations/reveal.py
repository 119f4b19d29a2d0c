"""Reveal K: from here on everybody can recompute everything (articles 14, 15, 20)."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from fairdraw import record as records
from fairdraw.verify import verify

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.keys.queries import read
from yaohao.ground.ledger.queries import frontier_at, prefix
from yaohao.stages.draw.cycle import earlier
from yaohao.stages.draw.events import expire
from yaohao.stages.draw.files import keep_file
from yaohao.stages.draw.gate import advance, at_once, enter, locked, moment, stamp
from yaohao.stages.draw.limits import before, holds_cap_skips
from yaohao.stages.draw.models import OPEN_BOOKS, Draw, LogEntry
from yaohao.stages.draw.queries.log import acts
from yaohao.stages.draw.queries.sealed import (
    done_substitutions,
    draw_key,
    frozen_pool,
    sealed_lines,
    sealed_tables,
)
from yaohao.stages.draw.rules import Act, State, may_reveal
from yaohao.stages.draw.wording import lang


@operation("draw.draw.reveal", article="14")
def reveal(*, by: User, number: str) -> Draw:
    """Put K into the log, build the record, verify it, keep it by its digest.

    Only after the last day of the window, and only after every sealed draw this one rests on: its
    list of skipped rows would tell who was drawn there. What no enterprise saw becomes void,
    expired. A draw that was broken off is revealed at once, but also after those. A record that
    does not verify stops the act, and nothing is revealed.
    """
    draw = locked(number=number, by=by, act=Act.REVEAL)
    at = moment(draw)
    aborted = draw.state == State.ABORTED.value
    if not aborted:
        _check_time(draw, timezone.localdate(at))
        expire(draw, by=by, at=at)
    _check_earlier(draw)
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
    kinds = set(draw.entries.filter(serves=None).values_list("kind", flat=True))
    if "round" not in kinds:
        return records.Contents(frozen_pool(draw) if "pool" in kinds else None)
    tables = sealed_tables(draw)
    origins = {line.split(b"\t")[2].decode("ascii") for line in tables.skips}
    others = LogEntry.objects.filter(
        kind="round", digest__in=origins, draw__state__in=OPEN_BOOKS, draw__entries__kind="seal"
    ).select_related("draw")
    return records.Contents(
        pool=frozen_pool(draw),
        rounds=[records.Bound(tables, sealed_lines(draw) if "seal" in kinds else None)],
        substitutes=[read(each.secret) for each in done_substitutions(draw)],
        others={entry.digest: sealed_lines(entry.draw) for entry in others},
    )


def _check_time(draw: Draw, today: date) -> None:
    end = draw.line.window_end
    if not may_reveal(today, end, at_once=at_once(draw)):
        raise Refused(
            _("The result stays sealed until the window has ended on %(day)s.") % {"day": end}
        )


def _check_earlier(draw: Draw) -> None:
    if not draw.entries.filter(kind="round").exists():
        return
    waiting = earlier(draw).exclude(state=State.REVEALED.value).first()
    if waiting is None and holds_cap_skips(draw):
        waiting = before(draw).exclude(state=State.REVEALED.value).first()
    if waiting:
        raise Refused(
            _("Reveal draw %(number)s first: this one passed over what was drawn there.")
            % {"number": waiting.number}
        )
