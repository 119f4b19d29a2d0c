"""What happens to an opened envelope before the visit: void by the register, or postponed."""

from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.assignments import visit_source
from yaohao.stages.draw.events import log_event, not_shown
from yaohao.stages.draw.gate import in_words, locked, moment
from yaohao.stages.draw.models import LogEntry, Opening
from yaohao.stages.draw.queries.sealed import sealed_visits
from yaohao.stages.draw.rules import VOID_REASONS, Act
from yaohao.stages.planning.operations import void_visit
from yaohao.stages.registers.models import InspectionObject
from yaohao.stages.registers.rules.kinds import Exclusion
from yaohao.stages.registers.rules.words import word


@operation("draw.assignment.annul", article="14")
def annul(*, by: User, number: str, position: int, round_number: int = 1) -> Opening:
    """Make an opened envelope void because the register says that the enterprise is gone.

    There is no cause to choose: it is read from the register, where it was put with a reason of
    its own. Whoever is merely absent is postponed.
    """
    draw = locked(number=number, by=by, act=Act.ANNUL)
    place = round_number, position
    opening = not_shown(draw, place)
    object_id = sealed_visits(draw, round_number)[position].id
    firm = InspectionObject.objects.of(draw.bureau).get(object_id=object_id)
    reason = VOID_REASONS.get(str(firm.exclusion))
    if reason is None:
        raise Refused(
            _(
                "The register has this enterprise as present. Put there first that it is closed, "
                "moved away or revoked; if it is only absent, postpone the visit."
            )
        )
    at = moment(draw)
    with in_words():
        cause = f"{reason} {word(Exclusion(firm.exclusion))}"
        logged = log_event(draw, place, by=by, at=at, what="void", cause=cause)
    opening.void = reason.lower()
    opening.save(update_fields=["void"])
    if not draw.exercise:
        void_visit(by=by, source=visit_source(draw, place), reason=cause)
    record(
        by=by, subject=draw.subject, changed=[opening, logged],
        detail={"round": round_number, "envelope": position, "cause": reason},
    )  # fmt: skip
    return opening


@operation("draw.assignment.postpone", article="14")
def postpone(
    *, by: User, number: str, position: int, cause: str, round_number: int = 1
) -> LogEntry:
    """Note that a visit could not take place yet; the enterprise stays drawn, none replaces it."""
    draw = locked(number=number, by=by, act=Act.POSTPONE)
    place = round_number, position
    not_shown(draw, place)
    words = " ".join(cause.split())
    if not words or len(words) > 100:
        raise Refused(_("Say in up to 100 characters what stands in the way."))
    at = moment(draw)
    with in_words():
        logged = log_event(draw, place, by=by, at=at, what="postponed", cause=f"OBSTACLE {words}")
    record(
        by=by, subject=draw.subject, changed=[logged],
        detail={"round": round_number, "envelope": position},
    )  # fmt: skip
    return logged
