"""The acts of a draw, one module each; every act is one transaction."""

from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.operations.abort import abort, ask_abort
from yaohao.stages.draw.operations.announce import announce
from yaohao.stages.draw.operations.bind import bind
from yaohao.stages.draw.operations.commit_number import commit_number
from yaohao.stages.draw.operations.draw import draw
from yaohao.stages.draw.operations.freeze import ask_freeze, freeze
from yaohao.stages.draw.operations.happening import annul, postpone
from yaohao.stages.draw.operations.hold_session import (
    add_draw,
    close_session,
    open_session,
    renew_code,
)
from yaohao.stages.draw.operations.key_shares import hand_share, restore_key
from yaohao.stages.draw.operations.note_drand import note_drand
from yaohao.stages.draw.operations.objecting import answer_objection, raise_objection
from yaohao.stages.draw.operations.open_assignments import open_assignments
from yaohao.stages.draw.operations.open_at_door import open_at_door
from yaohao.stages.draw.operations.open_number import open_number
from yaohao.stages.draw.operations.prepare import prepare
from yaohao.stages.draw.operations.publish_probabilities import publish_probabilities
from yaohao.stages.draw.operations.read_visits import read_door_proof, read_visits
from yaohao.stages.draw.operations.replace_source import replace_source, report_failure
from yaohao.stages.draw.operations.reveal import reveal
from yaohao.stages.draw.operations.set_opening import set_opening
from yaohao.stages.draw.operations.substitute import (
    ask_substitute,
    note_substitute_drand,
    replace_after_door,
    type_substitute_dice,
)
from yaohao.stages.draw.operations.take_assignment import take_assignment
from yaohao.stages.draw.operations.take_seat import (
    release_seat,
    resume_seat,
    take_seat,
    withdraw_seat,
)
from yaohao.stages.draw.operations.teams import Seat, check_teams, find_places
from yaohao.stages.draw.operations.testify import compare_list, press_start, sign_records
from yaohao.stages.draw.operations.type_dice import type_dice, type_lottery

__all__ = [
    "Refused",
    "Seat",
    "abort",
    "add_draw",
    "announce",
    "annul",
    "answer_objection",
    "ask_abort",
    "ask_freeze",
    "ask_substitute",
    "bind",
    "check_teams",
    "close_session",
    "commit_number",
    "compare_list",
    "draw",
    "find_places",
    "freeze",
    "hand_share",
    "note_drand",
    "note_substitute_drand",
    "open_assignments",
    "open_at_door",
    "open_number",
    "open_session",
    "postpone",
    "prepare",
    "press_start",
    "publish_probabilities",
    "raise_objection",
    "read_door_proof",
    "read_visits",
    "release_seat",
    "renew_code",
    "replace_after_door",
    "replace_source",
    "report_failure",
    "restore_key",
    "resume_seat",
    "reveal",
    "set_opening",
    "sign_records",
    "take_assignment",
    "take_seat",
    "type_dice",
    "type_lottery",
    "type_substitute_dice",
    "withdraw_seat",
]
