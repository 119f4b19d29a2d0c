"""Visits of the demo in several states, made by the operations the bureau itself would use.

The drawn ones belong to the two officers who can sign in, where the lot fell on them; the visits
with a cause are always there, so that a newcomer sees every state on the first day.
"""

import io
from datetime import date, timedelta

from django.utils import timezone
from PIL import Image, ImageDraw

from demo.bureaus import who
from demo.chance import Chance
from yaohao.ground.accounts.models import User
from yaohao.stages.followup.operations import draft_order, issue_order
from yaohao.stages.followup.operations.orders import Demand
from yaohao.stages.inspection import operations
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.rules import Disposal, Outcome, Result, SignerRole, State
from yaohao.stages.oversight.operations import receive_complaint
from yaohao.stages.registers.models import InspectionObject, Item, Officer

CAUSES = (
    ("complaint", "12350举报投诉热线", "举转〔%d〕15号", "反映夜间违规动火作业，现场无人监护。"),
    ("superior", "示范省应急管理厅", "示应急交办〔%d〕8号", "对同类事故单位开展核查。"),
    ("transfer", "云泽市消防救援支队", "云消移〔%d〕3号", "移送疏散通道堵塞线索。"),
)
STATES = (State.REPORTED, State.RUNNING, State.SUBMITTED)


def go(today: date) -> list[Inspection]:
    """Three visits with a cause: reported with an order, under way, waiting for approval."""
    made = [_visit(place, today) for place in range(len(CAUSES))]
    for inspection, state in zip(made, STATES, strict=True):
        _carry(inspection, state)
    _order(made[0], today)
    receive_complaint(
        by=who("city-clerk"),
        text="反映检查人员到场后未出示执法证件即要求查阅台账。",
        received_on=today,
        complainant="某企业职工",
        inspection=made[0].pk,
    )
    return made


def _visit(place: int, today: date) -> Inspection:
    kind, source, document, summary = CAUSES[place]
    clerk = who("city-clerk")
    firms = InspectionObject.objects.of(clerk.bureau).drawable().filter(field="OT")
    return operations.begin_for_cause(
        by=clerk,
        object_pk=firms.order_by("object_id")[place * 7].pk,
        item_pk=Item.objects.get(bureau=clerk.bureau, code="AJ-001").pk,
        officers=[officer.pk for officer in _team()],
        cause={
            "kind": kind,
            "source": source,
            "document": document % today.year,
            "received_on": today,
            "summary": summary,
        },
        planned_on=today,
    )


def _team() -> list[Officer]:
    users = [who("city-officer-1"), who("city-officer-2")]
    return [Officer.objects.get(user=user) for user in users]


def _carry(made: Inspection, to: State) -> None:
    by = who("city-officer-1")
    operations.change_scheme(
        by=by, pk=made.pk, revision=made.revision, planned_on=timezone.localdate(),
        method="ON_SITE", purpose="核查来源文件反映的情况，检查安全生产责任制落实情况。",
    )  # fmt: skip
    operations.submit(by=by, pk=made.pk)
    if to is State.SUBMITTED:
        return
    operations.approve(by=who("city-director"), pk=made.pk)
    operations.arrive(
        by=by, pk=made.pk, person=made.object.contact or "现场负责人", post="安全科长",
        phone=made.object.phone, identity_shown=True, recusal_told=True,
    )  # fmt: skip
    if to is State.RUNNING:
        return
    _record(made)
    operations.write_report(
        by=by, pk=made.pk, revision=1, parts={"advice": "责令限期整改，整改期满组织复查。"}
    )
    operations.close_report(by=by, pk=made.pk)


def _record(made: Inspection) -> None:
    by = who("city-officer-1")
    first = made.questions.order_by("number")[0]
    operations.answer(
        by=by, pk=made.pk, question=first.pk, revision=1, result=Result.FAIL, remark="部分岗位缺失"
    )
    operations.note_problem(
        by=by, pk=made.pk, question=first.pk, text="部分岗位未建立安全生产责任制，未组织考核。"
    )
    operations.add_photo(
        by=by, pk=made.pk, content=_picture(made.number, "JPEG"), filename="责任制公示栏.jpg",
        question=first.pk, caption="责任制公示栏",
    )  # fmt: skip
    _answer_rest(made, by)
    operations.refuse_signature(
        by=by, pk=made.pk, name="现场负责人", reason="对部分问题有异议，要求先行核实"
    )
    made.refresh_from_db()
    operations.seal_record(
        by=by, pk=made.pk, revision=made.revision, ended_at=timezone.now(),
        situation="抽查了责任制文件、培训档案和生产现场。", outcome=Outcome.ORDERED,
        disposal=Disposal.ORDER,
    )  # fmt: skip


def sign_all(made: Inspection, by: User) -> None:
    """What is open conforms; the team signs, and so does the enterprise."""
    _answer_rest(made, by)
    operations.sign(
        by=by, pk=made.pk, role=SignerRole.ENTERPRISE, name=made.record.person,
        image=_picture(made.record.person, "PNG"),
    )  # fmt: skip


def _answer_rest(made: Inspection, by: User) -> None:
    operations.pass_rest(by=by, pk=made.pk, open_=made.questions.filter(result="").count())
    for member in made.members.select_related("officer"):
        operations.sign(
            by=by, pk=made.pk, role=SignerRole.OFFICER, name=member.officer.name,
            image=_picture(member.officer.name, "PNG"),
        )  # fmt: skip


def _order(made: Inspection, today: date) -> None:
    by = who("city-officer-1")
    demands = [
        Demand(problem.pk, "补齐各岗位责任制并组织考核", today + timedelta(days=15))
        for problem in made.problems.all()
    ]
    order = draft_order(by=by, inspection=made.pk, demands=demands)
    issue_order(by=by, pk=order.pk, received_by="办公室")


def _picture(seed: str, form: str) -> bytes:
    """Strokes by chance: a signature, or what stands for a photo in an invented bureau."""
    chance = Chance(f"picture {seed}")
    image = Image.new("RGB", (600, 220), "white")
    pen = ImageDraw.Draw(image)
    points = [(20 + 40 * step, 30 + chance.below(160)) for step in range(14)]
    pen.line(points, fill="black", width=5)
    stream = io.BytesIO()
    image.save(stream, form)
    return stream.getvalue()
