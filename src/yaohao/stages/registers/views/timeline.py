"""What happened to a row, from the trail: acts on it and the sheet that changed it last."""

import json

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yaohao.ground.audit.models import Entry
from yaohao.ground.audit.queries import of_subject
from yaohao.ground.theme.parts import Event
from yaohao.stages.registers.models import ImportRun
from yaohao.stages.registers.rules.kinds import Kind
from yaohao.stages.registers.showing import change_words

ACTS = {
    "registers.object.add": _("Entered in the register"),
    "registers.object.edit": _("Changed"),
    "registers.object.end": _("Ended"),
    "registers.object.resume": _("Back in the register"),
    "registers.object.merge": _("Ended as merged into another object"),
    "registers.object.distinguish": _("Found to be another object"),
    "registers.object.grade": _("Credit grade set"),
    "registers.object.regrade": _("Regraded"),
    "registers.object.list": _("Put on the blacklist"),
    "registers.object.unlist": _("Taken off the blacklist"),
    "registers.listing.propose": _("Proposed for the blacklist"),
    "registers.listing.propose-unlisting": _("Proposed to be taken off the blacklist"),
    "registers.listing.approve": _("Approved"),
    "registers.listing.return": _("Returned"),
    "registers.listing.withdraw": _("Taken back"),
    "registers.officer.add": _("Entered in the register"),
    "registers.officer.edit": _("Changed"),
    "registers.officer.link": _("Account joined or parted"),
    "registers.officer.retire": _("Set out of service"),
    "registers.leave.record": _("Leave noted"),
    "registers.leave.withdraw": _("Leave withdrawn"),
    "registers.recusal.declare-own": _("Recusal declared by the officer"),
    "registers.expert.add": _("Entered in the register"),
    "registers.expert.edit": _("Changed"),
    "registers.recusal.declare-expert": _("Recusal declared"),
    "registers.recusal.lift-expert": _("Recusal lifted"),
    "registers.recusal.declare": _("Recusal declared"),
    "registers.recusal.lift": _("Recusal lifted"),
    "registers.item.add": _("Entered in the list"),
    "registers.item.edit": _("Changed"),
    "registers.item.confirm": _("Confirmed after an amendment"),
    "registers.import.check": _("Sheet checked"),
    "registers.import.receive": _("Sheet received"),
    "registers.import.keep": _("Sheet checked"),
    "registers.import.name": _("Columns named"),
    "registers.import.mend": _("Rows mended"),
    "registers.import.recheck": _("Sheet checked again"),
    "registers.import.confirm": _("Imported"),
    "registers.import.undo": _("Import undone"),
    "registers.import.drop": _("Import dropped"),
}


def events(kind: Kind, subject: str, imported: ImportRun | None = None) -> list[Event]:
    """The time line, newest first."""
    entries = list(of_subject(subject))
    if imported:
        acts = Q(action__in=["registers.import.confirm", "registers.import.undo"])
        entries += list(of_subject(imported.subject).filter(acts))
    entries.sort(key=lambda entry: entry.index, reverse=True)
    return [_event(kind, entry) for entry in entries]


def _event(kind: Kind, entry: Entry) -> Event:
    detail = json.loads(entry.detail) if entry.detail else {}
    lines = [change_words(kind, change) for change in detail.get("changes", [])]
    if target := detail.get("object"):
        lines.append(str(target))
    return Event(
        time=entry.at,
        title=ACTS.get(entry.action, entry.action),
        actor=entry.actor_name,
        text="；".join([*lines, entry.reason] if entry.reason else lines),
    )
