"""第十七条: 依法进行检查，做到内容明确、程序合法、文书规范。

Approval before the door, certificates shown and rights told at it, two signatures and the
enterprise's or its refusal under the record, and nothing changed behind them.
"""

import pytest

from tests.cast import Cast
from tests.factories.inspection import arrive, finish, for_cause, seal
from yaohao.stages.inspection import operations
from yaohao.stages.inspection.models import Signature
from yaohao.stages.inspection.rules import State


@pytest.mark.parametrize("state", [State.PREPARED, State.SUBMITTED])
def test_no_visit_without_the_heads_approval(cast: Cast, state: State) -> None:
    made = for_cause(cast, state)
    with pytest.raises(operations.Refused):
        arrive(cast, made)


@pytest.mark.parametrize("duty", ["identity_shown", "recusal_told"])
def test_certificates_are_shown_and_the_right_to_recusal_told(cast: Cast, duty: str) -> None:
    made = for_cause(cast, State.APPROVED)
    with pytest.raises(operations.Refused):
        arrive(cast, made, **{duty: False})


def test_the_record_is_signed_by_two_officers_and_the_enterprise(cast: Cast) -> None:
    made = for_cause(cast, State.RUNNING)
    finish(cast, made)
    for signature in list(made.signatures.all()):
        Signature.objects.filter(pk=signature.pk).delete()
        with pytest.raises(operations.Refused):
            seal(cast, made)
        signature.save(force_insert=True)
    assert seal(cast, made).state == "recorded"


def test_a_refusal_to_sign_is_written_down_with_its_reason(cast: Cast) -> None:
    made = for_cause(cast, State.RUNNING)
    finish(cast, made)
    made.signatures.filter(role="enterprise").delete()
    operations.refuse_signature(by=cast.officer, pk=made.pk, name="王厂长", reason="不认可")
    assert seal(cast, made).state == "recorded"


def test_nothing_changes_behind_the_signatures(cast: Cast) -> None:
    made = for_cause(cast, State.RECORDED)
    with pytest.raises(operations.Refused):
        operations.note_problem(by=cast.officer, pk=made.pk, text="事后补记")
