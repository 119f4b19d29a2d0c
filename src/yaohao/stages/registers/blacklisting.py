"""What stands against putting an object on the blacklist or taking it off (article 19).

Asked when it is proposed, and once more when it is approved: meanwhile the register moves.
"""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.stages.registers.deciding import planned
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import InspectionObject
from yaohao.stages.registers.queries.grades import listed_since
from yaohao.stages.registers.rules.blacklist import Ground, free_to_go, removable_from
from yaohao.stages.registers.rules.kinds import Blacklist, Kind
from yaohao.stages.registers.rules.plan import RowPlan


def check_two_people(proposed_by: User, by: User) -> None:
    """RegisterError when one person would propose and decide."""
    if proposed_by.pk == by.pk:
        raise RegisterError(
            _("You proposed this yourself: somebody else must decide (two-person rule).")
        )


def check_listing(grade: Blacklist, since: date) -> None:
    """RegisterError for no grade, and for a first day in the future."""
    if grade is Blacklist.NONE:
        raise RegisterError(_("Choose a blacklist grade from 1 to 3; taking off is an own act."))
    if since > timezone.localdate():
        raise RegisterError(_("The listing cannot begin in the future. Mend the date."))


def check_unlisting(thing: InspectionObject, ground: Ground) -> None:
    """RegisterError when it is not listed, or its time has not come: it names the day."""
    if not thing.blacklisted:
        raise RegisterError(_("%(name)s is not on the blacklist.") % {"name": thing.name})
    since = listed_since(thing)
    if not free_to_go(since, ground, timezone.localdate()):
        first = removable_from(since, asked=ground is Ground.ASKED)
        raise RegisterError(
            _("%(name)s may be taken off the blacklist from %(day)s on.")
            % {"name": thing.name, "day": first}
        )


def check_source(thing: InspectionObject, attribute: str, source: str) -> None:
    """RegisterError when the document has graded the object before."""
    if thing.grade_changes.filter(attribute=attribute, source=source).exists():
        raise RegisterError(
            _("%(source)s has graded %(name)s already; one source grades once.")
            % {"source": source, "name": thing.name}
        )


def graded_row(by: User, thing: InspectionObject, attribute: str, after: str) -> RowPlan:
    """What a grade would do to the register. Raises RowRefusedError where it breaks a rule."""
    values = {
        "object_id": thing.object_id,
        "credit_code": thing.credit_code,
        "site": thing.site,
        attribute: after,
    }
    return planned(Kind.OBJECTS, by, values, lists=True)
