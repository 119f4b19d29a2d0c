"""A clock for tests of the draw."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from yaohao.stages.draw import gate

Clock = Callable[[datetime], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Set the bureau's clock: a local time without zone."""

    def turn(local: datetime) -> None:
        at = timezone.make_aware(local).astimezone(UTC)
        monkeypatch.setattr(gate, "now", lambda: at)

    return turn
