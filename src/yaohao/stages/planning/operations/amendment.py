"""A filed line amended: a later version with its reasons, and the old one kept (article 4)."""

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.planning.amending import refuse_amended
from yaohao.stages.planning.gate import locked
from yaohao.stages.planning.models import Line, Partner
from yaohao.stages.planning.queries.process import underway
from yaohao.stages.planning.rules import Act

COPIED = (
    "plan_id", "number", "title", "item_id", "regime", "ordered_by", "frequency", "type", "filter",
    "stratify_by", "strata", "rounding", "period_start", "period_end", "window_start",
    "window_end", "section_id", "roles", "cap", "cycle", "openly",
)  # fmt: skip


@operation("planning.line.amend", article="4")
def amend_line(*, by: User, pk: int, reason: str) -> Line:
    """Begin the next version of a filed line, as a draft that goes the whole way again.

    The old version stands until the new one is filed. Raises Refused for a line that was drawn:
    what decided a draw is not changed afterwards.
    """
    line = locked(pk=pk, by=by, act=Act.AMEND)
    reason = reason.strip()
    if not reason:
        raise Refused(_("Say why the plan is amended: the reason is published with it."))
    if line.drawn_as:
        raise Refused(
            _("Draw %(number)s was announced from line %(line)s, so it is not amended any "
              "more: add a line of its own for what is new.")
            % {"line": line.label, "number": line.drawn_as}
        )  # fmt: skip
    later = underway(line)
    if later is not None:
        raise Refused(
            _("Version %(version)d of line %(line)s is being written already.")
            % {"version": later.version, "line": line.label}
        )
    values = {name: getattr(line, name) for name in COPIED}
    amended = Line.objects.create(
        **values, version=line.version + 1, amends=line, amended_because=reason
    )
    amended.further_items.set(line.further_items.all())
    # Who wrote the version before wrote at this one: its words are theirs (two-person rule).
    amended.drafters.add(by, *line.drafters.all())
    copied = ("name", "part", "role", "section_id", "bureau_id")
    Partner.objects.bulk_create(
        Partner(line=amended, **{name: getattr(partner, name) for name in copied})
        for partner in line.partners.all()
    )
    record(by=by, subject=line.subject, changed=[amended], reason=reason)
    return amended


@operation("planning.line.begin_draw", article="4")
def begin_draw(*, by: User, line: Line, number: str) -> Line:
    """Note that a draw was announced from the line: from here on it is not amended.

    Called by the draw, in its transaction. Refused while a later version is under way.
    """
    stored = Line.objects.select_for_update(of=("self",)).get(pk=line.pk)
    refuse_amended(stored)
    if not stored.drawn_as:
        stored.drawn_as = number
        stored.save(update_fields=["drawn_as"])
    record(by=by, subject=stored.subject, changed=[stored], detail={"draw": number})
    return stored
