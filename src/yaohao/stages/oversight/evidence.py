"""The evidence of a draw: everything that may be read of it, with a manifest of digests."""

import hashlib
import io
import json
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yaohao.ground.files.archive import zipped
from yaohao.ground.ledger.queries import Head
from yaohao.ground.sheets.cells import Integer
from yaohao.ground.sheets.columns import Column
from yaohao.ground.sheets.writing import write_csv
from yaohao.stages.draw.models import Draw
from yaohao.stages.draw.queries import StillSealed, record_file, verifier_file
from yaohao.stages.draw.queries.log import own_acts
from yaohao.stages.oversight.queries.marks import Mark
from yaohao.stages.oversight.queries.timeline import Moment
from yaohao.stages.oversight.wording import MARKS as WORDS
from yaohao.stages.oversight.words import action_words

MANIFEST = "manifest.json"
MARKS = [
    Column("word", _("What")),
    Column("count", _("Number"), Integer()),
    Column("detail", _("Detail")),
]
MOMENTS = [
    Column("at", _("Time")),
    Column("what", _("What")),
    Column("article", _("Article")),
    Column("about", _("About")),
    Column("by", _("By")),
    Column("reason", _("Reason")),
    Column("done", _("Done")),
]


def packed(draw: Draw, moments: Iterable[Moment], marks: Iterable[Mark], head: Head) -> bytes:
    """A zip: trail, marks, the draw's entries in the log, verifier, after the reveal the record.

    `manifest.json` has the SHA-256 of each member and the head of the log at which it was made.
    """
    members = {
        "trail.csv": _table(MOMENTS, moment_rows(moments)),
        "marks.csv": _table(MARKS, mark_rows(marks)),
        "entries.txt": _entries(draw),
    }
    if draw.verifier:
        members["fairdraw.pyz"] = verifier_file(draw.number).read_bytes()
    with suppress(StillSealed):
        members["record.zip"] = record_file(draw.number).read_bytes()
    files = {name: hashlib.sha256(content).hexdigest() for name, content in members.items()}
    manifest = {
        "draw": draw.number,
        "state": draw.state,
        "log": {"size": head.size, "root": head.root},
        "files": files,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n"
    return zipped({**members, MANIFEST: text})


def mark_rows(found: Iterable[Mark]) -> list[dict[str, Any]]:
    """The lines of a draw as values of `MARKS`, with their address."""
    return [
        {"word": str(WORDS[one.code]), "count": one.count, "detail": one.detail, "url": one.url}
        for one in found
    ]


def moment_rows(found: Iterable[Moment]) -> list[dict[str, Any]]:
    """A time line as values of `MOMENTS`."""
    return [
        {
            "at": timezone.localtime(one.at).isoformat(timespec="seconds"),
            "what": str(action_words(one.action)),
            "article": one.article,
            "about": one.about,
            "by": one.actor,
            "reason": one.reason,
            "done": _("yes") if one.done else _("refused"),
        }
        for one in found
    ]


def _table(columns: list[Column], rows: Iterable[dict[str, Any]]) -> bytes:
    stream = io.BytesIO()
    write_csv(stream, columns, rows)
    return stream.getvalue()


def _entries(draw: Draw) -> bytes:
    """The bytes as hashed, one after the other; between them a line that no entry can hold."""
    _followed, found = own_acts(draw)
    return b"----\n".join(entry.raw for entry in found)
