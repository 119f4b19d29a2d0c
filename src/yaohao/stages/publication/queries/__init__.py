"""What the portal may read: published tables, announced draws, the log."""

from yaohao.stages.draw.queries.public import PublicDraw, StillSealed
from yaohao.stages.publication.queries.draws import (
    Download,
    Result,
    draw,
    draws,
    record,
    result,
    verifier,
    why,
)
from yaohao.stages.publication.queries.log import LogLine, log_lines, log_raw, log_size, log_text
from yaohao.stages.publication.queries.search import Hit, find_objects
from yaohao.stages.publication.queries.snapshots import (
    Candidate,
    PublicBureau,
    bureaus,
    candidate,
    gone,
    last_version,
    latest,
    plan_years,
    rows,
    tables,
)

__all__ = [
    "Candidate",
    "Download",
    "Hit",
    "LogLine",
    "PublicBureau",
    "PublicDraw",
    "Result",
    "StillSealed",
    "bureaus",
    "candidate",
    "draw",
    "draws",
    "find_objects",
    "gone",
    "last_version",
    "latest",
    "log_lines",
    "log_raw",
    "log_size",
    "log_text",
    "plan_years",
    "record",
    "result",
    "rows",
    "tables",
    "verifier",
    "why",
]
