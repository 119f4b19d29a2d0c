"""Preparing: a line has one draw, and K never stands in clear."""

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, transaction
from django.utils import timezone
from fairdraw.digest import sha256
from fairdraw.pool import commitment

from tests.cast import Cast
from tests.factories.accounts import bureau, person
from tests.factories.draw import WINDOW, ceremony, exercise, ready
from tests.factories.planning import filed_line, plan_item
from yaohao.ground.accounts.rules import Role
from yaohao.ground.keys.models import Secret
from yaohao.ground.keys.queries import read
from yaohao.stages.draw.choosing import Choice
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.operations import Refused, abort, ask_abort, prepare
from yaohao.stages.draw.rules import State
from yaohao.stages.planning.models import Line


def test_the_commitment_is_to_the_key_in_the_vault(cast: Cast) -> None:
    draw = ceremony(cast).prepare()
    key = read(f"draw/{draw.number}/key")
    assert len(key) == 32
    assert draw.commitment == commitment(key, sha256).hex()
    assert key not in bytes(Secret.objects.get(name=f"draw/{draw.number}/key").sealed)


def test_numbers_count_up_and_exercises_have_their_own(cast: Cast) -> None:
    year = timezone.localdate().year
    first, second = ready(cast), ready(cast)
    assert ceremony(cast, line=first).prepare().number == f"140700-{year}-001"
    assert ceremony(cast, line=second).prepare().number == f"140700-{year}-002"
    assert exercise(cast, line=first).prepare().number == f"140700-{year}-YL001"


def test_a_line_is_drawn_once(cast: Cast) -> None:
    line = ready(cast)
    draw = ceremony(cast, line=line).prepare()
    with pytest.raises(Refused, match=draw.number):
        prepare(by=cast.other_clerk, line=line.pk)
    assert Draw.objects.count() == 1


def test_the_database_refuses_a_second_attempt_too(cast: Cast) -> None:
    draw = ceremony(cast).prepare()
    with pytest.raises(IntegrityError), transaction.atomic():
        Draw.objects.create(
            bureau=draw.bureau,
            line=draw.line,
            number="140700-2026-999",
            plan_key="another",
            commitment="0" * 64,
            prepared_by=cast.clerk,
            prepared_at=draw.prepared_at,
        )


def test_one_exercise_at_a_time_and_another_after_the_reveal(cast: Cast) -> None:
    line = ready(cast)
    first = exercise(cast, line=line)
    first.prepare()
    with pytest.raises(Refused):
        exercise(cast, line=line).prepare()
    first.to(State.REVEALED)
    assert exercise(cast, line=line).prepare().number.endswith("YL002")


def test_an_exercise_does_not_stand_in_the_way_of_the_draw(cast: Cast) -> None:
    line = ready(cast)
    exercise(cast, line=line).prepare()
    assert ceremony(cast, line=line).prepare().exercise is False


def test_only_a_clerk_prepares(cast: Cast) -> None:
    line = ready(cast)
    with pytest.raises(Refused):
        prepare(by=cast.director, line=line.pk)


def test_a_line_of_another_bureau_does_not_exist(cast: Cast) -> None:
    line = ready(cast)
    with pytest.raises(Line.DoesNotExist):
        prepare(by=cast.stranger, line=line.pk)


@pytest.mark.parametrize("dice", ["", "d20"])
def test_a_draw_that_counts_needs_dice_that_are_known(cast: Cast, dice: str) -> None:
    with pytest.raises(Refused):
        prepare(by=cast.clerk, line=ready(cast).pk, choice=Choice(dice=dice))


def test_an_exercise_has_known_dice_or_none(cast: Cast) -> None:
    with pytest.raises(Refused):
        prepare(by=cast.clerk, line=ready(cast).pk, choice=Choice(exercise=True, dice="d20"))


def test_two_bureaus_of_one_region_do_not_announce_the_same_line(
    cast: Cast, settings: LazySettings
) -> None:
    settings.YAOHAO_DEMO = True
    run = ceremony(cast)
    draw = run.to(State.FROZEN)
    twin = bureau("140700K", "榆川经济开发区应急管理局")
    item = plan_item(twin, code=draw.line.item.code)
    line = filed_line(twin, item=item, window=WINDOW)
    other = person(twin, "twin-clerk", "同区规", Role.CLERK)
    with pytest.raises(Refused, match=draw.number):
        prepare(by=other, line=line.pk)
    ask_abort(by=cast.clerk, number=draw.number, cause="设备故障")
    abort(by=cast.director, number=draw.number)
    run.reveal()
    assert prepare(by=other, line=line.pk).attempt == 2  # the log counts by the key
