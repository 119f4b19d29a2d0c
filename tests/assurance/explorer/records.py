"""What a revealed record is worth to whoever kept a head of the log."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from fairdraw import container
from fairdraw.tables import parse_lines
from fairdraw.verify import verify

from tests.assurance.explorer import observer
from tests.assurance.explorer.judge import Memory
from tests.assurance.explorer.order import levels
from yaohao.stages.draw.files import read_file
from yaohao.stages.draw.models import Draw

GOOD = ("proved", "proved-partly")  # partly: a list it rests on is not open yet


@dataclass(slots=True)
class Judged:
    """Memory after it, how the verifier named a forger, results that nobody named, and levels that
    are other ones than the log gives."""

    memory: Memory
    named: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)


def judged(memory: Memory) -> Judged:
    """Judge every newly revealed record as the observer does: with the verifier and his head."""
    found = Judged(memory)
    steered = levels(observer.read_log().entries)
    rows = Draw.objects.exclude(record_file=None).exclude(number__in=memory.revealed)
    for draw in rows.order_by("pk"):
        data = read_file(draw.record_file or "")
        report = verify(data, head=None if memory.blind else "{} {}".format(*memory.head))
        wanted = ("aborted",) if draw.state == "void" else GOOD
        if report.outcome not in wanted:
            found.named.append(report.fault.code if report.fault else report.outcome)
            continue
        found.faults += _other_lists(memory, draw.number, data)
        told = {draw.level, report.level, steered.get(draw.number)}
        if draw.state == "revealed" and len(told) > 1:
            found.levels.append(f"{draw.number}: product, record and log say {told}")
        revealed = found.memory.revealed | {draw.number}
        found.memory = replace(found.memory, revealed=revealed)
    return found


def _other_lists(memory: Memory, number: str, data: bytes) -> Iterator[str]:
    members = container.load(data)
    for (of, round_number), first in memory.sealed.items():
        lines = members.get(f"round-{round_number}/sealed.tsv") or b""
        if of == number and tuple(parse_lines(lines, "sealed.tsv")) != first:
            yield f"{number}: round {round_number} is not the list first sealed"
