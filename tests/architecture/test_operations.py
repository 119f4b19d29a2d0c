"""Every public operation is framed: keyword-only, an actor, one transaction, one entry."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import yaohao.ground.cosigning
import yaohao.stages
import yaohao.surfaces

PACKAGES = (yaohao.ground.cosigning, yaohao.stages, yaohao.surfaces)


def operations() -> Iterator[tuple[str, Callable[..., Any]]]:
    found = [
        module
        for package in PACKAGES
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]
    for module in found:
        parts = module.name.split(".")
        if "operations" not in parts:
            continue
        loaded = importlib.import_module(module.name)
        for name, value in inspect.getmembers(loaded, inspect.isfunction):
            if value.__module__ == module.name and not name.startswith("_"):
                yield f"{module.name}.{name}", value


FOUND = sorted(operations(), key=lambda pair: pair[0])


def test_there_are_operations() -> None:
    assert len(FOUND) > 5


@pytest.mark.parametrize(("name", "function"), FOUND, ids=[name for name, _ in FOUND])
def test_operation_is_audited_and_takes_keywords_only(
    name: str, function: Callable[..., Any]
) -> None:
    assert getattr(function, "audited_action", ""), f"{name} lacks @operation"
    parameters = inspect.signature(function).parameters.values()
    assert {p.kind for p in parameters} == {inspect.Parameter.KEYWORD_ONLY}
    assert "by" in {p.name for p in parameters}


def test_no_two_operations_share_an_action() -> None:
    actions = [function.audited_action for _, function in FOUND]  # type: ignore[attr-defined]
    assert len(actions) == len(set(actions))
