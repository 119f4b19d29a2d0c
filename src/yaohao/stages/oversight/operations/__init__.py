"""Receiving and handling complaints; reading a task as an auditor."""

from yaohao.ground.audit.refusal import Refused
from yaohao.stages.oversight.operations.complaints import (
    answer_complaint,
    close_complaint,
    find,
    investigate,
    receive_complaint,
    take_measure,
)
from yaohao.stages.oversight.operations.reading import read_task, take_evidence

__all__ = [
    "Refused",
    "answer_complaint",
    "close_complaint",
    "find",
    "investigate",
    "read_task",
    "receive_complaint",
    "take_evidence",
    "take_measure",
]
