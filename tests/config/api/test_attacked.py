"""The API attacked along its own description by schemathesis, with a key and without one.

Every check of the tool is on. `YAOHAO_API_EXAMPLES=200` gives the long run.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.core.parameters import ParameterLocation

from tests.cast import Cast
from tests.factories.registers import objects_sheet
from yaohao.config.wsgi import application
from yaohao.ground.audit.models import Entry
from yaohao.stages.registers.models import ImportRun

EXAMPLES = int(os.environ.get("YAOHAO_API_EXAMPLES", "6"))
FEW = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
PLAIN = {"Accept-Encoding": "identity"}  # the tool unpacks nothing
# What only this bureau has: the description knows their form, not their values.
OF_THE_BUREAU = {
    "region": ["140702", "140703"],
    "trade": ["化工"],
    "frequency": ["每年一次"],
    "ratio": ["500"],
    "group": [],
    "section": [],
    "level": ["own"],
}


schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application)


@pytest.fixture(autouse=True)
def _unlocked(settings: Any) -> None:
    settings.AXES_FAILURE_LIMIT = 10**6  # the tool sends unknown keys; the lock has its own test


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """Keep the connection of the test between requests, as Django's own client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@FEW
def test_no_request_breaks_what_is_described(case: Any, full_key: str, cast: Cast) -> None:
    known = OF_THE_BUREAU | {"section": [str(cast.mines.pk)]}
    if not case.meta.is_negative_at(ParameterLocation.QUERY):
        for name in set(case.query or ()) & set(known):
            case.query.pop(name)
            if known[name]:
                case.query[name] = known[name][0]
    sent = case.operation.label == "POST /api/registers/imports"
    if sent and not case.meta.is_negative_at(ParameterLocation.BODY):
        case.body = {
            "kind": "objects",
            "file": objects_sheet(2).decode(),
        }  # bytes are no JSON string
    case.call_and_validate(headers=PLAIN | {"Authorization": f"Bearer {full_key}"})


@schema.parametrize()
@FEW
def test_without_a_key_nothing_is_told_and_nothing_happens(case: Any, cast: Cast) -> None:
    answer = case.call(headers=PLAIN)
    assert answer.status_code in {401, 405}
    if answer.status_code == 401:
        case.operation.validate_response(answer)
    # All that is left is the trail of unknown keys.
    acts = set(Entry.objects.values_list("action", flat=True))
    assert acts <= {"accounts.token.refuse"}
    assert not ImportRun.objects.exists()
