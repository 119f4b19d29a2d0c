"""From the sections to the leading group (articles 3 and 4): each says its word, once."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.planning.gate import locked
from yaohao.stages.planning.models import Line, Opinion, Resolution
from yaohao.stages.planning.queries.process import (
    asked,
    handed_in_on,
    has_leading_group,
    members,
)
from yaohao.stages.planning.rules import Act, LineState, Organ, next_stop


@operation("planning.line.opine", article="3")
def give_opinion(*, by: User, pk: int, agrees: bool, words: str = "") -> Opinion:
    """Say what the person's section thinks of a line that names it. Raises Refused.

    Against it: the line goes back to the clerk with the words. When the last section agrees it
    goes on to the leading group, or to the director where no group is on record.
    """
    line = locked(pk=pk, by=by, act=Act.OPINE)
    words = words.strip()
    mine = next((one for one in asked(line) if one.section.pk == by.section_id), None)
    if mine is None:
        raise Refused(_("This line does not name your section, so its opinion is not asked."))
    if mine.opinion is not None:
        raise Refused(_("Your section has given its opinion already."))
    if not agrees and not words:
        raise Refused(_("Say what should be changed, so that the line can be mended."))
    opinion = Opinion.objects.create(
        line=line, submission=line.submission, section=mine.section, by=by, at=timezone.now(),
        agrees=agrees, words=words,
    )  # fmt: skip
    if not agrees:
        line.returned = f"{mine.section.name}：{words}"
    _go_on(line, by=by, agrees=agrees)
    record(by=by, subject=line.subject, changed=[opinion, line], reason=words)
    return opinion


@operation("planning.line.resolve", article="3")
def note_resolution(
    *, by: User, pk: int, met_on: date, minutes: str, agrees: bool, words: str = ""
) -> Resolution:
    """Note what the leading group resolved about a line, by its minutes. Raises Refused.

    A clerk notes it, or a member of the group who did not write at the line.
    """
    line = locked(pk=pk, by=by, act=Act.RESOLVE)
    _refuse_outsider(line, by)
    minutes, words = minutes.strip(), words.strip()
    if not minutes:
        raise Refused(_("Write the number of the minutes in which the resolution stands."))
    if met_on > timezone.localdate():
        raise Refused(_("The leading group cannot have met in the future. Mend the date."))
    since = handed_in_on(line)
    if since is not None and met_on < since:
        raise Refused(
            _("The line was handed in on %(day)s, so the leading group met on that day or later. "
              "Mend the date.") % {"day": since}
        )  # fmt: skip
    if not agrees and not words:
        raise Refused(_("Say what should be changed, so that the line can be mended."))
    noted = Resolution.objects.create(
        line=line, submission=line.submission, by=by, at=timezone.now(), met_on=met_on,
        minutes=minutes, agrees=agrees, words=words,
    )  # fmt: skip
    line.state = (LineState.SUBMITTED if agrees else LineState.DRAFT).value
    line.returned = "" if agrees else f"{minutes}：{words}"
    line.save(update_fields=["state", "returned"])
    record(by=by, subject=line.subject, changed=[noted, line], reason=words)
    return noted


@operation("planning.line.recall", article="4")
def recall_line(*, by: User, pk: int) -> Line:
    """Take a line back that nobody has approved yet, to mend it. Raises Refused."""
    line = locked(pk=pk, by=by, act=Act.RECALL)
    line.state = LineState.DRAFT.value
    line.save(update_fields=["state"])
    record(by=by, subject=line.subject, changed=[line])
    return line


def _refuse_outsider(line: Line, by: User) -> None:
    if by.holds(Role.CLERK):
        return
    group = members(by.bureau, timezone.localdate()).filter(organ=Organ.GROUP.value)
    if not group.filter(person=by).exists():
        raise Refused(_("A clerk notes the resolution, or a member of the leading group."))
    if line.drafters.filter(pk=by.pk).exists():
        raise Refused(
            _("You wrote at this line yourself: somebody else must note what the leading group "
              "resolved (two-person rule).")
        )  # fmt: skip


def _go_on(line: Line, *, by: User, agrees: bool) -> None:
    if not agrees:
        line.state = LineState.DRAFT.value
    elif all(one.opinion is not None for one in asked(line)):
        group = has_leading_group(by.bureau, timezone.localdate())
        line.state = next_stop(sections=False, group=group).value
    line.save(update_fields=["state", "returned"])
