"""What is published, how it gets there, how two versions differ, who may; pure values.

Articles 6, 9, 10, 11 and 18. What stays closed: 政府信息公开条例 articles 14 and 15.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from yaohao.ground.accounts.rules import Role

Row = Mapping[str, str]


class Kind(StrEnum):
    """What a bureau publishes as a table."""

    ITEMS = "items"
    OFFICERS = "officers"
    EXPERTS = "experts"
    OBJECTS = "objects"
    PLAN = "plan"
    RESULTS = "results"
    CIRCULARS = "circulars"
    PENALTIES = "penalties"


YEARLY = frozenset({Kind.PLAN, Kind.RESULTS, Kind.CIRCULARS, Kind.PENALTIES})
# A register lives; what was said of an enterprise is corrected, and the public is told why.
CORRECTED = frozenset({Kind.RESULTS, Kind.CIRCULARS, Kind.PENALTIES})


class ProposalState(StrEnum):
    """Where a proposal stands."""

    PROPOSED = "proposed"
    PUBLISHED = "published"
    RETURNED = "returned"
    TAKEN_BACK = "taken-back"


class ProposalAct(StrEnum):
    """What can be done to a proposal."""

    APPROVE = "approve"
    RETURN = "return"
    TAKE_BACK = "take-back"


class Secret(StrEnum):
    """Why a field stays closed."""

    STATE = "state"  # 国家秘密
    TRADE = "trade"  # 商业秘密
    PRIVACY = "privacy"  # 个人隐私
    SAFETY = "safety"  # 危及公共安全


SECRET_WORDS: dict[Secret, str] = {
    Secret.STATE: "国家秘密",
    Secret.TRADE: "商业秘密",
    Secret.PRIVACY: "个人隐私",
    Secret.SAFETY: "公共安全",
}
KEYS: dict[Kind, str] = {
    Kind.ITEMS: "code",
    Kind.OFFICERS: "certificate",
    Kind.EXPERTS: "code",
    Kind.OBJECTS: "object_id",
    Kind.PLAN: "number",
    Kind.RESULTS: "number",
    Kind.CIRCULARS: "number",
    Kind.PENALTIES: "decision",
}
# The only columns that ever leave: a new column of a register is not published by accident.
FIELDS: dict[Kind, tuple[str, ...]] = {
    Kind.ITEMS: (
        "code", "version", "name", "basis", "body", "object_kind", "content", "standard",
        "questions", "method", "ratio", "frequency", "mandatory", "valid_from", "valid_to",
        "reason",
    ),
    Kind.OFFICERS: ("name", "bureau", "certificate"),
    Kind.EXPERTS: ("code", "name", "title", "trades", "bureau"),
    Kind.OBJECTS: ("object_id", "number", "name", "region", "county", "field", "state"),
    Kind.PLAN: (
        "number", "title", "item_code", "item", "kind", "filter", "strata", "period_start",
        "period_end", "window_start", "window_end", "cycle", "receipt", "filed_on",
        "version", "amended_because", "standing", "regime", "partners", "further_items", "team",
    ),
    Kind.RESULTS: (
        "number", "task", "title", "object_id", "name", "item", "day", "officers", "result",
        "disposal", "rectification",
    ),
    Kind.CIRCULARS: (
        "number", "task", "title", "issued_on", "overview", "findings", "common", "demands",
    ),
    Kind.PENALTIES: (
        "decision", "object_id", "name", "violation", "basis", "kind", "penalty", "amount",
        "decided_on",
    ),
}  # fmt: skip
PUBLISHERS = frozenset({Role.CLERK})
APPROVERS = frozenset({Role.DIRECTOR, Role.DEPUTY})
# act -> (states it starts from, state it leads to, roles that may)
PROPOSAL_TRANSITIONS: dict[
    ProposalAct, tuple[frozenset[ProposalState], ProposalState, frozenset[Role]]
] = {
    ProposalAct.APPROVE: (frozenset({ProposalState.PROPOSED}), ProposalState.PUBLISHED, APPROVERS),
    ProposalAct.RETURN: (frozenset({ProposalState.PROPOSED}), ProposalState.RETURNED, APPROVERS),
    ProposalAct.TAKE_BACK: (
        frozenset({ProposalState.PROPOSED}), ProposalState.TAKEN_BACK, PUBLISHERS,
    ),
}  # fmt: skip
READERS = frozenset({Role.CLERK, Role.DIRECTOR, Role.DEPUTY, Role.AUDITOR})


@dataclass(frozen=True, slots=True)
class Difference:
    """What a new version changes: rows by key."""

    new: tuple[Row, ...]
    changed: tuple[tuple[Row, Row], ...]  # before, after
    ended: tuple[Row, ...]

    @property
    def any(self) -> bool:
        """Whether the versions differ at all."""
        return bool(self.new or self.changed or self.ended)


def public_part(kind: Kind, rows: Iterable[Row]) -> list[dict[str, str]]:
    """The rows cut down to the columns that may leave."""
    return [{name: row[name] for name in FIELDS[kind]} for row in rows]


def blacked(
    kind: Kind, rows: Iterable[Row], closed: Mapping[tuple[str, str], Secret]
) -> list[dict[str, str]]:
    """The rows with closed fields, by key and column, replaced by the ground for closing them."""
    return [
        {
            name: f"【不公开：{SECRET_WORDS[closed[row[KEYS[kind]], name]]}】"
            if (row[KEYS[kind]], name) in closed
            else value
            for name, value in row.items()
        }
        for row in rows
    ]


def canonical(rows: Sequence[Row]) -> str:
    """The rows as JSON with one spelling: what is hashed, and what the public downloads."""
    ordered = [dict(row) for row in rows]
    return json.dumps(ordered, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(text: str) -> str:
    """SHA-256 of the canonical JSON in UTF-8, lower hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def difference(kind: Kind, before: Sequence[Row], after: Sequence[Row]) -> Difference:
    """What changes from one version to the next; rows are told apart by `KEYS`."""
    old = {row[KEYS[kind]]: row for row in before}
    now = {row[KEYS[kind]]: row for row in after}
    return Difference(
        new=tuple(row for key, row in now.items() if key not in old),
        changed=tuple(
            (old[key], row)
            for key, row in now.items()
            if key in old and dict(old[key]) != dict(row)
        ),
        ended=tuple(row for key, row in old.items() if key not in now),
    )
