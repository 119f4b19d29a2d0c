"""At the place: answers, problems, photos, signatures, the seal."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.factories.inspection import arrive, finish, for_cause, picture, seal
from tests.factories.registers import make_officer
from yaohao.stages.inspection import operations
from yaohao.stages.inspection.files import read
from yaohao.stages.inspection.models import Inspection, Photo
from yaohao.stages.inspection.operations import Refused
from yaohao.stages.inspection.rules import Disposal, Outcome, Result, SignerRole, State
from yaohao.stages.registers.models import Officer


def first(made: Inspection) -> Any:
    return made.questions.order_by("number")[0]


def test_nobody_arrives_before_the_approval(cast: Cast) -> None:
    made = for_cause(cast, State.SUBMITTED)
    with pytest.raises(Refused):
        arrive(cast, made)


@pytest.mark.parametrize("missing", ["identity_shown", "recusal_told"])
def test_certificates_are_shown_and_rights_told(cast: Cast, missing: str) -> None:
    made = for_cause(cast, State.APPROVED)
    with pytest.raises(Refused):
        arrive(cast, made, **{missing: False})
    assert Inspection.objects.get(pk=made.pk).state == "approved"


def test_a_certificate_that_ended_stops_the_visit_at_the_door(cast: Cast) -> None:
    made = for_cause(cast, State.APPROVED)
    yesterday = timezone.localdate() - timedelta(days=1)
    Officer.objects.filter(user=cast.other_officer).update(valid_to=yesterday)
    with pytest.raises(Refused):
        arrive(cast, made)


def test_an_emergency_arrives_at_once_and_is_approved_afterwards(cast: Cast) -> None:
    made = for_cause(cast, emergency=True, emergency_reason="危化品泄漏")
    arrive(cast, made)
    finish(cast, made)
    seal(cast, made)
    made.refresh_from_db()
    operations.write_report(by=cast.officer, pk=made.pk, revision=1, parts={"advice": "整改"})
    with pytest.raises(Refused):
        operations.close_report(by=cast.officer, pk=made.pk)
    operations.approve_afterwards(by=cast.director, pk=made.pk)
    with pytest.raises(Refused):
        operations.approve_afterwards(by=cast.deputy, pk=made.pk)
    assert operations.close_report(by=cast.officer, pk=made.pk).closed_at


def test_an_emergency_says_why_it_cannot_wait(cast: Cast) -> None:
    with pytest.raises(Refused):
        for_cause(cast, emergency=True, emergency_reason="")


def test_the_second_officer_is_told_what_the_first_wrote(cast: Cast) -> None:
    made = for_cause(cast, State.RUNNING)
    asked = first(made)
    operations.answer(
        by=cast.officer,
        pk=made.pk,
        question=asked.pk,
        revision=1,
        result=Result.PASS,
        remark="齐全",
    )
    with pytest.raises(Refused, match="齐全"):
        operations.answer(
            by=cast.other_officer, pk=made.pk, question=asked.pk, revision=1, result=Result.FAIL
        )
    asked.refresh_from_db()
    assert (asked.result, asked.answered_by) == ("pass", cast.officer)


def test_the_rest_passes_only_as_it_was_listed(cast: Cast) -> None:
    made = for_cause(cast, State.RUNNING)
    with pytest.raises(Refused):
        operations.pass_rest(by=cast.officer, pk=made.pk, open_=2)
    assert operations.pass_rest(by=cast.officer, pk=made.pk, open_=3) == 3


def test_an_officer_who_is_not_of_the_team_writes_nothing(cast: Cast) -> None:
    made = for_cause(cast, State.RUNNING)
    make_officer(cast.city, user=cast.head)
    with pytest.raises(Refused):
        operations.pass_rest(by=cast.head, pk=made.pk, open_=3)


def test_photos_are_kept_as_they_came_and_once(cast: Cast) -> None:
    made = for_cause(cast, State.RUNNING)
    content = picture("red", (300, 200), "JPEG")
    for _ in range(2):
        photo = operations.add_photo(by=cast.officer, pk=made.pk, content=content, filename="a.jpg")
    assert Photo.objects.count() == 1
    assert (photo.kind, photo.width, photo.height) == ("jpeg", 300, 200)
    assert read(photo.digest) == content


@pytest.mark.parametrize(
    "content",
    [b"", b"MZ\x90", b"<svg/>", picture("red", (300, 200), "JPEG")[:400], picture(form="GIF")],
)
def test_what_is_no_photo_is_refused_by_name(cast: Cast, content: bytes) -> None:
    made = for_cause(cast, State.RUNNING)
    with pytest.raises(Refused, match=r"现场\.jpg"):
        operations.add_photo(by=cast.officer, pk=made.pk, content=content, filename="现场.jpg")
    assert not Photo.objects.exists()


def test_a_record_with_an_open_question_is_not_sealed(cast: Cast) -> None:
    made = for_cause(cast, State.RUNNING)
    with pytest.raises(Refused, match="安全培训"):
        seal(cast, made)


def test_a_failed_question_needs_its_problem(cast: Cast) -> None:
    made = for_cause(cast, State.RUNNING)
    operations.answer(
        by=cast.officer, pk=made.pk, question=first(made).pk, revision=1, result=Result.FAIL
    )
    finish(cast, made)
    with pytest.raises(Refused):
        seal(cast, made)


def test_signatures_or_the_refusal_with_its_reason(cast: Cast) -> None:
    made = for_cause(cast, State.RUNNING)
    operations.pass_rest(by=cast.officer, pk=made.pk, open_=3)
    for name, image in (("路人", picture()), (cast.officer.full_name, b"")):
        with pytest.raises(Refused):
            operations.sign(
                by=cast.officer, pk=made.pk, role=SignerRole.OFFICER, name=name, image=image
            )
    for user in (cast.officer, cast.other_officer):
        with pytest.raises(Refused):
            seal(cast, made)
        operations.sign(
            by=cast.officer, pk=made.pk, role=SignerRole.OFFICER, name=user.full_name,
            image=picture(),
        )  # fmt: skip
    with pytest.raises(Refused):
        operations.refuse_signature(by=cast.officer, pk=made.pk, name="王厂长", reason="")
    operations.refuse_signature(by=cast.officer, pk=made.pk, name="王厂长", reason="对结果有异议")
    assert seal(cast, made).state == "recorded"


@pytest.mark.parametrize(
    ("fail", "outcome"),
    [(True, Outcome.NO_PROBLEM), (False, Outcome.ORDERED), (False, Outcome.PENDING)],
)
def test_the_result_fits_what_was_found(cast: Cast, fail: bool, outcome: Outcome) -> None:
    made = for_cause(cast, State.RUNNING)
    finish(cast, made, fail=fail)
    with pytest.raises(Refused):
        seal(cast, made, outcome=outcome, disposal=Disposal.NONE)


@pytest.mark.parametrize("hours", [-2, 2])
def test_the_end_lies_after_the_beginning_and_not_ahead(cast: Cast, hours: int) -> None:
    made = for_cause(cast, State.RUNNING)
    finish(cast, made)
    with pytest.raises(Refused):
        seal(cast, made, ended_at=timezone.now() + timedelta(hours=hours))


def test_after_the_seal_nothing_changes(cast: Cast) -> None:
    made = for_cause(
        cast,
        State.RECORDED,
    )
    acts: list[Any] = [
        lambda: operations.pass_rest(by=cast.officer, pk=made.pk, open_=0),
        lambda: operations.note_problem(by=cast.officer, pk=made.pk, text="补记"),
        lambda: operations.add_photo(
            by=cast.officer, pk=made.pk, content=picture(), filename="a.png"
        ),
        lambda: operations.sign(
            by=cast.officer, pk=made.pk, role=SignerRole.ENTERPRISE, name="李", image=picture()
        ),
        lambda: operations.answer(
            by=cast.officer, pk=made.pk, question=first(made).pk, revision=2, result=Result.FAIL
        ),
        lambda: seal(cast, made),
    ]
    for act in acts:
        with pytest.raises(Refused):
            act()
    assert len(made.record.digest) == 64
