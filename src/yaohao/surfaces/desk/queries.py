"""What waits for a person, asked of every stage that has duties."""

from collections.abc import Callable, Iterable

from yaohao.ground.accounts.models import User
from yaohao.surfaces.desk.rules import Duty

Source = Callable[[User], Iterable[Duty]]

# A stage enters here when it has something that somebody must do by a day.
SOURCES: tuple[Source, ...] = ()


def duties_of(user: User) -> list[Duty]:
    """Everything that waits for a person."""
    return [duty for source in SOURCES for duty in source(user)]
