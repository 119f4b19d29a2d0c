"""The acts of the trail in words, for the time line of a task.

A test walks through the operations of all stages: an act without words here is found.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yaohao.stages.followup.wording import ACTIONS as FOLLOWUP
from yaohao.stages.inspection.wording import ACTIONS as INSPECTION

ACTIONS: dict[str, Promise] = {
    "draw.team.check": _("Officers looked at again before their envelopes are opened"),
    "draw.team.find": _("Officer who may not go found"),
    "planning.unused.report": _("Items unused for five years reported"),
    "planning.visit.take-past": _("Earlier visits, not proven, taken into the visit book"),
    **INSPECTION,
    **FOLLOWUP,
    "planning.plan.draft": pgettext_lazy("act", "Plan begun"),
    "planning.plan.file": pgettext_lazy("act", "Plan filed with the hall"),
    "planning.line.add": pgettext_lazy("act", "Plan line drafted"),
    "planning.line.change": pgettext_lazy("act", "Plan line changed"),
    "planning.line.remove": pgettext_lazy("act", "Plan line removed"),
    "planning.line.submit": pgettext_lazy("act", "Plan line submitted"),
    "planning.line.return": pgettext_lazy("act", "Plan line returned"),
    "planning.line.opine": pgettext_lazy("act", "Section gave its opinion"),
    "planning.line.resolve": pgettext_lazy("act", "Resolution of the leading group noted"),
    "planning.line.recall": pgettext_lazy("act", "Plan line taken back"),
    "planning.line.amend": pgettext_lazy("act", "Amendment of a plan line begun"),
    "planning.line.begin_draw": pgettext_lazy("act", "Draw of a plan line announced"),
    "planning.organ.appoint": pgettext_lazy("act", "Member of an organ entered"),
    "planning.organ.dismiss": pgettext_lazy("act", "Membership ended"),
    "planning.scenario.begin": pgettext_lazy("act", "Simulation begun"),
    "planning.scenario.keep": pgettext_lazy("act", "Simulation kept"),
    "planning.scenario.fail": pgettext_lazy("act", "Simulation failed"),
    "planning.scenario.remove": pgettext_lazy("act", "Simulation removed"),
    "planning.line.approve": pgettext_lazy("act", "Plan line approved"),
    "planning.plan.copy": pgettext_lazy("act", "Last year's plan copied"),
    "planning.cycle.open": pgettext_lazy("act", "Cycle opened"),
    "planning.cycle.change": pgettext_lazy("act", "Days of a cycle changed"),
    "planning.cycle.remove": pgettext_lazy("act", "Cycle removed"),
    "oversight.evidence.take": pgettext_lazy("act", "Evidence taken along"),
    "draw.opening.set": pgettext_lazy("act", "Opening of the envelopes arranged"),
    "draw.probabilities.publish": pgettext_lazy("act", "Probabilities published"),
    "planning.cap.set": pgettext_lazy("act", "Limit of visits set"),
    "planning.visit.book": pgettext_lazy("act", "Visit booked"),
    "planning.visit.hold": pgettext_lazy("act", "Visit about to take place"),
    "planning.visit.complete": pgettext_lazy("act", "Visit took place"),
    "planning.visit.void": pgettext_lazy("act", "Visit made void"),
    "draw.draw.prepare": pgettext_lazy("act", "Draw prepared"),
    "draw.draw.announce": pgettext_lazy("act", "Draw announced"),
    "draw.freeze.ask": pgettext_lazy("act", "Freeze asked for"),
    "draw.pool.freeze": pgettext_lazy("act", "List frozen"),
    "draw.number.commit": pgettext_lazy("act", "Witness committed to a number"),
    "draw.round.bind": pgettext_lazy("act", "Officers and caps bound"),
    "draw.number.open": pgettext_lazy("act", "Witness's number opened"),
    "draw.dice.type": pgettext_lazy("act", "Dice typed"),
    "draw.lottery.type": pgettext_lazy("act", "Numbers of a lottery typed"),
    "draw.drand.note": pgettext_lazy("act", "Signature of drand entered"),
    "draw.failure.report": pgettext_lazy("act", "Lottery reported as not drawn"),
    "draw.source.replace": pgettext_lazy("act", "Fallback of a source let in"),
    "draw.share.hand": pgettext_lazy("act", "Share of a key handed over"),
    "draw.key.restore": pgettext_lazy("act", "Key put together from two shares"),
    "draw.draw.draw": pgettext_lazy("act", "Drawn and sealed"),
    "draw.assignment.open": pgettext_lazy("act", "Envelopes opened to the officers"),
    "draw.assignment.read": pgettext_lazy("act", "Assignments read"),
    "draw.assignment.take": pgettext_lazy("act", "Assignment taken to work"),
    "draw.assignment.show": pgettext_lazy("act", "Envelope shown at the door"),
    "draw.proof.read": pgettext_lazy("act", "Door proof handed over"),
    "draw.draw.reveal": pgettext_lazy("act", "Draw revealed"),
    "draw.abort.ask": pgettext_lazy("act", "Proposed to break a draw off"),
    "draw.draw.abort": pgettext_lazy("act", "Draw broken off"),
    "draw.assignment.annul": pgettext_lazy("act", "Visit void by the register"),
    "draw.assignment.postpone": pgettext_lazy("act", "Visit postponed"),
    "draw.substitute.ask": pgettext_lazy("act", "Substitute asked for"),
    "draw.substitute.dice": pgettext_lazy("act", "Dice for a substitute typed"),
    "draw.substitute.drand": pgettext_lazy("act", "Signature of drand for a substitute entered"),
    "publication.proposal.propose": pgettext_lazy("act", "Publication proposed"),
    "publication.proposal.approve": pgettext_lazy("act", "Table made public"),
    "publication.proposal.return": pgettext_lazy("act", "Publication returned"),
    "publication.proposal.take-back": pgettext_lazy("act", "Proposal taken back"),
    "publication.redaction.close": pgettext_lazy("act", "Field closed by law"),
    "publication.redaction.open": pgettext_lazy("act", "Field opened again"),
    "publication.snapshot.withdraw": pgettext_lazy("act", "Table withdrawn"),
    "oversight.complaint.receive": pgettext_lazy("act", "Complaint received"),
    "oversight.complaint.investigate": pgettext_lazy("act", "Investigation begun"),
    "oversight.complaint.find": pgettext_lazy("act", "Finding written"),
    "oversight.complaint.measure": pgettext_lazy("act", "Measure written"),
    "oversight.complaint.answer": pgettext_lazy("act", "Answer written"),
    "oversight.complaint.close": pgettext_lazy("act", "Complaint closed"),
    "oversight.task.read": pgettext_lazy("act", "Time line read"),
}


def action_words(action: str) -> str:
    """The act in words; its code where it has none."""
    return str(ACTIONS.get(action, action))
