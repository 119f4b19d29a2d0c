"""What waits for a person, asked of every stage that has duties."""

from collections.abc import Callable, Iterable

from yaohao.ground.accounts.models import User
from yaohao.surfaces.desk.queries.certificates import certificate_duties
from yaohao.surfaces.desk.queries.drawing import draw_duties, plan_duties
from yaohao.surfaces.desk.queries.following import (
    case_duties,
    circular_duties,
    complaint_duties,
    credit_duties,
    order_duties,
    past_order_duties,
    unordered_duties,
)
from yaohao.surfaces.desk.queries.handing_over import handover_duties
from yaohao.surfaces.desk.queries.keeping import (
    administrator_duties,
    auditor_duties,
    hall_duties,
    publication_duties,
    register_duties,
)
from yaohao.surfaces.desk.queries.keys import key_duties
from yaohao.surfaces.desk.queries.laws import law_duties
from yaohao.surfaces.desk.queries.visiting import (
    head_duties,
    recusal_duties,
    task_duties,
    team_duties,
)
from yaohao.surfaces.desk.queries.yearly import edition_duties, listing_duties
from yaohao.surfaces.desk.rules import Duty

Source = Callable[[User], Iterable[Duty]]

# A stage enters here when it has something that somebody must do by a day.
SOURCES: tuple[Source, ...] = (
    plan_duties,
    draw_duties,
    team_duties,
    head_duties,
    recusal_duties,
    task_duties,
    unordered_duties,
    order_duties,
    past_order_duties,
    case_duties,
    circular_duties,
    credit_duties,
    complaint_duties,
    register_duties,
    edition_duties,
    listing_duties,
    certificate_duties,
    handover_duties,
    law_duties,
    publication_duties,
    hall_duties,
    auditor_duties,
    administrator_duties,
    key_duties,
)


def duties_of(user: User) -> list[Duty]:
    """Everything that waits for a person."""
    return [duty for source in SOURCES for duty in source(user)]
