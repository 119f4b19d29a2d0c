"""One draw as an auditor reads it first: what was tried, left out, exchanged, read and changed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from fairdraw.entries import Entry as LogLine

from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.models import Entry
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries import PublicDraw, public_draw
from yaohao.stages.draw.queries.log import entries
from yaohao.stages.draw.rules import State
from yaohao.stages.inspection.models import RecusalRequest
from yaohao.stages.inspection.wording import plea
from yaohao.stages.oversight.pages import page
from yaohao.stages.oversight.rules.exceptions import BEFORE_FREEZE, Code

REGISTER_ACTS = (
    "registers.object.add", "registers.object.edit", "registers.object.end",
    "registers.object.resume", "registers.import.confirm", "registers.region.enter",
    "registers.bureau.take-over",
)  # fmt: skip
GRADE_ACTS = (
    "registers.object.grade", "registers.object.regrade", "registers.listing.approve",
    "registers.object.list", "registers.object.unlist",
)  # fmt: skip
READINGS = ("draw.proof.read", "draw.team.check", "oversight.task.read", "oversight.evidence.take")
OWN_VISITS = "draw.assignment.read"  # names the envelopes of all draws of its officer


@dataclass(frozen=True, slots=True)
class Mark:
    """One line: what (a word of `wording.MARKS`), how often, in words, where the rows are."""

    code: str
    count: int
    detail: str = ""
    url: str = ""


def marks(draw: Draw, user: User) -> list[Mark]:
    """All lines of a draw; of one that is only prepared, the attempts alone."""
    found = [_attempts(draw)]
    if draw.state == State.PREPARED.value:
        return found
    told = public_draw(draw.number)
    if told.abort_cause:
        found.append(Mark("aborted", 1, told.abort_cause, page("draw:draw", draw.number)))
    found += _excluded(told)
    found += _exchanged(draw)
    found.append(_read(draw, user))
    found += _changed(draw, user)
    if told.probabilities and told.probabilities.most:
        url = page("draw:probabilities", draw.number)
        found.append(Mark("pair", 0, told.probabilities.most, url))
    return found


def _attempts(draw: Draw) -> Mark:
    numbers = list(
        Draw.objects.filter(line=draw.line, exercise=False)
        .order_by("attempt")
        .values_list("number", flat=True)
    )
    return Mark("attempts", len(numbers), "、".join(numbers), page("draw:draw", draw.number))


def _excluded(told: PublicDraw) -> Iterator[Mark]:
    counted = [(text, count) for _code, text, count in told.reasons if count]
    said = "；".join(f"{text} {count:,}" for text, count in counted)
    yield Mark("excluded", sum(count for _text, count in counted), said)
    if told.past:
        yield Mark("past", told.past, told.past_words)


def _exchanged(draw: Draw) -> Iterator[Mark]:
    causes = Counter(_cause(each) for each in entries(draw, "substitute"))
    yield Mark("substituted", causes.total(), _counted(causes), page("draw:envelopes", draw.number))
    yield _recusals(draw)
    events = Counter(
        _cause(each) for each in entries(draw, "event") if each.get("what") in ("void", "postponed")
    )
    yield Mark("events", events.total(), _counted(events), page("draw:envelopes", draw.number))


def _recusals(draw: Draw) -> Mark:
    """How often enterprises of this draw asked for another officer, and what was answered."""
    rows = RecusalRequest.objects.filter(inspection__draw=draw)
    counted = Counter(plea(row.state) for row in rows)
    url = f"{page('oversight:exceptions')}?kind={Code.RECUSAL_ASKED.value}"
    return Mark("recusals", counted.total(), _counted(counted), url)


def _read(draw: Draw, user: User) -> Mark:
    """Who read of this draw, and how often.

    An officer who reads an envelope is in a team: until the reveal that is for the auditor alone.
    """
    wanted = Q(subject=draw.subject, action__in=READINGS)
    if user.holds(Role.AUDITOR) or draw.state == State.REVEALED.value:
        wanted |= Q(action=OWN_VISITS, detail__contains=f'"{draw.number}/')
    rows = Entry.objects.filter(wanted, outcome="done").values("actor_name")
    counted = rows.annotate(count=Count("index")).order_by("-count", "actor_name")
    people = {row["actor_name"]: row["count"] for row in counted}
    return Mark("read", sum(people.values()), _counted(people))


def _changed(draw: Draw, user: User) -> Iterator[Mark]:
    frozen = draw.entries.filter(kind="pool").first()
    if frozen is None:
        return
    for code, acts in (("register", REGISTER_ACTS), ("graded", GRADE_ACTS)):
        said = _("in the %(days)d days before the freeze") % {"days": BEFORE_FREEZE.days}
        yield Mark(code, changes_before(frozen.at, user, acts), said)


def changes_before(freeze: datetime, user: User, acts: Sequence[str]) -> int:
    """How many of these acts the bureau did in the last days before a freeze."""
    return Entry.objects.filter(
        bureau=user.bureau.code, action__in=acts, at__range=(freeze - BEFORE_FREEZE, freeze)
    ).count()


def _cause(event: LogLine) -> str:
    """The cause as people read it, without its code."""
    return event.get("cause").partition(" ")[2] or event.get("cause")


def _counted(counts: dict[str, int]) -> str:
    return "；".join(f"{what} {count:,}" for what, count in counts.items())
