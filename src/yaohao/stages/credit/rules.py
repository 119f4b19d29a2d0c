"""Credit records as data: what goes out, its states, and which result changes which grade.

Article 19; 安全生产法 art. 78 for the blacklist.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from yaohao.ground.accounts.rules import Role
from yaohao.stages.registers.rules.kinds import Blacklist, Credit

DESK = frozenset({Role.CLERK})
HEADS = frozenset({Role.DIRECTOR})


class Kind(StrEnum):
    """What is delivered."""

    RESULT = "result"
    PENALTY = "penalty"
    REVOCATION = "revocation"


class State(StrEnum):
    """Where one delivery stands."""

    WAITING = "waiting"  # not yet checked
    REFUSED = "refused"  # the check found something to mend
    READY = "ready"
    EXPORTED = "exported"
    RECEIVED = "received"
    REJECTED = "rejected"  # by the receiver; may be tried again
    FAILED = "failed"  # rejected too often: a person must look
    REPLACED = "replaced"  # a newer version goes in its place


class Act(StrEnum):
    """What can be done to a delivery."""

    PASS = "pass"  # noqa: S105
    REFUSE = "refuse"
    EXPORT = "export"
    RECEIVE = "receive"
    REJECT = "reject"
    FAIL = "fail"
    RETRY = "retry"
    REPLACE = "replace"


UNCHECKED = frozenset({State.WAITING, State.REFUSED})
UNSENT = UNCHECKED | {State.READY, State.REJECTED, State.FAILED}

TRANSITIONS: dict[Act, tuple[frozenset[State], State | None, frozenset[Role]]] = {
    Act.PASS: (UNCHECKED, State.READY, DESK),
    Act.REFUSE: (UNCHECKED, State.REFUSED, DESK),
    Act.EXPORT: (frozenset({State.READY}), State.EXPORTED, DESK),
    Act.RECEIVE: (frozenset({State.EXPORTED}), State.RECEIVED, DESK),
    Act.REJECT: (frozenset({State.EXPORTED}), State.REJECTED, DESK),
    Act.FAIL: (frozenset({State.EXPORTED}), State.FAILED, DESK),
    Act.RETRY: (frozenset({State.REJECTED}), State.READY, DESK),
    Act.REPLACE: (UNSENT, State.REPLACED, DESK),
}


class ProposalState(StrEnum):
    """Where a proposed grade stands."""

    OPEN = "open"
    APPLIED = "applied"
    DECLINED = "declined"
    NEEDLESS = "needless"  # the grade already is what the rule asks for


class ProposalAct(StrEnum):
    """What can be done to a proposed grade."""

    APPLY = "apply"
    DECLINE = "decline"


PROPOSAL_TRANSITIONS: dict[
    ProposalAct, tuple[frozenset[ProposalState], ProposalState, frozenset[Role]]
] = {
    ProposalAct.APPLY: (frozenset({ProposalState.OPEN}), ProposalState.APPLIED, HEADS),
    ProposalAct.DECLINE: (frozenset({ProposalState.OPEN}), ProposalState.DECLINED, HEADS),
}

BACKOFF = (timedelta(minutes=5), timedelta(minutes=30), timedelta(minutes=120))


def next_wait(attempts: int) -> timedelta | None:
    """How long to wait after so many rejections; None when it has failed for good."""
    return BACKOFF[attempts - 1] if attempts <= len(BACKOFF) else None


class Cause(StrEnum):
    """What changes a grade."""

    CLEAN = "clean"
    FINDING = "finding"
    UNCOOPERATIVE = "uncooperative"
    UNFULFILLED = "unfulfilled"
    MAJOR_LEFT = "major-left"
    FINE = "fine"
    LICENCE = "licence"


@dataclass(frozen=True, slots=True)
class GradeRule:
    """One line of the table: `move` steps down (up if negative), `at_best` the best grade left."""

    article: str
    move: int = 0
    at_best: Credit | None = None
    blacklist: Blacklist | None = None


ARTICLE_19 = "《晋中市安监局“双随机一公开”抽查工作细则》第十九条"
LAW_78 = ARTICLE_19 + "；《中华人民共和国安全生产法》第七十八条"

RULES: dict[Cause, GradeRule] = {
    Cause.CLEAN: GradeRule(ARTICLE_19, move=-1),
    Cause.FINDING: GradeRule(ARTICLE_19, at_best=Credit.B),
    Cause.UNCOOPERATIVE: GradeRule(ARTICLE_19, move=1),
    Cause.UNFULFILLED: GradeRule(ARTICLE_19, move=1),
    Cause.MAJOR_LEFT: GradeRule(LAW_78, at_best=Credit.D, blacklist=Blacklist.THIRD),
    Cause.FINE: GradeRule(ARTICLE_19, at_best=Credit.C),
    Cause.LICENCE: GradeRule(LAW_78, at_best=Credit.D, blacklist=Blacklist.THIRD),
}

CLEAN_VISITS = 2
_LADDER = [Credit.A, Credit.B, Credit.C, Credit.D]


def graded(before: Credit, rule: GradeRule) -> Credit:
    """The credit grade after a rule. Unrated counts as B when it falls, and rises to B."""
    if before is Credit.UNRATED and rule.move < 0:
        return Credit.B
    place = _LADDER.index(Credit.B if before is Credit.UNRATED else before)
    if rule.at_best is not None:
        place = max(place, _LADDER.index(rule.at_best))
    return _LADDER[min(max(place + rule.move, 0), len(_LADDER) - 1)]


def listed(before: Blacklist, rule: GradeRule) -> Blacklist:
    """The blacklist grade after a rule; who is listed already keeps the grade."""
    return rule.blacklist if rule.blacklist and before is Blacklist.NONE else before
