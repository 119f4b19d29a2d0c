"""Engines, each started once."""

from collections.abc import Iterator

import pytest
from fairdraw import engines
from fairdraw.errors import Fault

OTHERS = ("datafusion", "spark")


def started(name: str) -> engines.Engine:
    """Start an engine; without Java there is no Spark."""
    try:
        return engines.start(name, 2)
    except Fault as fault:
        if fault.code == "java-missing":
            pytest.skip("Java is not on this machine")
        raise


@pytest.fixture(scope="session")
def datafusion() -> Iterator[engines.Engine]:
    engine = started("datafusion")
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def spark() -> Iterator[engines.Engine]:
    engine = started("spark")
    yield engine
    engine.close()


@pytest.fixture(
    params=[
        "datafusion",
        pytest.param("spark", marks=[pytest.mark.spark, pytest.mark.timeout(1200)]),
    ]
)
def engine(request: pytest.FixtureRequest) -> engines.Engine:
    found: engines.Engine = request.getfixturevalue(request.param)
    return found
