"""The forms of the acts."""

from yaohao.stages.draw.forms.contributing import CommitForm, DiceForm, DrandForm, LotteryForm
from yaohao.stages.draw.forms.following import (
    AbortForm,
    FailureForm,
    OpenForm,
    OpeningForm,
    PostponeForm,
    RestoreForm,
    SubstituteForm,
)
from yaohao.stages.draw.forms.preparing import (
    BindForm,
    PrepareForm,
    RoundForms,
    SplitForm,
    needs_appointment,
    rounds_of,
)

__all__ = [
    "AbortForm",
    "BindForm",
    "CommitForm",
    "DiceForm",
    "DrandForm",
    "FailureForm",
    "LotteryForm",
    "OpenForm",
    "OpeningForm",
    "PostponeForm",
    "PrepareForm",
    "RestoreForm",
    "RoundForms",
    "SplitForm",
    "SubstituteForm",
    "needs_appointment",
    "rounds_of",
]
