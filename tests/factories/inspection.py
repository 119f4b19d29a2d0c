"""Inspections carried to any state by the operations themselves, on a real drawn envelope."""

import io
from typing import Any

from django.utils import timezone
from PIL import Image

from tests.cast import Cast
from tests.factories.draw import Ceremony, officer, ready
from tests.factories.registers import make_item, make_object
from yaohao.ground.accounts.models import User
from yaohao.stages.draw.operations import read_visits
from yaohao.stages.draw.rules import State as DrawState
from yaohao.stages.inspection import operations
from yaohao.stages.inspection.models import Inspection
from yaohao.stages.inspection.rules import Disposal, Outcome, Result, SignerRole, State
from yaohao.stages.registers.models import Officer

PATH = [
    State.PREPARED,
    State.SUBMITTED,
    State.APPROVED,
    State.RUNNING,
    State.RECORDED,
    State.REPORTED,
]


def picture(colour: str = "black", size: tuple[int, int] = (60, 20), form: str = "PNG") -> bytes:
    """A small photo or signature."""
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, form)
    return stream.getvalue()


def task(cast: Cast, *, settings: Any, objects: int = 2) -> Ceremony:
    """A real draw whose envelopes are open to `cast.officer` and `cast.other_officer` alone."""
    settings.YAOHAO_DEMO = True  # the opening hour and the reveal do not wait for the window
    officer(cast.city, cast.officer.full_name, user=cast.officer)
    officer(cast.city, cast.other_officer.full_name, user=cast.other_officer)
    walk = Ceremony(cast=cast, line=ready(cast, objects=objects))
    walk.to(DrawState.OPENING)
    return walk


def drawn(walk: Ceremony, to: State = State.PREPARED, **values: Any) -> Inspection:
    """The first envelope of the task, carried to `to`."""
    envelope = read_visits(by=walk.cast.officer)[0]
    made = operations.begin(by=walk.cast.officer, number=walk.number, position=envelope.position)
    return carry(walk.cast, made, to, **values)


def for_cause(cast: Cast, to: State = State.PREPARED, **cause: Any) -> Inspection:
    """A visit for a complaint by the two officers of the cast; `item` is what they look at."""
    item = cause.pop("item", None)
    chosen = item or make_item(cast.city, content="安全培训；动火审批；应急预案")
    team = [_registered(cast, user) for user in (cast.officer, cast.other_officer)]
    fields = {
        "kind": "complaint",
        "source": "12350举报投诉",
        "document": "举转〔2026〕15号",
        "received_on": timezone.localdate(),
        "summary": "反映夜间违规动火作业",
    } | cause
    made = operations.begin_for_cause(
        by=cast.clerk,
        object_pk=make_object(cast.city).pk,
        item_pk=chosen.pk,
        officers=[one.pk for one in team],
        cause=fields,
        planned_on=timezone.localdate(),
    )
    return carry(cast, made, to)


def carry(cast: Cast, made: Inspection, to: State, **values: Any) -> Inspection:
    """Carry an inspection on until it is in `to`; `fail`: the first question does not conform."""
    for state in PATH[1 : PATH.index(to) + 1]:
        made.refresh_from_db()
        STEPS[state](cast, made, values)
    made.refresh_from_db()
    return made


def _registered(cast: Cast, user: User) -> Officer:
    found = Officer.objects.filter(user=user).first()
    return found or officer(cast.city, user.full_name, user=user)


def _submit(cast: Cast, made: Inspection, _values: dict[str, Any]) -> None:
    operations.change_scheme(
        by=cast.officer, pk=made.pk, revision=made.revision, method="ON_SITE",
        planned_on=made.planned_on or timezone.localdate(), purpose="检查安全生产责任制落实情况",
    )  # fmt: skip
    operations.submit(by=cast.officer, pk=made.pk)


def _approve(cast: Cast, made: Inspection, _values: dict[str, Any]) -> None:
    operations.approve(by=cast.director, pk=made.pk)


def arrive(cast: Cast, made: Inspection, **values: Any) -> None:
    """Arrive and show who one is."""
    fields: dict[str, Any] = {
        "person": "王厂长",
        "identity_shown": True,
        "recusal_told": True,
    } | values
    operations.arrive(by=cast.officer, pk=made.pk, **fields)


def _arrive(cast: Cast, made: Inspection, _values: dict[str, Any]) -> None:
    arrive(cast, made)


def finish(cast: Cast, made: Inspection, *, fail: bool = False) -> None:
    """Answer everything and collect the signatures; what is missing is only the seal."""
    if fail:
        first = made.questions.order_by("number")[0]
        operations.answer(
            by=cast.officer, pk=made.pk, question=first.pk, revision=first.revision,
            result=Result.FAIL, remark="未见记录",
        )  # fmt: skip
        operations.note_problem(
            by=cast.officer, pk=made.pk, text="安全培训记录缺失", question=first.pk
        )
    open_ = made.questions.filter(result="").count()
    operations.pass_rest(by=cast.other_officer, pk=made.pk, open_=open_)
    for user in (cast.officer, cast.other_officer):
        operations.sign(
            by=cast.officer, pk=made.pk, role=SignerRole.OFFICER, name=user.full_name,
            image=picture(),
        )  # fmt: skip
    operations.sign(
        by=cast.officer,
        pk=made.pk,
        role=SignerRole.ENTERPRISE,
        name="王厂长",
        image=picture("blue"),
    )


def seal(cast: Cast, made: Inspection, **values: Any) -> Inspection:
    """Seal the record as it stands."""
    made.refresh_from_db()
    bad = made.problems.exists()
    fields: dict[str, Any] = {
        "revision": made.revision,
        "ended_at": timezone.now(),
        "situation": "现场检查了生产车间和台账。",
        "outcome": Outcome.ORDERED if bad else Outcome.NO_PROBLEM,
        "disposal": Disposal.ORDER if bad else Disposal.NONE,
    }
    return operations.seal_record(by=cast.officer, pk=made.pk, **fields | values)


def _seal(cast: Cast, made: Inspection, values: dict[str, Any]) -> None:
    finish(cast, made, fail=bool(values.get("fail")))
    seal(cast, made)


def _report(cast: Cast, made: Inspection, _values: dict[str, Any]) -> None:
    operations.write_report(
        by=cast.officer, pk=made.pk, revision=made.report.revision,
        parts={"advice": "责令限期整改，按期复查。"},
    )  # fmt: skip
    operations.close_report(by=cast.officer, pk=made.pk)


STEPS = {
    State.SUBMITTED: _submit,
    State.APPROVED: _approve,
    State.RUNNING: _arrive,
    State.RECORDED: _seal,
    State.REPORTED: _report,
}
