"""The file for a receiver: JSON and CSV of the same rows, and a manifest with their digests."""

import csv
import hashlib
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from yaohao.ground.files.archive import zipped
from yaohao.stages.credit.models import Dispatch


def package(rows: Iterable[Dispatch], *, receiver: str, number: str) -> bytes:
    """A zip: per table and kind one JSON and one CSV, then `manifest.json` with SHA-256 of each."""
    groups: defaultdict[str, list[Dispatch]] = defaultdict(list)
    for row in rows:
        groups[f"{row.mapping}-{row.kind}"].append(row)
    members: dict[str, bytes] = {}
    for name, group in sorted(groups.items()):
        records = [{"ref": row.reference, "version": row.version} | row.payload for row in group]
        members[f"{name}.json"] = _json(records)
        members[f"{name}.csv"] = _csv(records)
    files = {name: hashlib.sha256(content).hexdigest() for name, content in members.items()}
    manifest = {
        "receiver": receiver,
        "batch": number,
        "rows": sum(map(len, groups.values())),
        "files": files,
    }
    return zipped({**members, "manifest.json": _json(manifest)})


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def _csv(records: list[dict[str, Any]]) -> bytes:
    flat = [line for record in records for line in _lines(record)]
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(flat[0]))
    writer.writeheader()
    writer.writerows(flat)
    return stream.getvalue().encode("utf-8-sig")


def _lines(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A record with a list becomes one line per element."""
    plain = {key: _safe(value) for key, value in record.items() if not isinstance(value, list)}
    lists = (value for value in record.values() if isinstance(value, list))
    parts: list[dict[str, Any]] = next(lists, [{}])
    for part in parts:
        yield plain | {key: _safe(value) for key, value in part.items()}


def _safe(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula is quoted."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value
