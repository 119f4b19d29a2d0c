"""What the seal over a record covers, as one digest."""

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from yaohao.stages.inspection.models import Inspection


def content_digest(inspection: Inspection) -> str:
    """SHA-256 over everything the record holds, as canonical JSON."""
    content: dict[str, Any] = {
        "number": inspection.number,
        "outcome": inspection.outcome,
        "disposal": inspection.disposal,
        "record": {
            name: getattr(inspection.record, name)
            for name in ("started_at", "ended_at", "place", "person", "situation", "statement")
        },
        "questions": list(
            inspection.questions.order_by("number").values_list(
                "number", "text", "result", "remark"
            )
        ),
        "problems": list(
            inspection.problems.order_by("number").values_list("number", "text", "major")
        ),
        "photos": sorted(inspection.photos.values_list("digest", flat=True)),
        "signatures": list(
            inspection.signatures.order_by("role", "name").values_list("role", "name", "image")
        ),
    }
    if inspection.recusal_requests.exists():
        content["recusals"] = list(
            inspection.recusal_requests.order_by("pk").values_list(
                "officer__certificate", "reason", "granted", "grounds"
            )
        )
    text = json.dumps(
        content, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()
