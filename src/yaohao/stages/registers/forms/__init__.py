"""Forms of the registers; each field reads what the same column of a sheet would read."""

from yaohao.stages.registers.forms.acts import EndForm
from yaohao.stages.registers.forms.bases import BasisForm, ConfirmForm, MendForm
from yaohao.stages.registers.forms.experts import ExpertForm
from yaohao.stages.registers.forms.items import ItemForm
from yaohao.stages.registers.forms.objects import ObjectForm
from yaohao.stages.registers.forms.officers import OfficerForm
from yaohao.stages.registers.forms.people import LeaveForm, RecusalForm
from yaohao.stages.registers.forms.rows import RowForm
from yaohao.stages.registers.forms.sheets import UploadForm

__all__ = [
    "BasisForm",
    "ConfirmForm",
    "EndForm",
    "ExpertForm",
    "ItemForm",
    "LeaveForm",
    "MendForm",
    "ObjectForm",
    "OfficerForm",
    "RecusalForm",
    "RowForm",
    "UploadForm",
]
