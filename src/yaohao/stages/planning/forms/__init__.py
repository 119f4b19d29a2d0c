"""The forms of the plan."""

from yaohao.stages.planning.forms.decisions import FilingForm, OverloadForm, ReturnForm, UnusedForm
from yaohao.stages.planning.forms.lines import LineForm

__all__ = ["FilingForm", "LineForm", "OverloadForm", "ReturnForm", "UnusedForm"]
