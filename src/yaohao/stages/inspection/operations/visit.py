"""At the place: arrival, answers, problems, photos (articles 15, 16, 17)."""

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from yaohao.ground.accounts.models import User
from yaohao.ground.audit.operations import operation, record
from yaohao.ground.audit.refusal import Refused
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.operations import open_at_door, take_assignment
from yaohao.stages.draw.rules import DRAWN
from yaohao.stages.inspection.files import keep_picture
from yaohao.stages.inspection.gate import (
    advance,
    fresh,
    locked,
    open_to_team,
    problem_of,
    question_of,
    words,
)
from yaohao.stages.inspection.models import Cause, Inspection, Photo, Problem, Question, Record
from yaohao.stages.inspection.rules import Act, Result, State
from yaohao.stages.inspection.teaming import differs, refuse_short_team

RUNNING = frozenset({State.RUNNING})


@operation("inspection.visit.arrive", article="16")
def arrive(
    *, by: User, pk: int, person: str, post: str = "", phone: str = "",
    identity_shown: bool = False, recusal_told: bool = False, recusal_asked: bool = False,
) -> Record:  # fmt: skip
    """Begin the record. The log notes that a drawn envelope is shown at the door.

    Refused unless two officers of the team as the lot has it now are in service, not on leave, and
    hold certificates that are valid today and were shown, and the enterprise was told of its right
    to ask for other officers.
    """
    urgent = Cause.objects.filter(inspection=pk, emergency=True).exists()
    act = Act.ARRIVE_AT_ONCE if urgent else Act.ARRIVE
    inspection = locked(pk=pk, by=by, act=act)
    if not identity_shown:
        raise Refused(_("Show your certificates first and tick it."))
    if not recusal_told:
        raise Refused(_("Tell the enterprise of its right to ask for other officers and tick it."))
    refuse_short_team(inspection, by, timezone.localdate())
    draw, place, number = inspection.draw, inspection.position, inspection.round
    if draw and place is not None:
        shown = _shown(draw, number, place)
        if not shown or draw.state in DRAWN:
            _refuse_redrawn(inspection, by, draw.number, place)
        if not shown:
            open_at_door(by=by, number=draw.number, position=place, round_number=number)
    begun = Record.objects.create(
        inspection=inspection,
        started_at=timezone.now(),
        place=inspection.object.address or inspection.object.name,
        person=person.strip(),
        post=post.strip(),
        phone=phone.strip(),
        identity_shown=True,
        recusal_told=True,
        recusal_asked=recusal_asked or inspection.recusal_requests.exists(),
    )
    advance(inspection, act)
    record(by=by, subject=inspection.subject, changed=[inspection, begun])
    return begun


def _refuse_redrawn(inspection: Inspection, by: User, number: str, place: int) -> None:
    """Nobody goes in the place of a substitute, and the head has approved who goes. An envelope
    that was shown before may be drawn again too, for a granted request (行政处罚法 art. 43)."""
    if inspection.named_roles().filter(successor__user=by).exists():
        return  # named since the lot found nobody: not of the lot's team
    now = take_assignment(by=by, number=number, position=place, round_number=inspection.round)
    if differs(inspection, now.team):
        raise Refused(
            _(
                "A place of the team was drawn again. Take the visit to work anew under “My "
                "visits”; then the head approves the team that goes."
            )
        )


def _shown(draw: Draw, round_number: int, position: int) -> bool:
    shown = draw.openings.filter(round=round_number, position=position, to="enterprise")
    return shown.exists()


@operation("inspection.question.answer", article="15")
def answer(
    *, by: User, pk: int, question: int, revision: int, result: Result, remark: str = ""
) -> Question:
    """Answer one question. The second of two officers is told what the first one wrote."""
    inspection = open_to_team(pk=pk, by=by, states=RUNNING)
    row = question_of(inspection, question)
    fresh(row, revision, f"{row.get_result_display()} {row.remark}".strip() or _("(nothing)"))
    row.result, row.remark = result.value, remark.strip()
    row.answered_by, row.answered_at = by, timezone.now()
    row.revision += 1
    row.save()
    record(by=by, subject=inspection.subject, changed=[row], detail={"question": row.number})
    return row


@operation("inspection.question.pass-rest", article="15")
def pass_rest(*, by: User, pk: int, open_: int) -> int:
    """All questions that are still open conform; `open_` is how many the person saw listed."""
    inspection = open_to_team(pk=pk, by=by, states=RUNNING)
    rows = list(inspection.questions.select_for_update().filter(result="").order_by("number"))
    if len(rows) != open_:
        raise Refused(
            _("Somebody else answered meanwhile: %(count)d questions are open now.")
            % {"count": len(rows)}
        )
    for row in rows:
        row.result, row.answered_by, row.answered_at = Result.PASS.value, by, timezone.now()
        row.revision += 1
    Question.objects.bulk_update(rows, ["result", "answered_by", "answered_at", "revision"])
    record(
        by=by, subject=inspection.subject, changed=rows,
        detail={"questions": [row.number for row in rows]},
    )  # fmt: skip
    return len(rows)


@operation("inspection.problem.note", article="15")
def note_problem(
    *, by: User, pk: int, text: str, question: int | None = None, basis: str = "",
    major: bool = False, on_the_spot: bool = False,
) -> Problem:  # fmt: skip
    """Write down one problem, of a question or of its own."""
    inspection = open_to_team(pk=pk, by=by, states=RUNNING)
    asked = question_of(inspection, question) if question else None
    last = inspection.problems.aggregate(last=Max("number"))["last"] or 0
    problem = Problem.objects.create(
        inspection=inspection,
        number=last + 1,
        question=asked,
        text=words(text, _("Describe the problem.")),
        basis=basis.strip() or (asked.basis if asked else ""),
        major=major,
        on_the_spot=on_the_spot,
        by=by,
        at=timezone.now(),
    )
    record(by=by, subject=inspection.subject, changed=[problem])
    return problem


@operation("inspection.problem.change", article="15")
def change_problem(
    *, by: User, pk: int, problem: int, text: str, basis: str = "", major: bool = False,
    on_the_spot: bool = False,
) -> Problem:  # fmt: skip
    """Write a problem anew before the record is sealed; the trail keeps what it said before."""
    inspection = open_to_team(pk=pk, by=by, states=RUNNING)
    row = problem_of(inspection, problem)
    before = {"text": row.text, "basis": row.basis, "major": row.major}
    row.text = words(text, _("Describe the problem."))
    row.basis, row.major, row.on_the_spot = basis.strip(), major, on_the_spot
    row.save()
    detail = {"problem": row.number, "before": before}
    record(by=by, subject=inspection.subject, changed=[row], detail=detail)
    return row


@operation("inspection.problem.drop", article="15")
def drop_problem(*, by: User, pk: int, problem: int) -> Inspection:
    """Take a problem back before the record is sealed; its photos stay with the visit."""
    inspection = open_to_team(pk=pk, by=by, states=RUNNING)
    row = problem_of(inspection, problem)
    row.photos.update(problem=None)
    record(by=by, subject=inspection.subject, changed=[row], detail={"problem": row.number})
    row.delete()
    return inspection


@operation("inspection.photo.add", article="15")
def add_photo(
    *, by: User, pk: int, content: bytes, filename: str, question: int | None = None,
    problem: int | None = None, caption: str = "",
) -> Photo:  # fmt: skip
    """Keep a photo as it came. The same photo twice is one; what is no photo is refused."""
    inspection = open_to_team(pk=pk, by=by, states=RUNNING)
    picture = keep_picture(content, filename)
    photo, _made = Photo.objects.get_or_create(
        inspection=inspection,
        digest=picture.digest,
        defaults={
            "question": question_of(inspection, question) if question else None,
            "problem": problem_of(inspection, problem) if problem else None,
            "size": picture.size,
            "kind": picture.kind,
            "width": picture.width,
            "height": picture.height,
            "filename": filename[:200],
            "caption": caption.strip(),
            "by": by,
            "at": timezone.now(),
        },
    )
    record(by=by, subject=inspection.subject, changed=[photo], detail={"digest": photo.digest})
    return photo
