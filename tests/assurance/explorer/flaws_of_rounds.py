"""Seeded flaws in what came with several rounds: sources, cosigners, shares, borrowed officers."""

from dataclasses import replace
from typing import Any

from fairdraw.verify import verify

from tests.assurance.explorer.flaws import BOUND, OPENED, SEALED, Flaw, Patch, operation
from yaohao.ground.accounts.models import User
from yaohao.ground.keys.models import Secret
from yaohao.ground.keys.operations import keep
from yaohao.stages.draw.models import Draw, Failure, Where
from yaohao.stages.draw.queries.sealed import certificate_of, opened_to, visits_now


def known_issue(patch: Patch) -> None:
    """Once real: the issue that gave round 1 its numbers is bound to round 2, as one to come."""
    patch.setattr(operation("bind"), "_refuse_known", lambda *_given: None)


def numbers_before_the_quorum(patch: Patch) -> None:
    """Nobody waits for cosignatures."""
    for name in ("open_number", "type_dice", "draw"):
        patch.setattr(operation(name), "refuse_held", lambda *_given: None)


def fallback_alone(patch: Patch) -> None:
    """Whoever reported a failure lets the fallback in, under another's name."""
    module = operation("replace_source")
    locked_round = module.locked_round

    def in_another_name(*, by: User, **values: Any) -> Draw:
        draw: Draw = locked_round(by=by, **values)
        another = User.objects.filter(bureau=by.bureau_id).exclude(pk=by.pk)[0]
        Failure.objects.filter(draw=draw, reported_by=by).update(reported_by=another)
        return draw

    patch.setattr(module, "locked_round", in_another_name)


def replaced_when_known(patch: Patch) -> None:
    """A source is replaced although its numbers are in the log, because they are unwelcome."""
    module = operation("replace_source")
    progress = module.progress
    nothing: frozenset[str] = frozenset()
    patch.setattr(module, "progress", lambda draw: replace(progress(draw), valued=nothing))


def share_twice(patch: Patch) -> None:
    """A share stays in the house and is handed to whoever asks."""
    module = operation("key_shares")
    locked = module.locked

    def untaken(**values: Any) -> Draw:
        draw: Draw = locked(**values)
        draw.shares.update(taken_by=None, taken_at=None)
        return draw

    patch.setattr(module, "locked", untaken)
    patch.setattr(module, "forget", lambda **_values: None)


def flattering_level(patch: Patch) -> None:
    """The product shows a better level than the record proves."""
    patch.setattr(
        operation("reveal"), "verify", lambda data: replace(verify(data), level="cosigned")
    )


def later_round_rewrites(patch: Patch) -> None:
    """The second round puts its result in the place of the first one's too."""
    module = operation("draw")
    keep_result = module._keep

    def twice(prefix: str, result: Any) -> None:
        keep_result(prefix, result)
        first, found, _number = prefix.partition("/round-")
        if found:
            Secret.objects.filter(name=f"{first}/result").delete()
            keep(name=f"{first}/result", plain=b"".join(line + b"\n" for line in result.lines))

    patch.setattr(module, "_keep", twice)


def second_question(patch: Patch) -> None:
    """A second question for a place is put while one is open: the better answer counts."""
    module = operation("substitute")
    locked = module.locked

    def forgotten(**values: Any) -> Draw:
        draw: Draw = locked(**values)
        draw.substitutions.filter(done=None).update(role="gone")
        return draw

    patch.setattr(module, "locked", forgotten)


def guests_see_all(patch: Patch) -> None:
    """A borrowed officer takes every opened envelope of the bureau that borrowed."""
    module = operation("take_assignment")

    def everything(draw: Draw, certificate: str) -> dict[Where, Any]:
        guest = User.objects.get(username="guest")
        if certificate != certificate_of(guest):
            return opened_to(draw, certificate)
        opened = set(draw.openings.filter(to="officers").values_list("round", "position"))
        return {at: visit for at, visit in visits_now(draw).items() if at in opened}

    patch.setattr(module, "opened_to", everything)


COSIGNED = (*BOUND, "hand_in", "open_number")
BY_LOTTERY = (*COSIGNED, "wait", "type_lottery", "type_lottery")
SECOND_ROUND = (*SEALED, *BOUND[4:], "open_number", "type_dice", "type_dice")
LATER = "what decides comes later"
ROUND_FLAWS = (
    Flaw("known issue", known_issue, "clerk", (*BY_LOTTERY, "draw", "commit_number"), LATER,
         kind="lottery"),
    Flaw("numbers before the quorum", numbers_before_the_quorum, "witness", BOUND, LATER,
         kind="lottery"),
    Flaw("fallback alone", fallback_alone, "clerk", (*COSIGNED, "report_failure"), "rights hold",
         kind="lottery", near=("replace_source",)),
    Flaw("replaced when known", replaced_when_known, "director",
         (*COSIGNED, "report_failure", *BY_LOTTERY[len(COSIGNED):]), LATER, kind="lottery"),
    Flaw("share twice", share_twice, "witness", ("prepare", "announce", "hand_share"),
         "rights hold", kind="lent"),
    Flaw("flattering level", flattering_level, "clerk", (*OPENED, "wait"),
         "the level names who could have steered"),
    Flaw("later round rewrites", later_round_rewrites, "clerk", SECOND_ROUND,
         "a result of a round stays as it is", kind="rounds"),
    Flaw("second question", second_question, "officer", (*OPENED, "ask_substitute"), LATER),
    Flaw("guests see all", guests_see_all, "guest", (*OPENED, "open_assignments"), "rights hold",
         kind="lent"),
)  # fmt: skip
