"""The six scenes of the big screen, and which of them the public log has come to."""

from collections.abc import Sequence
from enum import IntEnum


class Scene(IntEnum):
    """A scene of the big screen, in the order in which a hall sees them."""

    TITLE = 1
    LIST = 2
    NUMBERS = 3
    DRAW = 4
    TEAMS = 5
    RESULT = 6


def leads_to(*, frozen: bool, numbers: bool, sealed: bool) -> Scene:
    """The scene that is new: the list is `frozen`, `numbers` have begun to come in, the round is
    `sealed`."""
    if sealed:
        return Scene.DRAW
    if numbers:
        return Scene.NUMBERS
    return Scene.LIST if frozen else Scene.TITLE


def last_of(scene: Scene) -> Scene:
    """The last scene that may be shown: with the draw everything after it is there too."""
    return Scene.RESULT if scene is Scene.DRAW else scene


def in_work(scenes: Sequence[Scene]) -> int:
    """Which of the draws of a session, in order, a screen that remembers nothing begins with.

    The first that is not drawn, once numbers came in anywhere; before that the first.
    """
    if all(scene < Scene.NUMBERS for scene in scenes):
        return 0
    waiting = (place for place, scene in enumerate(scenes) if scene < Scene.DRAW)
    return next(waiting, len(scenes) - 1)
