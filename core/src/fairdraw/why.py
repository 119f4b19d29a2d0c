"""Why a row was or was not drawn (spec/6-verification.md, "Why").

Told from a record that has been verified, hence only after the reveal.
"""

from dataclasses import dataclass, field

from fairdraw.encoding import ID
from fairdraw.errors import Fault
from fairdraw.messages import why_text
from fairdraw.pool import ELIGIBLE, salts
from fairdraw.ticket import round_key, ticket
from fairdraw.verify.record import RecordCase

DRAWN, ABOVE, REASON, SKIP, ABSENT = "drawn", "above", "reason", "skip", "absent"


@dataclass(frozen=True, slots=True)
class Answer:
    """Why: `kind` is `drawn`, `above`, `reason`, `skip` or `absent`; `facts` are its values."""

    id: str
    kind: str
    facts: dict[str, object] = field(default_factory=dict)

    def text(self, lang: str = "en") -> str:
        """Return one sentence for a person, in `zh` or `en`."""
        return why_text(self.kind, {"id": self.id, **self.facts}, lang)

    def json(self) -> dict[str, object]:
        """Return the answer as values that JSON can hold."""
        return {"id": self.id, "kind": self.kind, **{k: str(v) for k, v in self.facts.items()}}


def explain(data: bytes, row_id: str) -> Answer:
    """Verify a record and explain one id; any fault of the record is raised as `Fault`."""
    case = RecordCase(data)
    report = case.verify()
    if report.fault:
        raise report.fault
    return answer(case, row_id)


def answer(case: RecordCase, row_id: str) -> Answer:
    """Explain one id from a record already verified; `Fault("id-syntax")`."""
    if not ID.fullmatch(row_id):
        raise Fault("id-syntax", "id", id=row_id)
    index = case.rows.find(row_id)
    if index is None:
        return Answer(row_id, ABSENT, _neighbours(case, row_id))
    row = case.rows.row(index)
    if row.reason != ELIGIBLE:
        text = dict(case.announced.reasons)[row.reason]
        return Answer(row_id, REASON, {"reason": row.reason, "text": text})
    for position, visit in enumerate(case.result.visits):
        if visit.id == row_id:
            team = ", ".join(f"{role} {certificate}" for role, certificate in visit.team)
            drawn = {"position": position, "ticket": visit.ticket, "team": team or "-"}
            return Answer(row_id, DRAWN, {"stratum": row.stratum, **drawn})
    if row_id in case.inputs.skips:
        return Answer(row_id, SKIP, {"word": case.inputs.skips[row_id]})
    digest = case.announced.digest
    salt = salts(type(case.rows)([case.rows.lines[index]]), case.key, digest)[0]
    made = ticket(round_key(case.given.seed, digest), salt, digest).hex()
    limit = case.result.thresholds[row.stratum]
    facts: dict[str, object] = {"stratum": row.stratum, "ticket": made, "limit": limit.limit}
    return Answer(row_id, ABOVE, {**facts, "drawn": limit.drawn})


def _neighbours(case: RecordCase, row_id: str) -> dict[str, object]:
    place = case.rows.place(row_id)
    before = case.rows.row(place - 1).id if place else "-"
    after = case.rows.row(place).id if place < len(case.rows) else "-"
    return {"before": before, "after": after}
