"""No act of a task is left without words on its time line."""

from tests.architecture.test_operations import FOUND
from yaohao.stages.oversight.words import ACTIONS

TOLD = ("planning.", "draw.", "inspection.", "followup.", "oversight.")


def test_every_act_has_words() -> None:
    actions = {str(getattr(function, "audited_action", "")) for _name, function in FOUND}
    told = {action for action in actions if action.startswith(TOLD)}
    assert told - set(ACTIONS) == set()
