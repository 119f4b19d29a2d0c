"""Acts and places of a team in words."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from yaohao.stages.inspection.models import Inspection, Member
from yaohao.stages.inspection.rules import Plea
from yaohao.stages.planning.teams import departments, place_word

NOBODY: Mapping[str, str] = MappingProxyType({})

ROLES: dict[str, Promise] = {
    "lead": pgettext_lazy("place in the team", "lead"),
    "second": pgettext_lazy("place in the team", "second"),
    "third": pgettext_lazy("place in the team", "third"),
}

ACTIONS: dict[str, Promise] = {
    "inspection.inspection.begin": pgettext_lazy("act", "Inspection begun"),
    "inspection.inspection.begin-for-cause": pgettext_lazy("act", "Inspection for a cause begun"),
    "inspection.scheme.change": pgettext_lazy("act", "Scheme written"),
    "inspection.question.add": pgettext_lazy("act", "Question added beyond the list"),
    "inspection.question.remove": pgettext_lazy("act", "Added question taken back"),
    "inspection.inspection.submit": pgettext_lazy("act", "Submitted to the head"),
    "inspection.inspection.return": pgettext_lazy("act", "Returned to the team"),
    "inspection.inspection.approve": pgettext_lazy("act", "Visit approved"),
    "inspection.inspection.approve-afterwards": pgettext_lazy("act", "Emergency approved"),
    "inspection.inspection.void": pgettext_lazy("act", "Inspection made void"),
    "inspection.member.replace": pgettext_lazy("act", "Another officer goes"),
    "inspection.member.hand-over": pgettext_lazy("act", "Open work handed over"),
    "inspection.visit.arrive": pgettext_lazy("act", "Arrived, certificates shown"),
    "inspection.recusal.ask": pgettext_lazy("act", "Recusal asked for by the enterprise"),
    "inspection.recusal.untick": pgettext_lazy("act", "Tick of a recusal taken back"),
    "inspection.recusal.decide": pgettext_lazy("act", "Recusal decided"),
    "inspection.recusal.draw-again": pgettext_lazy("act", "Place drawn once more"),
    "inspection.recusal.name": pgettext_lazy("act", "Officer named who goes instead"),
    "inspection.question.answer": pgettext_lazy("act", "Question answered"),
    "inspection.question.pass-rest": pgettext_lazy("act", "The rest conforms"),
    "inspection.problem.note": pgettext_lazy("act", "Problem noted"),
    "inspection.problem.change": pgettext_lazy("act", "Problem written anew"),
    "inspection.problem.drop": pgettext_lazy("act", "Problem taken back"),
    "inspection.photo.add": pgettext_lazy("act", "Photo kept"),
    "inspection.record.sign": pgettext_lazy("act", "Record signed"),
    "inspection.record.refuse-signature": pgettext_lazy("act", "Signature refused"),
    "inspection.record.seal": pgettext_lazy("act", "Record sealed"),
    "inspection.report.write": pgettext_lazy("act", "Report written"),
    "inspection.report.close": pgettext_lazy("act", "Report closed"),
    "inspection.report.recount": pgettext_lazy("act", "Deadlines counted again"),
    "inspection.summary.make": pgettext_lazy("act", "Task summed up"),
    "inspection.summary.deliver": pgettext_lazy("act", "Summary delivered to the hall"),
}


PLEAS: dict[Plea, Promise] = {
    Plea.ASKED: pgettext_lazy("recusal", "not decided yet"),
    Plea.GRANTED: pgettext_lazy("recusal", "granted"),
    Plea.REFUSED: pgettext_lazy("recusal", "refused"),
}


def plea(state: Plea) -> str:
    """Where a request for recusal stands, in words."""
    return str(PLEAS[state])


def role_words(role: str, names: Mapping[str, str] = NOBODY) -> str:
    """The place in the team in words; `names`: the departments that fill places of others."""
    return str(ROLES[role]) if role in ROLES else place_word(role, names)


def departments_of(inspection: Inspection) -> Mapping[str, str]:
    """Place to the department whose officer takes it; none for a visit with a cause."""
    return departments(inspection.line) if inspection.line else NOBODY


def member_words(member: Member) -> str:
    """The place of an officer in the team, of the department where there are several."""
    return role_words(member.role, departments_of(member.inspection))


def experts_words(inspection: Inspection) -> str:
    """Who comes along as an expert: names with their numbers in the lists."""
    rows = inspection.experts.select_related("expert").order_by("role")
    return "、".join(f"{one.expert.name}（{one.certificate}）" for one in rows)


def act_words(action: str) -> str:
    """An act of this stage in words; its code where it has none."""
    return str(ACTIONS.get(action, action))
