"""Why a row was or was not drawn (spec/6-verification.md, "Why").

Told from a record that has been verified, hence only after the reveal.
"""

from dataclasses import dataclass, field

from fairdraw.container import Content
from fairdraw.draw import Progress
from fairdraw.encoding import ID
from fairdraw.errors import Fault
from fairdraw.messages import why_text
from fairdraw.pool import ELIGIBLE, Pool, Reader, salt
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


def explain(
    data: Content,
    row_id: str,
    progress: Progress | None = None,
    processes: int = 1,
    reader: Reader = Pool.parse,
) -> Answer:
    """Verify a record and explain one id; any fault of the record is raised as `Fault`.

    `progress`, `processes` and `reader` as for `fairdraw.verify.verify`.
    """
    case = RecordCase(data, progress, processes=processes, reader=reader)
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
    found = _drawn(case, row_id)
    return found or _not_drawn(case, row_id, index)


def _drawn(case: RecordCase, row_id: str) -> Answer | None:
    for place, visit in case.history.visits(len(case.record.entries)):
        if visit.id == row_id:
            team = ", ".join(f"{role} {certificate}" for role, certificate in visit.team)
            facts: dict[str, object] = {"round": place[0], "position": place[1]}
            facts |= {"ticket": visit.ticket, "team": team or "-", "stratum": visit.stratum}
            return Answer(row_id, DRAWN, facts)
    return None


def _not_drawn(case: RecordCase, row_id: str, index: int) -> Answer:
    drawn = [each for each in case.rounds if each.result and each.given and each.inputs]
    if not drawn:
        raise Fault("seal-missing", "log")
    last = drawn[-1]
    assert last.result
    assert last.given
    assert last.inputs
    row = case.rows.row(index)
    if row_id in last.inputs.skips:
        return Answer(row_id, SKIP, {"word": last.inputs.skips[row_id].word})
    if row_id in last.given.before.elsewhere:
        return Answer(row_id, SKIP, {"word": "after"})
    digest = case.announced.digest
    salt_here = salt(row.id, case.key, digest)
    made = ticket(round_key(last.given.seed, digest), salt_here, digest).hex()
    limit = last.result.thresholds[row.stratum]
    facts: dict[str, object] = {"stratum": row.stratum, "ticket": made, "limit": limit.limit}
    return Answer(row_id, ABOVE, {**facts, "drawn": limit.drawn, "round": last.number})


def _neighbours(case: RecordCase, row_id: str) -> dict[str, object]:
    place = case.rows.place(row_id)
    before = case.rows.row(place - 1).id if place else "-"
    after = case.rows.row(place).id if place < len(case.rows) else "-"
    return {"before": before, "after": after}
