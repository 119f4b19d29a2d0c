"""What the portal may read: published tables, announced draws, the log."""

from fairdraw.why import Answer

from yaohao.stages.draw.queries.public import PublicDraw, StillSealed
from yaohao.stages.publication.queries.draws import (
    Download,
    Result,
    current_verifier,
    draw,
    draws,
    record,
    result,
    verifier,
    why,
)
from yaohao.stages.publication.queries.log import LogLine, log_lines, log_raw, log_size, log_text
from yaohao.stages.publication.queries.search import Hit, find_objects, folded, matches
from yaohao.stages.publication.queries.snapshots import (
    Candidate,
    PublicBureau,
    bureaus,
    candidate,
    data,
    gone,
    last_version,
    latest,
    plan_years,
    rows,
    tables,
)
from yaohao.stages.publication.queries.words import stratum_rank, stratum_word

__all__ = [
    "Answer",
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
    "current_verifier",
    "data",
    "draw",
    "draws",
    "find_objects",
    "folded",
    "gone",
    "last_version",
    "latest",
    "log_lines",
    "log_raw",
    "log_size",
    "log_text",
    "matches",
    "plan_years",
    "record",
    "result",
    "rows",
    "stratum_rank",
    "stratum_word",
    "tables",
    "verifier",
    "why",
]
