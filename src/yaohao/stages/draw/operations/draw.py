"""The draw itself: computed once, sealed at once."""

import json
import secrets
from dataclasses import asdict

from django.utils.translation import gettext as _
from fairdraw.draw import Result
from fairdraw.draw import draw as compute
from fairdraw.seal import visits
from fairdraw.tables import dump_lines

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.keys.operations import keep
from yaohao.ground.ledger.queries import frontier_at
from yaohao.stages.draw.drawing import given_of
from yaohao.stages.draw.gate import advance, enter, in_words, locked_round, moment, stamp
from yaohao.stages.draw.holding import hold_of_round, refuse_held
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.operations.open_assignments import open_assignments
from yaohao.stages.draw.queries.facts import progress
from yaohao.stages.draw.queries.hall import starts
from yaohao.stages.draw.queries.log import acts, entry
from yaohao.stages.draw.resting import rests_on
from yaohao.stages.draw.rules import STARTERS, Act, starts_missing
from yaohao.stages.draw.texts import source_words


@operation("draw.draw.draw", article="14")
def draw(*, by: User, number: str, round_number: int = 1) -> Draw:
    """Draw enterprises and teams of a round, put the root over the sealed result into the log.

    There is no second time: the state has moved on, the log holds the seal, the database refuses
    another. Where witnesses sit, two of them must have pressed start. The result goes into the
    vault with its transcript and nowhere else.

    An open draw (the line of the plan says so) opens every envelope in the same transaction, and
    everybody is told; unless it passed over what other draws keep sealed: then its result waits
    for the reveal, or it would tell who was drawn there.
    """
    row = locked_round(number=number, by=by, act=Act.DRAW, round_number=round_number)
    facts = progress(row)
    if facts.pending:
        raise Refused(
            _("Not in the log yet: %(source)s. Bring that number first.")
            % {"source": source_words(facts.pending)}
        )
    _refuse_unstarted(row, round_number)
    at, writer, bound = moment(row), acts(row), entry(row, "round", round_number)
    refuse_held(hold_of_round(row, round_number), at)
    if "server" in facts.bound:
        value = writer.server(serves=bound, value=secrets.token_bytes(32), time=stamp(at))
        enter(row, by=by, at=at, build=lambda _head: value, round_number=round_number)
    with in_words():
        given = given_of(row, round_number)
        result = compute(given)
        logged = enter(
            row,
            by=by,
            at=at,
            round_number=round_number,
            build=lambda head: writer.seal(
                serves=bound,
                given=given,
                result=result,
                log=frontier_at(head.size),
                time=stamp(at),
            ),
        )
    _keep(row.secret_of(round_number), result)
    advance(row, Act.DRAW)
    if row.line.openly:
        _tell(row, by, round_number, len(visits(result.lines)))
    record(by=by, subject=row.subject, changed=[row, logged], detail={"entry": logged.digest})
    return row


def _refuse_unstarted(row: Draw, round_number: int) -> None:
    seats, started = starts(row, round_number)
    missing = starts_missing(seats=seats, started=started)
    if missing:
        raise Refused(
            _(
                "Witnesses press start before it is drawn: %(wanted)d are needed, %(started)d "
                "have pressed. Whoever comes in by the code of the session can press too."
            )
            % {"wanted": STARTERS, "started": started}
        )


def _tell(row: Draw, by: User, round_number: int, count: int) -> None:
    if count:
        open_assignments(by=by, number=row.number, opened=0, count=count, round_number=round_number)
        row.refresh_from_db()
    if not rests_on(row, [round_number]):
        row.told = [*row.told, round_number]
        row.save(update_fields=["told"])


def _keep(prefix: str, result: Result) -> None:
    keep(name=f"{prefix}/result", plain=dump_lines(result.lines))
    skips = [asdict(skip) for skip in result.skips]
    keep(name=f"{prefix}/transcript", plain=json.dumps(skips, ensure_ascii=False).encode())
