"""The pages of the plan."""

from yaohao.stages.planning.views.caps import cap_set, caps
from yaohao.stages.planning.views.copying import copy
from yaohao.stages.planning.views.cycles import cycle, cycle_open, cycle_remove, cycles
from yaohao.stages.planning.views.decisions import approve, file, remove, return_, submit
from yaohao.stages.planning.views.editing import add, edit, preview
from yaohao.stages.planning.views.organs import organ_add, organ_end, organs
from yaohao.stages.planning.views.overlaps import overlaps
from yaohao.stages.planning.views.process import (
    amend,
    approve_all,
    opine,
    recall,
    resolve,
    submit_all,
)
from yaohao.stages.planning.views.reading import line, lines
from yaohao.stages.planning.views.scenario import compare as scenarios_compared
from yaohao.stages.planning.views.scenario import one as scenario
from yaohao.stages.planning.views.scenarios import again as scenario_again
from yaohao.stages.planning.views.scenarios import list_ as scenarios
from yaohao.stages.planning.views.scenarios import new as scenario_new
from yaohao.stages.planning.views.scenarios import remove as scenario_remove
from yaohao.stages.planning.views.unused import unused

__all__ = [
    "add",
    "amend",
    "approve",
    "approve_all",
    "cap_set",
    "caps",
    "copy",
    "cycle",
    "cycle_open",
    "cycle_remove",
    "cycles",
    "edit",
    "file",
    "line",
    "lines",
    "opine",
    "organ_add",
    "organ_end",
    "organs",
    "overlaps",
    "preview",
    "recall",
    "remove",
    "resolve",
    "return_",
    "scenario",
    "scenario_again",
    "scenario_new",
    "scenario_remove",
    "scenarios",
    "scenarios_compared",
    "submit",
    "submit_all",
    "unused",
]
