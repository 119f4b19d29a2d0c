"""The leader's stack: what waits for a decision, told with numbers and what changed."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.queries import of_subject
from yaohao.stages.draw.due import due
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries import draws
from yaohao.stages.draw.rules import WHO, Act, State
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.queries import sentence
from yaohao.stages.planning.rules import LineState
from yaohao.stages.planning.texts import officers_for, sentence_words
from yaohao.stages.registers.models import Edition, EditionState, ListingProposal, ListingState
from yaohao.stages.registers.queries.editions import editions
from yaohao.surfaces.desk.cards import Card, Subject
from yaohao.surfaces.desk.queries import duties_of
from yaohao.surfaces.desk.queries.deciding import freeze_cards, table_cards, visit_cards
from yaohao.surfaces.desk.rules import Duty


def cards_of(user: User) -> list[Card]:
    """Everything that waits for a leader, in no order; one card for each duty."""
    duties = {duty.url: duty for duty in duties_of(user)}
    cards = [*_line_cards(user, duties), *_draw_cards(user, duties)]
    cards += [*freeze_cards(user, duties), *visit_cards(user, duties), *table_cards(user, duties)]
    if user.holds(Role.DIRECTOR):
        cards += [*_edition_cards(user, duties), *_listing_cards(user, duties)]
    told = {card.url for card in cards} | {
        reverse("draw:draw", args=[card.mark.partition(".")[0]])
        for card in cards
        if card.subject is Subject.FREEZE
    }
    cards += [_other(duty) for url, duty in duties.items() if url not in told]
    return cards


def _line_cards(user: User, duties: dict[str, Duty]) -> Iterator[Card]:
    lines = Line.objects.visible_to(user).filter(state=LineState.SUBMITTED.value)
    if not user.holds(Role.DIRECTOR):
        return
    lines = lines.select_related("plan__bureau", "amends", "copied_from")
    for line in lines.exclude(drafters=user):
        duty = duties.get(reverse("planning:line", args=[line.pk]))
        if duty:
            yield Card(
                Subject.LINE, f"{line.pk}.{line.submission}", duty.act, _line_sentence(line),
                duty.url, duty.due, _line_numbers(line), _line_changes(line),
            )  # fmt: skip


def _line_sentence(line: Line) -> str:
    counted = sentence(line)
    return f"{line.title}：{sentence_words(counted, officers_for(line, counted))}"


def _line_numbers(line: Line) -> list[tuple[str, str]]:
    counted = sentence(line)
    return [
        (_("match"), f"{counted.eligible:,}"),
        (_("to be drawn"), f"{counted.to_draw:,}"),
        (_("officers at least"), f"{officers_for(line, counted):,}"),
    ]


def _line_changes(line: Line) -> list[str]:
    """Against the version before or last year's line, by today's register; then the returns."""
    before = line.amends or line.copied_from
    said = _returned(line.subject, "planning.line.return")
    if before is None:
        return [*said, _("No line of last year and no earlier version stands behind it.")]
    now, then = sentence(line), sentence(before)
    words = _("Before (%(line)s): %(eligible)s matched, %(drawn)s to be drawn; now %(more)s.") % {
        "line": before,
        "eligible": f"{then.eligible:,}",
        "drawn": f"{then.to_draw:,}",
        "more": f"{now.to_draw - then.to_draw:+,}",
    }
    because = [line.amended_because] if line.amended_because else []
    return [words, *because, *said]


def _edition_cards(user: User, duties: dict[str, Duty]) -> Iterator[Card]:
    waiting = editions(user.bureau).filter(state=EditionState.SUBMITTED)
    for row in waiting.exclude(submitted_by=user):
        duty = duties.get(reverse("registers:edition", args=[row.year]))
        if duty is None:
            continue
        before = Edition.objects.filter(bureau=row.bureau_id, year__lt=row.year).exclude(rows=0)
        last = before.order_by("-year").first()
        said = _returned(row.subject, "registers.edition.return")
        numbers = [(_("objects now"), f"{row.rows:,}")]
        if last:
            numbers += [
                (_("objects in %(year)d") % {"year": last.year}, f"{last.rows:,}"),
                (_("difference"), f"{row.rows - last.rows:+,}"),
            ]
        else:
            said = [*said, _("It is the first edition; there is none before it.")]
        yield Card(
            Subject.EDITION, f"{row.year}.{row.revision}", duty.act, duty.title, duty.url,
            duty.due, numbers, said,
        )  # fmt: skip


def _listing_cards(user: User, duties: dict[str, Duty]) -> Iterator[Card]:
    ours = ListingProposal.objects.of(user.bureau)
    waiting = ours.filter(state=ListingState.WAITING).exclude(proposed_by=user)
    for row in waiting.select_related("object"):
        duty = duties.get(reverse("registers:listing", args=[row.pk]))
        if duty is None:
            continue
        earlier = ours.filter(object=row.object_id).exclude(pk=row.pk)
        numbers = [
            (_("proposals before about this object"), str(earlier.count())),
            (_("of them returned"), str(earlier.filter(state=ListingState.RETURNED).count())),
            (_("proposals that wait"), str(waiting.count())),
        ]
        last = earlier.order_by("-pk").first()
        said = [_("Last time it was returned: %(why)s") % {"why": last.returned}] if (
            last and last.returned
        ) else [_("Nothing was returned before.")]  # fmt: skip
        yield Card(
            Subject.LISTING, str(row.pk), duty.act, duty.title, duty.url, duty.due, numbers, said
        )


def _draw_cards(user: User, duties: dict[str, Duty]) -> Iterator[Card]:
    """Draws to announce; every later act has its own page with people in the room."""
    if not user.holds(*WHO[Act.ANNOUNCE]):
        return
    for draw in draws(user).filter(state=State.PREPARED.value).exclude(prepared_by=user):
        wanted = due(draw)
        duty = duties.get(reverse("draw:draw", args=[draw.number]))
        if duty and wanted and wanted.act is Act.ANNOUNCE:
            yield Card(
                Subject.DRAW, draw.number, duty.act, f"{draw.number} {_line_sentence(draw.line)}",
                duty.url, duty.due, _line_numbers(draw.line), _draw_changes(draw),
            )  # fmt: skip


def _draw_changes(draw: Draw) -> list[str]:
    before = Draw.objects.filter(line=draw.line, exercise=False, attempt__lt=draw.attempt)
    last = before.order_by("-attempt").first()
    if last:
        words = _("Before it %(number)s was prepared from the same line: %(state)s.")
        return [words % {"number": last.number, "state": last.get_state_display()}]
    line = draw.line
    if line.approved_at is None:
        return []
    on = timezone.localdate(line.approved_at)
    return [_("The line was approved on %(day)s and is unchanged.") % {"day": on}]


def _returned(subject: str, action: str) -> list[str]:
    """When and why it went back the last time, and how many acts were done on it since."""
    last = of_subject(subject).filter(action=action).order_by("-index").first()
    if last is None:
        return []
    since = of_subject(subject).filter(index__gt=last.index).count()
    words = _("Returned on %(day)s: %(why)s. Acts since then: %(count)d.")
    day = timezone.localdate(last.at)
    return [words % {"day": day, "why": last.reason, "count": since}]


def _other(duty: Duty) -> Card:
    return Card(Subject.OTHER, duty.url, duty.act, duty.title, duty.url, duty.due)
