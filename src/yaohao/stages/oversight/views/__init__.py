"""Pages of those who watch: tasks, exceptions, complaints, statistics."""

from yaohao.stages.oversight.views.complaints import add, complaint, complaint_act, complaints
from yaohao.stages.oversight.views.completion import completion
from yaohao.stages.oversight.views.coverage import coverage_map
from yaohao.stages.oversight.views.fairness import fairness
from yaohao.stages.oversight.views.load import load
from yaohao.stages.oversight.views.statistics import statistics
from yaohao.stages.oversight.views.watching import evidence, exceptions, task, tasks

__all__ = [
    "add",
    "complaint",
    "complaint_act",
    "complaints",
    "completion",
    "coverage_map",
    "evidence",
    "exceptions",
    "fairness",
    "load",
    "statistics",
    "task",
    "tasks",
]
