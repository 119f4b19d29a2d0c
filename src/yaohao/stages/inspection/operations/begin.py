"""From an opened envelope, or from a cause, to an inspection with scheme and checklist."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import Bureau, User
from yaohao.ground.accounts.rules import Role
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.assignments import Member as Drawn
from yaohao.stages.draw.assignments import visit_source
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.operations import take_assignment
from yaohao.stages.inspection.checklist import make_checklist, version_in_force
from yaohao.stages.inspection.files import keep
from yaohao.stages.inspection.gate import back_to_the_team, recused_words, words
from yaohao.stages.inspection.models import Cause, Inspection, Member
from yaohao.stages.inspection.recusing import fill
from yaohao.stages.inspection.rules import (
    LEAST_OFFICERS,
    TRANSITIONS,
    Act,
    CauseKind,
    Origin,
    State,
)
from yaohao.stages.inspection.teaming import differs, follow_lot
from yaohao.stages.planning.rules import ROLES
from yaohao.stages.registers.lacks import lack_words
from yaohao.stages.registers.models import InspectionObject, Item, Officer, Recusal
from yaohao.stages.registers.queries.fitness import lacks_on

CAUSE_MAKERS = (Role.CLERK, Role.SECTION_HEAD)


@operation("inspection.inspection.begin", article="8")
def begin(*, by: User, number: str, position: int, round_number: int = 1) -> Inspection:
    """Take the envelope to work: scheme and checklist from the item version in force today.

    Pressing twice, or the second officer of the team, finds the same inspection; a substitute joins
    it, and the head approves the visit with the team that goes. Who comes for a recused officer
    joins the visit that is under way. Refused for an envelope that is not open to `by`, for who was
    recused, and when the item is not in force any more.
    """
    found = take_assignment(by=by, number=number, position=position, round_number=round_number)
    place = Inspection.objects.select_for_update(of=("self",)).select_related("object").filter(
        draw__number=number, round=round_number, position=position
    )  # fmt: skip
    present = place.first()
    if present is None:
        draw = Draw.objects.select_for_update(of=("self",)).select_related(
            "bureau", "line__item", "line__section"
        ).get(number=number)  # fmt: skip
        present = place.first()
    if present:
        changed = _joined(present, found.team, by)
        record(by=by, subject=present.subject, changed=changed)
        return present
    today = timezone.localdate()
    inspection = Inspection.objects.create(
        bureau=draw.bureau,
        number=_number(draw, round_number, position),
        origin=Origin.RANDOM.value,
        draw=draw,
        round=round_number,
        position=position,
        line=draw.line,
        object=InspectionObject.objects.of(draw.bureau).get(object_id=found.object_id),
        item=version_in_force(draw.line.item, today),
        section=draw.line.section,
        visit=visit_source(draw, (round_number, position)),
        nth=found.nth,
        limit=found.limit,
        planned_on=max(today, draw.planned(round_number).start),
        made_by=by,
        made_at=timezone.now(),
    )
    team = follow_lot(inspection, found.team)
    make_checklist(inspection)
    record(by=by, subject=inspection.subject, changed=[inspection, *team])
    return inspection


def _joined(present: Inspection, team: tuple[Drawn, ...], by: User) -> list[Model]:
    """Put a place that was drawn again into an inspection that has not begun at the door, and who
    comes for a recused officer into one that has."""
    if gone := recused_words(present, by):
        raise Refused(gone)
    before = State(present.state) in TRANSITIONS[Act.CHANGE_TEAM][0]
    came = fill(present, team) if before or present.state == State.RUNNING.value else []
    if not before or not differs(present, team):
        return came
    members = follow_lot(present, team)
    back_to_the_team(present)
    return [present, *came, *members]


def _number(draw: Draw, round_number: int, position: int) -> str:
    """`140700-2026-001-007`; of a later round `140700-2026-001-2-007`."""
    part = "" if round_number == 1 else f"{round_number}-"
    return f"{draw.number}-{part}{position + 1:03d}"


@operation("inspection.inspection.begin-for-cause", article="5")
def begin_for_cause(
    *,
    by: User,
    object_pk: int,
    item_pk: int,
    officers: Iterable[int],
    cause: Mapping[str, Any],
    planned_on: date,
    scan: bytes = b"",
) -> Inspection:
    """Prepare a visit without a draw; never counted as random (article 5).

    `cause`: kind, source, document, received_on, summary, emergency, emergency_reason. Refused
    without a source document, with fewer than two officers whose certificates are valid on
    `planned_on`, and with an officer who must not visit this enterprise.
    """
    bureau = Bureau.objects.select_for_update().get(pk=by.bureau_id)
    if not by.holds(*CAUSE_MAKERS):
        raise Refused(_("Your role does not allow this act."))
    firm = InspectionObject.objects.of(bureau).get(pk=object_pk)
    item = Item.objects.of(bureau).get(pk=item_pk)
    team = _team(bureau, firm, officers, planned_on)
    year = timezone.localdate().year
    made = Inspection.objects.filter(
        bureau=bureau, origin=Origin.CAUSE.value, made_at__year=year
    ).count()
    number = f"{bureau.code}-Y-{year}-{made + 1:03d}"
    inspection = Inspection.objects.create(
        bureau=bureau,
        number=number,
        origin=Origin.CAUSE.value,
        object=firm,
        item=version_in_force(item, planned_on),
        section=by.section,
        visit=f"cause:{number}",
        planned_on=planned_on,
        made_by=by,
        made_at=timezone.now(),
    )
    for officer, role in zip(team, ROLES, strict=False):
        Member.objects.create(
            inspection=inspection, officer=officer, role=role, certificate=officer.certificate
        )
    make_checklist(inspection)
    source = _cause(inspection, cause, keep(scan) if scan else "")
    record(by=by, subject=inspection.subject, changed=[inspection, source])
    return inspection


def _team(
    bureau: Bureau, firm: InspectionObject, officers: Iterable[int], on: date
) -> list[Officer]:
    chosen = list(dict.fromkeys(officers))
    team: list[Officer] = list(Officer.objects.of(bureau).valid(on).filter(pk__in=chosen))
    if len(team) != len(chosen) or not LEAST_OFFICERS <= len(team) <= len(ROLES):
        raise Refused(
            _("Choose two or three officers whose certificates are valid on %(day)s.") % {"day": on}
        )
    missing = lacks_on(team, on)
    if missing:
        raise Refused(
            "；".join(
                f"{one.officer.name}: {lack_words(one.officer, one.lack, one.leaves)}"
                for one in missing.values()
            )
        )
    barred = Recusal.objects.filter(officer__in=team, object=firm, lifted_on=None).first()
    if barred:
        raise Refused(
            _("%(officer)s must not inspect this enterprise (recusal).")
            % {"officer": barred.officer.name}
        )
    return sorted(team, key=lambda officer: chosen.index(officer.pk))


def _cause(inspection: Inspection, cause: Mapping[str, Any], scan: str) -> Cause:
    emergency = bool(cause.get("emergency"))
    why = str(cause.get("emergency_reason", "")).strip()
    if emergency and not why:
        raise Refused(_("Say why the visit cannot wait for the approval."))
    return Cause.objects.create(
        inspection=inspection,
        kind=CauseKind(cause["kind"]).value,
        source=words(str(cause.get("source", "")), _("Say who sent the document.")),
        document=words(
            str(cause.get("document", "")),
            _("Without a source document nobody is inspected off the plan (article 5)."),
        ),
        received_on=cause["received_on"],
        summary=words(str(cause.get("summary", "")), _("Say in short what the document says.")),
        scan=scan,
        emergency=emergency,
        emergency_reason=why if emergency else "",
    )
