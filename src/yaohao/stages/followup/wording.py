"""Acts of this stage in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yaohao.stages.followup.rules import CaseAct

ACTIONS: dict[str, Promise] = {
    "followup.order.draft": pgettext_lazy("act", "Order drafted"),
    "followup.order.issue": pgettext_lazy("act", "Order issued"),
    "followup.order.drop": pgettext_lazy("act", "Draft of the order dropped"),
    "followup.recheck.make": pgettext_lazy("act", "Re-checked"),
    "followup.past.recheck": pgettext_lazy("act", "Re-checked"),
    "registers.past-order.close": pgettext_lazy("act", "Order closed"),
    "followup.case.file": pgettext_lazy("act", "Case filed"),
    "followup.case.notify": pgettext_lazy("act", "Enterprise notified"),
    "followup.case.decide": pgettext_lazy("act", "Penalty decided"),
    "followup.case.execute": pgettext_lazy("act", "Penalty executed"),
    "followup.case.close": pgettext_lazy("act", "Case closed"),
    "followup.case.drop": pgettext_lazy("act", "Case dropped"),
    "followup.case.annul": pgettext_lazy("act", "Decision annulled"),
    "followup.circular.draft": pgettext_lazy("act", "Circular drafted"),
    "followup.circular.change": pgettext_lazy("act", "Circular changed"),
    "followup.circular.submit": pgettext_lazy("act", "Circular submitted"),
    "followup.circular.return": pgettext_lazy("act", "Circular returned"),
    "followup.circular.issue": pgettext_lazy("act", "Circular issued"),
}
CASE_ACTS: dict[CaseAct, Promise] = {
    CaseAct.NOTIFY: _("Note that the enterprise was notified"),
    CaseAct.DECIDE: _("Decide"),
    CaseAct.EXECUTE: _("Note that it was executed"),
    CaseAct.CLOSE: _("Close the case"),
    CaseAct.DROP: _("Drop the case"),
    CaseAct.ANNUL: _("Annul the decision"),
}


def act_words(action: str) -> str:
    """An act of this stage in words; its code where it has none."""
    return str(ACTIONS.get(action, action))
