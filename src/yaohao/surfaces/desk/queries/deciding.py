"""Cards for freezes to confirm, visits to allow and tables to publish."""

from collections.abc import Iterator, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries import draws
from yaohao.stages.draw.rules import WHO, Act, State
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.rules import State as Visit
from yaohao.stages.planning.queries import sentence
from yaohao.stages.publication import queries as publication
from yaohao.stages.publication.models import Proposal
from yaohao.stages.publication.rules import Kind, ProposalState, difference
from yaohao.surfaces.desk.cards import Card, Subject
from yaohao.surfaces.desk.rules import Duty

Duties = Mapping[str, Duty]
"""What waits for the reader, by its address."""


def freeze_cards(user: User, duties: Duties) -> Iterator[Card]:
    """Freezes that somebody else has asked for."""
    if not user.holds(*WHO[Act.FREEZE]):
        return
    asked = draws(user).filter(state=State.ANNOUNCED.value, freeze_asked_by__isnull=False)
    for draw in asked.exclude(freeze_asked_by=user):
        duty = duties.get(reverse("draw:draw", args=[draw.number]))
        if duty:
            yield Card(
                Subject.FREEZE, f"{draw.number}.{draw.freeze_asked_by_id}", _("Confirm the freeze"),
                f"{draw.number} {draw.line.title}", reverse("draw:freeze", args=[draw.number]),
                duty.due, _pool_numbers(draw), [_asked(draw)],
            )  # fmt: skip


def _pool_numbers(draw: Draw) -> list[tuple[str, str]]:
    counted = sentence(draw.line)
    return [
        (_("match"), f"{counted.eligible:,}"),
        (_("to be drawn"), f"{counted.to_draw:,}"),
        (_("rounds"), str(len([each for each in draw.rounds if not each.reserve]))),
    ]


def _asked(draw: Draw) -> str:
    asked = draw.freeze_asked_by
    return _("%(name)s has looked at the check and asks for the freeze.") % {
        "name": asked.full_name if asked else ""
    }


def visit_cards(user: User, duties: Duties) -> Iterator[Card]:
    """Schemes that wait for the head."""
    waiting = Inspection.objects.visible_to(user).filter(state=Visit.SUBMITTED.value)
    for visit in waiting.select_related("object", "item"):
        duty = duties.get(reverse("inspection:inspection", args=[visit.pk]))
        if duty is None:
            continue
        added = visit.questions.exclude(added_reason="").count()
        said = [_("Returned before: %(why)s") % {"why": visit.returned}] if visit.returned else []
        if added:
            said.append(_("Questions beyond the item list: %(count)d.") % {"count": added})
        yield Card(
            Subject.VISIT, f"{visit.pk}.{visit.revision}", duty.act,
            f"{visit.number} {visit.object.name}：{visit.purpose}", duty.url, duty.due,
            _visit_numbers(visit), said or [_("Nothing was returned before.")],
        )  # fmt: skip


def _visit_numbers(visit: Inspection) -> list[tuple[str, str]]:
    nth = f"{visit.nth}/{visit.limit}" if visit.limit else "—"
    return [
        (_("officers"), str(visit.team_now().count())),
        (_("questions"), str(visit.questions.count())),
        (_("visit of the year"), nth),
    ]


def table_cards(user: User, duties: Duties) -> Iterator[Card]:
    """Tables that somebody proposes to publish."""
    waiting = Proposal.objects.of(user.bureau).filter(state=ProposalState.PROPOSED.value)
    for one in waiting.exclude(proposed_by=user).select_related("bureau"):
        duty = duties.get(reverse("publication:proposal", args=[one.pk]))
        if duty is None:
            continue
        kind = Kind(one.kind)
        shown = publication.latest(kind, one.bureau.code, one.year)
        before = publication.rows(shown) if shown else ()
        change = difference(kind, before, publication.proposed_rows(one))
        said = [one.note] if one.note else []
        if not shown:
            said.append(_("It is the first version."))
        yield Card(
            Subject.TABLE, f"{one.pk}.{one.digest}", duty.act, duty.title, duty.url, duty.due,
            [
                (_("new"), f"{len(change.new):,}"),
                (_("changed"), f"{len(change.changed):,}"),
                (_("gone"), f"{len(change.ended):,}"),
            ],
            said or [_("Against the version that is public now.")],
        )  # fmt: skip
