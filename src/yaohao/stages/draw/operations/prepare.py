"""Prepare a draw: take a line of the plan, make K, commit to it."""

import secrets
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from fairdraw.digest import sha256
from fairdraw.encoding import CODE
from fairdraw.pool import commitment
from fairdraw.split import commitment as share_commitment
from fairdraw.split import split as split_key

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.ground.keys.operations import keep
from yaohao.stages.draw.announcing import plan_key
from yaohao.stages.draw.choosing import (
    USUAL,
    Choice,
    chosen_holders,
    chosen_lenders,
    chosen_policy,
    chosen_rounds,
    chosen_rungs,
    chosen_sources,
)
from yaohao.stages.draw.gate import now, permit
from yaohao.stages.draw.models import Draw, KeyShare
from yaohao.stages.draw.rules import Act, State, fallbacks, number
from yaohao.stages.planning.amending import refuse_amended
from yaohao.stages.planning.grounds import refuse_groundless
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.queries import line_for_draw


@operation("draw.draw.prepare", article="14")
def prepare(*, by: User, line: int, choice: Choice = USUAL) -> Draw:
    """Prepare the draw of a filed line as chosen: rounds, sources of randomness, ladder, shares.

    Raises Line.DoesNotExist for a line that may not be drawn (article 4), Refused when the line
    has its draw already (a line is drawn once), when its item is withdrawn, or its legal basis has
    ended (article 7). One that was broken off and revealed gives way to
    the next attempt.
    """
    permit(by=by, act=Act.PREPARE)
    told_sources, holders = chosen_sources(choice), chosen_holders(choice)
    # The bureau's row is the queue: numbers have no gap and two clerks no two draws.
    bureau = Bureau.objects.select_for_update().get(pk=by.bureau_id)
    chosen = line_for_draw(line, bureau)
    refuse_groundless(chosen)
    refuse_amended(chosen)
    rounds, lenders = chosen_rounds(choice, chosen), chosen_lenders(choice, chosen)
    _refuse_second(chosen, exercise=choice.exercise)
    at, key = now(), secrets.token_bytes(32)
    name = _next_number(bureau, at, exercise=choice.exercise)
    told = _key(chosen, name, exercise=choice.exercise)
    _refuse_parallel(told)
    # By the key, as the log counts: a bureau of the same region may have made the attempts before.
    attempt = Draw.objects.filter(plan_key=told).count() + 1
    shares = split_key(key, secrets.token_bytes(32)) if holders else {}
    draw = Draw.objects.create(
        bureau=bureau,
        line=chosen,
        number=name,
        attempt=attempt,
        plan_key=told,
        exercise=choice.exercise,
        plan=[each.as_json() for each in rounds],
        sources=list(told_sources),
        fallbacks=[list(each) for each in fallbacks(told_sources)],
        rungs=chosen_rungs(choice, lenders),
        policy=chosen_policy(choice, bureau),
        commitment=commitment(key, sha256).hex(),
        prepared_by=by,
        prepared_at=at,
    )
    draw.lenders.set(lenders)
    keep(name=f"{draw.secret}/key", plain=key)
    for share, holder in zip(shares, holders, strict=True):
        _entrust(draw, share, holder, shares[share])
    record(by=by, subject=draw.subject, changed=[draw], detail={"line": chosen.subject})
    return draw


def _key(line: Line, name: str, *, exercise: bool) -> str:
    """What the log counts the attempts of a line by; the first attempt settles it."""
    first = None if exercise else line.draws.filter(exercise=False).order_by("pk").first()
    return first.plan_key if first else plan_key(line, name, exercise=exercise)


def _entrust(draw: Draw, number: int, holder: str, plain: bytes) -> None:
    """Keep a share until its holder takes it; its commitment will be announced."""
    share = KeyShare.objects.create(
        draw=draw, number=number, holder=holder,
        commitment=share_commitment(number, plain, sha256).hex(),
    )  # fmt: skip
    keep(name=share.secret, plain=plain)


def _refuse_second(line: Line, *, exercise: bool) -> None:
    before = line.draws.filter(exercise=exercise)
    if exercise:
        before = before.exclude(state=State.REVEALED.value)
    found = before.exclude(state=State.VOID.value).first()
    if found:
        raise Refused(
            _("This line has its draw already: %(number)s (%(state)s). A line is drawn once.")
            % {"number": found.number, "state": found.get_state_display()}
        )


def _refuse_parallel(told: str) -> None:
    """The log takes a second announcement of one key for an attempt to draw twice."""
    found = Draw.objects.filter(plan_key=told).exclude(state=State.VOID.value).first()
    if found:
        raise Refused(
            _("Draw %(number)s has the same item, cycle, region and period. Change the line.")
            % {"number": found.number}
        )


def _next_number(bureau: Bureau, at: datetime, *, exercise: bool) -> str:
    if not CODE.fullmatch(bureau.code):
        raise Refused(
            _("The code of the bureau, “%(code)s”, cannot stand in a number: capitals and digits.")
            % {"code": bureau.code}
        )
    year = timezone.localtime(at).year
    prefix = number(bureau.code, year, 0, exercise=exercise)[:-3]
    draws = Draw.objects.filter(bureau=bureau, exercise=exercise, number__startswith=prefix)
    return number(bureau.code, year, draws.count() + 1, exercise=exercise)
