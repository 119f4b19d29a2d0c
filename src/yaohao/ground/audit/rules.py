"""What an entry of the trail is and how it is chained; pure values."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

ORIGIN = "0" * 64  # `previous` of the first entry


class Outcome(StrEnum):
    """How the act ended."""

    DONE = "done"
    REFUSED = "refused"


class Actor(Protocol):
    """Who acts: a signed-in user, or the system itself."""

    @property
    def actor_id(self) -> str:
        """Stable sign-in name."""

    @property
    def actor_name(self) -> str:
        """Name as people read it."""

    @property
    def actor_bureau(self) -> str:
        """Code of the bureau, empty for the system."""

    @property
    def acting_for(self) -> str:
        """Whose delegated power they hold now and by which document; empty without one."""


@dataclass(frozen=True, slots=True)
class SystemActor:
    """Timers and set-up: nobody at a keyboard, or nobody known."""

    actor_id: str = "system"
    actor_name: str = "系统"
    actor_bureau: str = ""
    acting_for: str = ""


SYSTEM = SystemActor()
STRANGER = SystemActor(actor_id="stranger", actor_name="未登录者")  # somebody who is not signed in


def canonical(value: Any) -> str:
    """JSON with one spelling: sorted keys, no spaces, no escapes for Chinese."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(fields: Mapping[str, str]) -> str:
    """SHA-256 over the canonical JSON of an entry's fields (all but `digest` itself), hex."""
    return hashlib.sha256(canonical(dict(fields)).encode()).hexdigest()
