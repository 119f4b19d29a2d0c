"""What officers, heads and clerks type."""

from yaohao.stages.inspection.forms.preparing import CauseForm, QuestionForm, ReasonForm, SchemeForm
from yaohao.stages.inspection.forms.recusals import DecisionForm, RecusalForm, SuccessorForm
from yaohao.stages.inspection.forms.reporting import DeliveryForm, ReportForm, SummaryForm
from yaohao.stages.inspection.forms.visiting import (
    AnswerForm,
    ArrivalForm,
    ChangeForm,
    OpenForm,
    PhotoForm,
    ProblemForm,
    RefusalForm,
    RowForm,
    SealForm,
    SignatureForm,
)

__all__ = [
    "AnswerForm",
    "ArrivalForm",
    "CauseForm",
    "ChangeForm",
    "DecisionForm",
    "DeliveryForm",
    "OpenForm",
    "PhotoForm",
    "ProblemForm",
    "QuestionForm",
    "ReasonForm",
    "RecusalForm",
    "RefusalForm",
    "ReportForm",
    "RowForm",
    "SchemeForm",
    "SealForm",
    "SignatureForm",
    "SuccessorForm",
    "SummaryForm",
]
