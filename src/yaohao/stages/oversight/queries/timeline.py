"""One task from plan to credit as the trail tells it, within what the reader may see."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.models import Entry
from yaohao.stages.credit.models import Dispatch
from yaohao.stages.credit.models import Proposal as Grade
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries.draws import actor_told
from yaohao.stages.followup.models import Circular, Order, PenaltyCase
from yaohao.stages.inspection.models import Inspection, Summary
from yaohao.stages.oversight.pages import page
from yaohao.stages.publication.models import Proposal
from yaohao.stages.publication.rules import Kind, ProposalState

PUBLIC = [Kind.RESULTS.value, Kind.CIRCULARS.value]
DECIDED = {ProposalState.PUBLISHED.value: "approve", ProposalState.RETURNED.value: "return"}
READING = "oversight.task.read"  # the readers of this page are not part of the task


@dataclass(frozen=True, slots=True)
class Moment:
    """One act: when, what (`stage.object.verb`), by whom, about what, where to look."""

    at: datetime
    action: str
    article: str
    actor: str
    about: str
    reason: str
    url: str
    done: bool


@dataclass(frozen=True, slots=True)
class Place:
    """What an entry of the trail is about, in words, with its page."""

    about: str
    url: str


def timeline(draw: Draw, user: User) -> list[Moment]:
    """Every act on the task and on what came of it, oldest first.

    What is sealed has no entry that names an enterprise, so nothing of it can be here.
    """
    places = dict(_places(draw, user))
    entries = Entry.objects.filter(subject__in=places, bureau=user.bureau.code)
    told = [
        Moment(
            at=entry.at,
            action=entry.action,
            article=entry.article,
            actor=actor_told(draw, entry.action, entry.actor_name, user),
            about=places[entry.subject].about,
            reason=entry.reason,
            url=places[entry.subject].url,
            done=entry.outcome == "done",
        )
        for entry in entries.exclude(action=READING).order_by("index")
    ]
    return sorted([*told, *_publication(draw)], key=lambda moment: moment.at)


def _publication(draw: Draw) -> Iterator[Moment]:
    """Versions of public tables that name the task, at their proposal and their approval."""
    rows = Proposal.objects.of(draw.bureau).filter(
        kind__in=PUBLIC, data__contains=f'"{draw.number}"'
    )
    for one in rows.select_related("proposed_by", "decided_by"):
        url = page("publication:proposal", one.pk)
        acts = [("propose", one.proposed_at, one.proposed_by, one.note)]
        if one.state in DECIDED and one.decided_at and one.decided_by:
            acts.append((DECIDED[one.state], one.decided_at, one.decided_by, one.reason))
        for verb, at, by, reason in acts:
            yield Moment(
                at=at,
                action=f"publication.proposal.{verb}",
                article="15",
                actor=by.full_name,
                about=str(one),
                reason=reason,
                url=url,
                done=True,
            )


def _places(draw: Draw, user: User) -> Iterator[tuple[str, Place]]:
    line = draw.line
    yield line.subject, Place(line.label, page("planning:line", line.pk))
    yield str(line.plan.subject), Place(str(line.plan), "")
    yield draw.subject, Place(draw.number, page("draw:draw", draw.number))
    seen = Inspection.objects.visible_to(user).filter(draw=draw)
    for inspection in seen:
        url = page("inspection:inspection", inspection.pk)
        yield inspection.subject, Place(inspection.number, url)
    for summary in Summary.objects.of(draw.bureau).filter(draw=draw):
        yield summary.subject, Place(summary.number, "")
    for order in Order.objects.filter(inspection__in=seen):
        yield order.subject, Place(str(order), page("followup:order", order.pk))
    for case in PenaltyCase.objects.filter(inspection__in=seen):
        yield case.subject, Place(case.number, page("followup:case", case.pk))
    for circular in Circular.objects.filter(draw=draw):
        url = page("followup:circular", draw.number)
        yield circular.subject, Place(str(circular), url)
    yield from _credit(draw, user)


def _credit(draw: Draw, user: User) -> Iterator[tuple[str, Place]]:
    """Deliveries of the task's visits and penalties, their files, and the grades that followed."""
    seen = Inspection.objects.visible_to(user).filter(draw=draw)
    cases = PenaltyCase.objects.filter(inspection__in=seen)
    sources = [row.subject for row in (*seen, *cases)]
    sent = Dispatch.objects.of(draw.bureau).filter(source__in=sources).select_related("batch")
    for row in sent:
        yield row.subject, Place(row.reference, page("credit:dispatch", row.pk))
        if row.batch:
            yield row.batch.subject, Place(row.batch.number, page("credit:batches"))
    for grade in Grade.objects.of(draw.bureau).filter(source__in=sources):
        yield grade.subject, Place(grade.object.name, page("credit:grades"))
