"""The visit book brought in line with what spreadsheets tell of the time before this product."""

from yaohao.ground.accounts.models import Bureau
from yaohao.ground.audit.rules import Actor
from yaohao.stages.planning.operations import take_past_visits
from yaohao.stages.planning.queries.past import past_difference


def settle_past(*, by: Actor, bureau: Bureau, year: int, object_id: str = "") -> int:
    """Bring the book in line with the spreadsheets; how many visits were booked or freed.

    Idempotent; without a difference nothing is written, in the trail neither.
    """
    if not past_difference(bureau, year, object_id):
        return 0
    return take_past_visits(by=by, bureau=bureau, year=year, object_id=object_id)
