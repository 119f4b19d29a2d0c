"""Verification of records and door proofs (spec/6-verification.md)."""

from fairdraw.container import Content
from fairdraw.draw import Progress
from fairdraw.pool import Pool, Reader
from fairdraw.proof import MAGIC
from fairdraw.verify.door import DoorCase
from fairdraw.verify.record import RecordCase
from fairdraw.verify.report import Check, Findings, Note, Report

__all__ = ["Check", "DoorCase", "Findings", "Note", "RecordCase", "Report", "verify"]


def verify(
    data: Content,
    progress: Progress | None = None,
    head: str | None = None,
    processes: int = 1,
    reader: Reader = Pool.parse,
) -> Report:
    """Verify a record or a door proof, told apart by the first bytes. Never raises `Fault`.

    `progress` is called with (hundredths done, 100). `head`, when
    given, is a published head of the log, `SIZE ROOT`, that the file must lead to. `processes`: how
    many may examine rows at once; the report is the same for any number;
    `reader` where the rows are kept meanwhile.
    """
    if data[: len(MAGIC)] == MAGIC:
        return DoorCase(bytes(data), head).verify()
    return RecordCase(data, progress, head, processes, reader).verify()
